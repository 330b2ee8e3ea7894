"""What is sought, in order, and how loosely each line is held for the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, Self

from pydantic import Field, model_validator

from matchmaker.domain.frozen import Frozen

Sense = Literal["maximise", "minimise"]

LINEAR: dict[str, Sense] = {
    "coverage": "maximise",
    "points": "maximise",
    "change": "minimise",
    "cost": "minimise",
    "request-choice": "minimise",
    "supporter-choice": "minimise",
}
"""Objectives that are a sum over pairings, and may be blended: which way is better."""

OWN_NAMES: dict[str, Sense] = {
    "coverage": "maximise",
    "worst-off": "maximise",
    "leximin": "maximise",
    "points": "maximise",
    "change": "minimise",
    "cost": "minimise",
    "request-choice": "minimise",
    "supporter-choice": "minimise",
    "balance": "minimise",
}
"""Objectives that need no blend: which way is better."""

NEVER_LOOSE = ("leximin", "balance")
"""Objectives that are held as they are or not at all."""

BLEND_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
MOST_WEIGHT = 1_000_000
LARGEST = 1_000_000_000_000


class Objective(Frozen):
    """
    One line of the ordered list of what is sought.

    - `coverage`: units of demand met, each weighted by its request's priority.
    - `worst-off`: the least sum of points of any request given at least one unit.
    - `leximin`: of the requests given at least one unit, each with the sum of its
      points read in bands (down to a multiple of `band`), the lowest as high as
      possible, then the next lowest, and so on to the last. Requests given nothing
      are counted nowhere: beside one given something they are better off than any.
    - `points`: the sum of all pairings' points, and of the bonuses they earn.
    - `change`: the weights of those pairings of the plan before that are lost.
    - `cost`: the pence of all pairings; one without a rate costs nothing.
    - `request-choice`: which choice the supporter is on the list of the request, 1 for
      the first, added up over all pairings; `supporter-choice` the other way round.
      Whom a list does not name comes after all whom it names, and who gave no list
      counts 1.
    - `balance`: the sum over supporters of their load squared.
    - any other name with a `blend`: the sum of weight x objective, where those of
      which less is better are taken away.

    Attributes:
        name: One of those above, or a word of the user's own for a blend.
        tolerance: How far later objectives may fall behind its best value, in its
            own unit.
        tolerance_percent: The same as a share of that value.
        band: The width in points of leximin's bands.
        blend: By linear objective, a positive whole weight.
    """

    name: str
    tolerance: int = Field(default=0, ge=0, le=LARGEST)
    tolerance_percent: int = Field(default=0, ge=0, le=100)
    band: int = Field(default=1, ge=1, le=LARGEST)
    blend: dict[str, int] = {}

    @property
    def sense(self) -> Sense:
        """Whether more or less is better; of a blend, more."""
        return OWN_NAMES.get(self.name, "maximise")

    @property
    def is_loose(self) -> bool:
        """Whether later objectives may give up any of it."""
        return self.tolerance > 0 or self.tolerance_percent > 0

    @property
    def parts(self) -> tuple[str, ...]:
        """The names whose values it rests on: those of its blend, or its own."""
        return tuple(self.blend) or (self.name,)

    def allowance(self, value: int) -> int:
        """
        How far later objectives may fall behind a value of this one.

        The percentage is rounded down, and the larger of the two tolerances counts.

        >>> Objective(name="points", tolerance=5, tolerance_percent=2).allowance(799)
        15
        """
        return max(self.tolerance, abs(value) * self.tolerance_percent // 100)

    @model_validator(mode="after")
    def _check_sense(self) -> Self:
        faults = [f"objective '{self.name}' {fault}" for fault in self._faults()]
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def _faults(self) -> Iterator[str]:
        yield from self._name_faults()
        if self.band > 1 and self.name != "leximin":
            yield "has a band, which only leximin can have"
        if self.is_loose and self.name in NEVER_LOOSE:
            yield "cannot have a tolerance: it is held as it is or not at all"
        for part, weight in self.blend.items():
            if part not in LINEAR:
                yield f"blends '{part}', which is not one of: {', '.join(LINEAR)}"
            if not 1 <= weight <= MOST_WEIGHT:
                yield (
                    f"gives '{part}' the weight {weight}, which must be from 1 to "
                    f"{MOST_WEIGHT}"
                )

    def _name_faults(self) -> Iterator[str]:
        if self.name in OWN_NAMES:
            if self.blend:
                yield "has a meaning of its own, so its blend needs another name"
        elif not self.blend:
            yield (
                f"is not one of: {', '.join(OWN_NAMES)} "
                "(a name of your own needs a blend)"
            )
        elif not BLEND_NAME.fullmatch(self.name):
            yield "must be named in lowercase letters, digits and single dashes"


def order_faults(objectives: Sequence[Objective], *, has_rates: bool) -> list[str]:
    """
    What is wrong with a list of objectives as a whole, in words.

    Args:
        objectives: In order.
        has_rates: Whether the programme says what anything costs.
    """
    names = [objective.name for objective in objectives]
    faults = [
        f"objective '{name}' is listed twice"
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    if "leximin" in names and "worst-off" in names:
        faults.append(
            "objective 'worst-off' stands beside leximin, which begins with the worst "
            "off already: leave one of them out"
        )
    faults += [
        f"objective '{o.name}' needs the cost of pairings, but the programme has no rates"
        for o in objectives
        if "cost" in o.parts and not has_rates
    ]
    return faults
