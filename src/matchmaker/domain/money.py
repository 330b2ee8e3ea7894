"""Rates by date, and what a pairing costs. Pence throughout."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from pydantic import Field

from matchmaker.domain.frozen import Frozen
from matchmaker.domain.interval import Interval


class Rate(Frozen):
    """
    What a day of a role costs, and from when to when.

    Attributes:
        role: The role paid for.
        pence_per_day: The day rate in pence.
        valid_from: First day on which the rate holds; `None` means from ever.
        valid_to: Last day; `None` means until further notice.
        source: Where the rate is published.
        table: The version of the table in which it stands; blank where the programme
            itself says it.
    """

    role: str
    pence_per_day: int = Field(ge=0)
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    table: str = ""

    @property
    def valid(self) -> Interval:
        """The days on which it holds."""
        return Interval.of_days(self.valid_from, self.valid_to)

    def holds_on(self, day: date) -> bool:
        """Whether the rate is in force on a day."""
        since, until = self.valid_from, self.valid_to
        return (since is None or since <= day) and (until is None or day <= until)


def rate_faults(rates: Iterable[Rate]) -> Iterator[str]:
    """What rates say of each other that cannot be, in words."""
    by_role: dict[str, list[Interval]] = defaultdict(list)
    for rate in rates:
        if rate.valid.end <= rate.valid.start:
            yield f"a rate of the role '{rate.role}' ends before it begins"
        else:
            by_role[rate.role].append(rate.valid)
    for role, valid in by_role.items():
        for one, other in pairwise(sorted(valid)):
            if one.meets(other):
                yield (
                    f"a rate of the role '{role}' holds {one} and another {other}: "
                    "one day has one rate"
                )


def pence_for(minutes: int, pence_per_day: int, hours_per_day: int) -> int:
    """
    Cost of some minutes at a day rate, rounded half up to the penny.

    >>> pence_for(3 * 6 * 60, 50_000, 6)
    150000
    """
    minutes_per_day = hours_per_day * 60
    return (2 * minutes * pence_per_day + minutes_per_day) // (2 * minutes_per_day)
