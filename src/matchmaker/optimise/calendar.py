"""What is under way at one time: busiest days, and the pairs that meet on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from matchmaker.candidates import Candidates
from matchmaker.candidates.table import EARLIEST, LATEST
from matchmaker.domain.round import Round

Ints = npt.NDArray[np.int64]

CALENDAR = LATEST + 1
"""More than any day's number: supporter x `CALENDAR` + day tells both."""


@dataclass(frozen=True)
class BusiestDays:
    """
    Days on which as much of somebody is under way as on any day around.

    Every set of pairs of one supporter that overlap is wholly under way on one of
    these days.

    Attributes:
        supporter: int64[D], whose day it is.
        day: int64[D], its number in the calendar.
        row: int64[E], for each entry the day that it speaks of.
        pair: int64[E], the pair that is under way on that day.
    """

    supporter: Ints
    day: Ints
    row: Ints
    pair: Ints

    def when(self, row: int) -> str:
        """The day in words; nothing where there is no calendar."""
        day = int(self.day[row])
        return "" if day == EARLIEST else f" on {date.fromordinal(day)}"


def busiest_days(
    matching_round: Round, candidates: Candidates, pairs: Ints
) -> BusiestDays:
    """
    The busiest days of some pairs.

    Args:
        matching_round: Knows from when to when requests go; what has no date takes
            the round's, and where that has none there is no end.
        candidates: All pairs.
        pairs: int64[n], positions of those that count.
    """
    first, last = windows(matching_round)
    asked = candidates.request[pairs]
    base = candidates.supporter[pairs].astype(np.int64) * CALENDAR
    begins, ends = base + first[asked], base + last[asked]
    days = _busiest(begins, ends)
    # Each pair stands in the rows of all busiest days from its first to its last.
    low, high = np.searchsorted(days, begins), np.searchsorted(days, ends, "right")
    times = high - low
    row = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times - low, times)
    return BusiestDays(*np.divmod(days, CALENDAR), row, np.repeat(pairs, times))


def windows(matching_round: Round) -> tuple[Ints, Ints]:
    """int64[R] twice: the first and the last day of each request."""
    days = [matching_round.days_of(request) for request in matching_round.requests]
    first = [day.toordinal() for day, _ in days]
    last = [day.toordinal() for _, day in days]
    return np.array(first, np.int64), np.array(last, np.int64)


def _busiest(begins: Ints, ends: Ints) -> Ints:
    """
    The days, sorted.

    Whatever overlaps does so on the first day of one of them. The last such day
    that a pair still sees is the busiest before that pair ends.
    """
    starts = np.unique(begins)
    return np.unique(starts[np.searchsorted(starts, ends, "right") - 1])
