"""
Who does what in which term: each early career teacher, mentor, pair and buddy.

Early career teachers stretch the schedule by their full-time equivalent. A mentor's
own training is the mentor's, once, however many people are mentored and however they
work. Meetings are the pair's: weekly in the first year of the schedule and
fortnightly in the second, shorter at part time. They begin with induction, so a term
in which it begins has as many of them as weeks are left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from matchmaker.accounts.schedule import (
    FULL,
    SCHEDULE_TERMS,
    Activity,
    Schedule,
    meeting_minutes,
    schedule_on,
    term_of_session,
    terms_needed,
    year_of_term,
)
from matchmaker.accounts.tables import RateTables
from matchmaker.accounts.years import Calendar, Term
from matchmaker.domain.induction import Induction, MentorTerms

MEETING = "mentor meeting"
Party = Literal["ect", "mentor", "pair", "buddies", "group"]


@dataclass(frozen=True, slots=True)
class Sessions:
    """
    Sessions of one kind in one term.

    Attributes:
        party: Whose sessions they are.
        person: The early career teacher; the mentor, for a mentor's own training; one
            of two buddies; the group.
        partner: The mentor, for meetings and groups; the other buddy; else blank.
        term: The term.
        activity: What it is.
        sessions: How many.
        minutes: How long each takes.
        slot: The half-day of meetings, where it is fixed.
    """

    party: Party
    person: str
    partner: str
    term: Term
    activity: str
    sessions: int
    minutes: int
    slot: str | None = None

    @property
    def total(self) -> int:
        """Minutes of all these sessions."""
        return self.sessions * self.minutes


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose activities are to be placed, and how they work."""

    party: Party
    person: str
    partner: str = ""
    fte_percent: int = FULL


def timetable(
    inductions: Sequence[Induction],
    mentors: Mapping[str, MentorTerms],
    tables: RateTables,
) -> tuple[Sessions, ...]:
    """
    The sessions of everybody, term by term.

    Args:
        inductions: Early career teachers with their mentors.
        mentors: What is agreed with mentors; those not named take the training and
            begin with their first early career teacher.
        tables: The schedule and the terms.

    Returns:
        For each induction its own sessions and the pair's meetings, in the order
        given; then each mentor's training. Within, by term.

    Raises:
        InputError: There is no schedule, or there are no terms, for a day.
    """
    calendar = Calendar(tables)
    schedules = {
        day: schedule_on(tables, day) for day in {one.start for one in inductions}
    }
    found: list[Sessions] = []
    for one in inductions:
        schedule = schedules[one.start]
        terms = calendar.terms_from(one.start, terms_needed(one.fte_percent))
        whose = Whose("ect", one.ect, fte_percent=one.fte_percent)
        found += _placed(whose, schedule.of("ect"), terms)
        found += _meetings(one, schedule, terms, calendar.term_on(one.start))
    for mentor, start in training_starts(inductions, mentors).items():
        terms = calendar.terms_from(start, SCHEDULE_TERMS)
        own = schedule_on(tables, start).of("mentor")
        found += _placed(Whose("mentor", mentor), own, terms)
    return tuple(found)


def buddy_timetable(
    links: Iterable[tuple[str, str]], start: date, tables: RateTables
) -> tuple[Sessions, ...]:
    """
    The sessions of buddies, link by link and term by term, from a day on.

    Raises:
        InputError: There is no schedule, or there are no terms, for that day.
    """
    activities = schedule_on(tables, start).of("buddies")
    terms = Calendar(tables).terms_from(start, SCHEDULE_TERMS)
    return tuple(
        sessions
        for one, other in links
        for sessions in _placed(Whose("buddies", one, other), activities, terms)
    )


def training_starts(
    inductions: Sequence[Induction], mentors: Mapping[str, MentorTerms]
) -> dict[str, date]:
    """When each mentor begins to train, for those who train, in order of appearance."""
    first: dict[str, date] = {}
    for one in inductions:
        first[one.mentor] = min(one.start, first.get(one.mentor, one.start))
    agreed = {
        mentor: mentors.get(mentor, MentorTerms(mentor=mentor)) for mentor in first
    }
    return {
        mentor: agreed[mentor].training_from or start
        for mentor, start in first.items()
        if agreed[mentor].trains
    }


def _placed(
    whose: Whose, activities: Iterable[Activity], terms: Sequence[Term]
) -> Iterator[Sessions]:
    """Activities in the terms in which their sessions come."""
    counts: Counter[tuple[int, str, int]] = Counter()
    for activity in activities:
        for number in range(activity.sessions):
            place = term_of_session(activity, number, whose.fte_percent)
            counts[place, activity.name, activity.minutes] += 1
    for (place, name, minutes), count in sorted(counts.items()):
        yield Sessions(
            whose.party, whose.person, whose.partner, terms[place], name, count, minutes
        )


def _meetings(
    one: Induction, schedule: Schedule, terms: Sequence[Term], begun: Term | None
) -> Iterator[Sessions]:
    """
    The meetings of a pair.

    Args:
        one: The pair.
        schedule: How often they meet.
        terms: The terms of the schedule.
        begun: The term in which the pair begins; it may be nearly over, and then it is
            none of the schedule's.
    """
    years = [(term, year_of_term(i, one.fte_percent)) for i, term in enumerate(terms)]
    if begun is not None and begun != terms[0]:
        years.insert(0, (begun, 1))
    # Weeks are counted on through a year of the schedule, so that fortnights run on
    # from term to term: 39 weeks have 20 of them, as many hours as are funded.
    weeks: Counter[int] = Counter()
    for term, year in years:
        often, there = schedule.meetings[year], term.weeks_from(one.start)
        held = [
            week
            for week in range(weeks[year], weeks[year] + there)
            if week % often.every_weeks == 0
        ]
        weeks[year] += there
        minutes = meeting_minutes(often, one.fte_percent)
        if held:
            yield Sessions(
                "pair", one.ect, one.mentor, term, MEETING, len(held), minutes, one.slot
            )
