"""How good a plan is, per objective, and how that was shown."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, computed_field

ShownBy = Literal["prices", "solver", "not shown"]
"""`prices`: integer dual values that anybody can re-check by adding up, without
a solver. `solver`: an exact search closed the gap. `not shown`: no bound is known."""


class Proof(BaseModel):
    """
    The value a plan reaches in one objective, and the best any plan could.

    A bound holds given the values of the objectives before it: once an objective
    is not proved, the later ones are `not shown`.

    Attributes:
        objective: The objective's name, such as `coverage`.
        sense: Whether more or less is better.
        value: What the plan reaches, in the objective's own unit; `None` where
            the objective has no value (worst-off of a plan that meets nobody).
        bound: No plan can do better than this; `None` if not known.
        shown_by: How the bound was shown.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    objective: str
    sense: Literal["maximise", "minimise"]
    value: int | None
    bound: int | None
    shown_by: ShownBy

    @computed_field  # type: ignore[prop-decorator]
    @property
    def gap(self) -> int | None:
        """How far the value may be from the best, in the objective's own unit."""
        if self.value is None or self.bound is None:
            return 0 if self.proved else None
        return abs(self.bound - self.value)

    @property
    def proved(self) -> bool:
        """Whether nothing better is possible."""
        return self.shown_by != "not shown" and self.value == self.bound
