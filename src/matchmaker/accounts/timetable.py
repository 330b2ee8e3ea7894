"""
Who does what in which term: each early career teacher, mentor, pair and buddy.

Early career teachers stretch the schedule by their full-time equivalent. A mentor's
own training is the mentor's, once, however many people are mentored and however they
work. Meetings are the pair's: weekly in the first year of the schedule and
fortnightly in the second, shorter at part time. They begin with induction, so a term
in which it begins has as many of them as weeks are left. Who changes mentor or school
goes on in the same rhythm: the new pair has the meetings that the old one leaves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
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
from matchmaker.accounts.stages import by_mentor, by_teacher
from matchmaker.accounts.tables import RateTables
from matchmaker.accounts.years import Calendar, Term
from matchmaker.domain.induction import Induction, MentorTerms
from matchmaker.domain.interval import Interval

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
        pair: The days of a pair that meets; `None` for all others.
    """

    party: Party
    person: str
    partner: str
    term: Term
    activity: str
    sessions: int
    minutes: int
    slot: str | None = None
    pair: Interval | None = None

    @property
    def total(self) -> int:
        """Minutes of all these sessions."""
        return self.sessions * self.minutes

    @property
    def days(self) -> Interval:
        """The days of the term, and of the pair, in which they are held."""
        term = self.term.days
        if self.pair is None:
            return term
        return Interval(max(term.start, self.pair.start), min(term.end, self.pair.end))


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
        For each early career teacher their own sessions and the meetings of the pair,
        in the order given; then each mentor's training. Within, by term.

    Raises:
        InputError: There is no schedule, or there are no terms, for a day.
    """
    calendar = Calendar(tables)
    teachers = by_teacher(inductions)
    cohorts = {stages[0].start for stages in teachers.values()}
    schedules = {day: schedule_on(tables, day) for day in cohorts}
    found: list[Sessions] = []
    for ect, stages in teachers.items():
        first, end = stages[0], stages[-1].days.end
        schedule = schedules[first.start]
        terms = calendar.terms_from(first.start, terms_needed(first.fte_percent))
        whose = Whose("ect", ect, fte_percent=first.fte_percent)
        own = _placed(whose, schedule.of("ect"), terms)
        found += [one for one in own if one.term.days.start < end]
        found += _meetings(stages, schedule, terms, calendar.term_on(first.start))
    for mentor, start in training_starts(inductions, mentors).items():
        terms = calendar.terms_from(start, SCHEDULE_TERMS)
        training = schedule_on(tables, start).of("mentor")
        found += _placed(Whose("mentor", mentor), training, terms)
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
    first = {
        mentor: stages[0].start for mentor, stages in by_mentor(inductions).items()
    }
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
    stages: Sequence[Induction],
    schedule: Schedule,
    terms: Sequence[Term],
    begun: Term | None,
) -> Iterator[Sessions]:
    """
    The meetings of an early career teacher, with one mentor after another.

    Args:
        stages: The teacher's, in order.
        schedule: How often they meet.
        terms: The terms of the schedule.
        begun: The term in which induction begins; it may be nearly over, and then it
            is none of the schedule's.
    """
    fte = stages[0].fte_percent
    years = [(term, year_of_term(place, fte)) for place, term in enumerate(terms)]
    if begun is not None and begun != terms[0]:
        years.insert(0, (begun, 1))
    # Weeks are counted on through a year of the schedule, so that fortnights run on
    # from term to term: 39 weeks have 20 of them, as many hours as are funded.
    weeks: Counter[int] = Counter()
    for (term, year), one in product(years, stages):
        often, begun_at = schedule.meetings[year], weeks[year]
        weeks[year] += term.weeks_in(one.days)
        held = sum(
            week % often.every_weeks == 0 for week in range(begun_at, weeks[year])
        )
        if held:
            yield Sessions(
                "pair",
                one.ect,
                one.mentor,
                term,
                MEETING,
                held,
                meeting_minutes(often, fte),
                one.slot,
                one.days,
            )
