"""The plan before, and what it counts to lose a pairing of it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from matchmaker.domain.frozen import Frozen

State = Literal["started", "announced", "proposed"]
"""How far a pairing had come: work has begun, both sides know, or nobody does yet."""

MOST_WEIGHT = 1_000_000


class EarlierPairing(Frozen):
    """
    A pairing of the plan before.

    Its ids may be unknown to the round: who has left since is lost, too.

    Attributes:
        request: The request's id.
        supporter: The supporter's id.
        state: How far it had come.
    """

    request: str
    supporter: str
    state: State = "announced"


class ChangeWeights(Frozen):
    """
    What the objective `change` counts for one lost pairing of the plan before.

    Attributes:
        started: Where work has begun.
        announced: Where both sides have been told.
        proposed: Where nobody has been told.
    """

    started: int = Field(default=100, ge=0, le=MOST_WEIGHT)
    announced: int = Field(default=10, ge=0, le=MOST_WEIGHT)
    proposed: int = Field(default=1, ge=0, le=MOST_WEIGHT)

    def of(self, state: State) -> int:
        """The weight of a pairing that had come so far."""
        match state:
            case "started":
                return self.started
            case "announced":
                return self.announced
            case "proposed":
                return self.proposed
