"""Rates by date, and what a pairing costs. Pence throughout."""

from __future__ import annotations

from datetime import date

from matchmaker.domain.frozen import Frozen


class Rate(Frozen):
    """
    What a day of a role costs, and from when to when.

    Attributes:
        role: The role paid for.
        pence_per_day: The day rate in pence.
        valid_from: First day on which the rate holds.
        valid_to: Last day; `None` means until further notice.
        source: Where the rate is published.
    """

    role: str
    pence_per_day: int
    valid_from: date
    valid_to: date | None = None
    source: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether the rate is in force on a day."""
        return self.valid_from <= day and (
            self.valid_to is None or day <= self.valid_to
        )


def pence_for(minutes: int, pence_per_day: int, hours_per_day: int) -> int:
    """
    Cost of some minutes at a day rate, rounded half up to the penny.

    >>> pence_for(3 * 6 * 60, 50_000, 6)
    150000
    """
    minutes_per_day = hours_per_day * 60
    return (2 * minutes * pence_per_day + minutes_per_day) // (2 * minutes_per_day)
