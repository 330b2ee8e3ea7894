"""Where a timetable cannot be kept: two things at once, or more than there is time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from matchmaker.accounts.timetable import Sessions
from matchmaker.accounts.years import Term
from matchmaker.domain.induction import MentorTerms

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Booked:
    """
    A day on which somebody is to be elsewhere, such as a training day.

    Attributes:
        person: Who.
        on: The day.
        half_days: The halves of it, `am` and `pm`.
        what: What for.
    """

    person: str
    on: date
    half_days: tuple[Literal["am", "pm"], ...]
    what: str

    @property
    def slots(self) -> tuple[str, ...]:
        """
        The half-days that it takes, by weekday.

        >>> Booked("m", date(2024, 11, 4), ("am", "pm"), "training day").slots
        ('mon-am', 'mon-pm')
        """
        return tuple(f"{WEEKDAYS[self.on.weekday()]}-{half}" for half in self.half_days)


@dataclass(frozen=True, slots=True)
class Clash:
    """
    One thing that cannot be kept.

    Attributes:
        kind: Two things in one half-day; more time than there is; or no half-day
            that suits both.
        person: Whose.
        term: In which term; `None` where it holds for all.
        detail: What meets what, in words.
    """

    kind: Literal["same half-day", "too many hours", "no half-day"]
    person: str
    term: Term | None
    detail: str


def clashes(
    sessions: Sequence[Sessions],
    mentors: Mapping[str, MentorTerms],
    booked: Iterable[Booked] = (),
) -> tuple[Clash, ...]:
    """
    Everything in a timetable that cannot be kept.

    Two pairs in one half-day clash in every term in which they share a day, also where
    both meet only once a fortnight. Time is compared term by term: the minutes of all meetings of
    a mentor against their minutes a week in as many weeks. The mentor's own training is
    not counted, for it is funded apart.

    Args:
        sessions: The timetable.
        mentors: What is agreed with mentors; without minutes a week nobody compares.
        booked: Days on which people are elsewhere.
    """
    meetings = [one for one in sessions if one.party == "pair"]
    return (
        *_double_slots(meetings),
        *_elsewhere(meetings, booked),
        *_too_many_hours(meetings, mentors),
    )


def _double_slots(meetings: Sequence[Sessions]) -> Iterator[Clash]:
    at: dict[tuple[str, str, Term], list[Sessions]] = defaultdict(list)
    for one in meetings:
        if one.slot is not None:
            for person in (one.partner, one.person):
                at[person, one.slot, one.term].append(one)
    for (person, slot, term), meetings_then in at.items():
        together = [
            one
            for one in meetings_then
            if any(one is not o and one.days.meets(o.days) for o in meetings_then)
        ]
        if together:
            pairs = " and ".join(f"{one.person} with {one.partner}" for one in together)
            yield Clash("same half-day", person, term, f"{slot}: {pairs}")


def _elsewhere(
    meetings: Sequence[Sessions], booked: Iterable[Booked]
) -> Iterator[Clash]:
    at: dict[tuple[str, str], list[Sessions]] = defaultdict(list)
    for one in meetings:
        if one.slot is not None:
            at[one.partner, one.slot].append(one)
            at[one.person, one.slot].append(one)
    for day in booked:
        for slot in day.slots:
            for one in at.get((day.person, slot), ()):
                if day.on in one.days:
                    detail = f"{slot}: {day.what} on {day.on}, and {one.person} with {one.partner}"
                    yield Clash("same half-day", day.person, one.term, detail)


def _too_many_hours(
    meetings: Sequence[Sessions], mentors: Mapping[str, MentorTerms]
) -> Iterator[Clash]:
    needed: dict[tuple[str, Term], int] = defaultdict(int)
    for one in meetings:
        needed[one.partner, one.term] += one.total
    for (mentor, term), minutes in needed.items():
        agreed = mentors.get(mentor)
        if agreed is None or agreed.minutes_a_week is None:
            continue
        there = agreed.minutes_a_week * term.weeks
        if minutes > there:
            detail = f"{minutes} minutes of meetings, and {there} there are"
            yield Clash("too many hours", mentor, term, detail)
