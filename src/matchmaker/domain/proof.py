"""How good a plan is, per objective, and how that was shown."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, computed_field

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
        tolerance: How far below the bound (above it, where less is better) the
            value may lie, in the objective's own unit, because later objectives
            may give up so much of it.
        levels: Of leximin only: for each band in which the points of a request
            given something lie, its lower edge and how many requests lie in it,
            ascending.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    objective: str
    sense: Literal["maximise", "minimise"]
    value: int | None
    bound: int | None
    shown_by: ShownBy
    tolerance: int = Field(default=0, ge=0)
    levels: tuple[tuple[int, int], ...] = ()

    @computed_field  # type: ignore[prop-decorator]
    @property
    def gap(self) -> int | None:
        """How far the value may be from the best, in the objective's own unit."""
        if self.value is None or self.bound is None:
            return 0 if self.proved else None
        return abs(self.bound - self.value)

    @property
    def proved(self) -> bool:
        """Whether nothing better is possible, but for what may be given up."""
        if self.shown_by == "not shown":
            return False
        if self.value is None or self.bound is None:
            return self.value == self.bound
        return abs(self.bound - self.value) <= self.tolerance
