"""What people decided about two requests, or two pairs, at once."""

from __future__ import annotations

from typing import Literal

from matchmaker.domain.decisions import Decision, Recorded

TieKind = Literal["apart", "together", "both-or-none"]


class Tie(Recorded):
    """
    Two requests of which neither is decided without the other.

    Attributes:
        kind: `apart`: never the same supporter. `together`: the same supporters, or
            none. `both-or-none`: each is given somebody, or neither is.
        request: One request's id.
        other: The other request's id. Which of the two stands first does not matter.
    """

    kind: TieKind
    request: str
    other: str


class Exclusion(Decision):
    """
    Two pairs of which at most one may be in the plan.

    Attributes:
        other_request: The other pair's request.
        other_supporter: The other pair's supporter.
    """

    other_request: str
    other_supporter: str

    @property
    def pair(self) -> tuple[str, str]:
        """The one pair, as (request, supporter)."""
        return self.request, self.supporter

    @property
    def other_pair(self) -> tuple[str, str]:
        """The other pair, as (request, supporter)."""
        return self.other_request, self.other_supporter
