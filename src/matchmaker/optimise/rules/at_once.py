"""Nobody has too many pairings at the same time."""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt

from matchmaker.candidates import Candidates
from matchmaker.candidates.table import EARLIEST, LATEST
from matchmaker.domain.round import Round
from matchmaker.domain.rules import AtOnce
from matchmaker.optimise.rows import Rows, spoken_of

Ints = npt.NDArray[np.int64]

CALENDAR = LATEST + 1
"""More than any day's number: supporter x `CALENDAR` + day tells both."""


def rows(rule: AtOnce, matching_round: Round, candidates: Candidates) -> Rows:
    """On no day does anybody have more than so many pairings under way."""
    pairs = _concerned(rule, matching_round, candidates)
    first, last = _windows(matching_round)
    asked = candidates.request[pairs]
    base = candidates.supporter[pairs].astype(np.int64) * CALENDAR
    begins, ends = base + first[asked], base + last[asked]
    days = _busiest(begins, ends)
    # Each pair stands in the rows of all busiest days from its first to its last.
    low, high = np.searchsorted(days, begins), np.searchsorted(days, ends, "right")
    times = high - low
    row = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times - low, times)
    binding = np.bincount(row, minlength=len(days)) > rule.most
    number, kept = np.cumsum(binding) - 1, binding[row]
    return Rows.of_entries(
        number[row[kept]],
        np.repeat(pairs, times)[kept],
        np.ones(int(kept.sum()), dtype=np.int64),
        [rule.most] * int(binding.sum()),
        [_in_words(rule, matching_round, key) for key in days[binding].tolist()],
    )


def _concerned(rule: AtOnce, matching_round: Round, candidates: Candidates) -> Ints:
    """Pairs of supporters with room for more than so many, at whatever time."""
    spoken = spoken_of(rule, matching_round, candidates)
    lightest = np.full(len(matching_round.supporters), np.iinfo(np.int64).max)
    np.minimum.at(lightest, candidates.supporter[spoken], candidates.load[spoken])
    capacity = [matching_round.capacity_of(s) for s in matching_round.supporters]
    roomy = np.array(capacity, dtype=np.int64) // lightest > rule.most
    return np.flatnonzero(spoken & roomy[candidates.supporter])


def _windows(matching_round: Round) -> tuple[Ints, Ints]:
    """int64[R] twice: the first and the last day of each request."""
    start, end = matching_round.start, matching_round.end
    first = [_number(q.start or start, EARLIEST) for q in matching_round.requests]
    last = [_number(q.end or end, LATEST) for q in matching_round.requests]
    return np.array(first, np.int64), np.maximum(first, last)


def _number(day: date | None, missing: int) -> int:
    return missing if day is None else day.toordinal()


def _busiest(begins: Ints, ends: Ints) -> Ints:
    """
    Days on which as much is under way as on any day around, sorted.

    Whatever overlaps does so on the first day of one of them. The last such day
    that a pair still sees is the busiest before that pair ends; every set of pairs
    that overlap is wholly under way on one of these days.
    """
    starts = np.unique(begins)
    return np.unique(starts[np.searchsorted(starts, ends, "right") - 1])


def _in_words(rule: AtOnce, matching_round: Round, key: int) -> str:
    supporter, day = divmod(key, CALENDAR)
    when = "" if day == EARLIEST else f" on {date.fromordinal(day)}"
    who = matching_round.supporters[supporter].id
    pairings = "pairing" if rule.most == 1 else "pairings"
    return f"{who} has at most {rule.most} {pairings} at once{when}"
