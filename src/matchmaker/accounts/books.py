"""All that the accounts of a programme hold, put together for each kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from matchmaker.accounts.clashes import Booked, Clash, clashes
from matchmaker.accounts.days import day_lines, employers, with_rates_of
from matchmaker.accounts.from_plan import (
    with_planned_inductions,
    with_planned_training,
)
from matchmaker.accounts.grants import grant_lines
from matchmaker.accounts.group_hours import group_timetable
from matchmaker.accounts.known_names import with_known_names
from matchmaker.accounts.lines import Line
from matchmaker.accounts.round_names import mentors_of
from matchmaker.accounts.slots import with_slots
from matchmaker.accounts.tables import RateTables
from matchmaker.accounts.timetable import Sessions, buddy_timetable, timetable
from matchmaker.accounts.training import missed_days, training_lines
from matchmaker.domain.ledger import Ledger
from matchmaker.domain.organisation import Organisation
from matchmaker.domain.plan import Plan
from matchmaker.domain.programme import Programme
from matchmaker.domain.round import Round
from matchmaker.domain.training import TrainingDay
from matchmaker.errors import InputError


@dataclass(frozen=True)
class Books:
    """
    The accounts of one programme.

    Attributes:
        lines: What is paid.
        organisations: Who is paid, by id.
        sessions: The timetable; empty where the programme has none.
        clashes: What cannot be kept of it.
        missed: Mentors and the fixed training days that they missed.
    """

    lines: tuple[Line, ...]
    organisations: Mapping[str, Organisation]
    sessions: tuple[Sessions, ...] = ()
    clashes: tuple[Clash, ...] = ()
    missed: tuple[tuple[str, TrainingDay], ...] = ()


def books_of_plan(
    matching_round: Round, plan: Plan, ledger: Ledger, tables: RateTables, on: date
) -> Books:
    """
    The accounts of a plan, as its programme says they are worked out.

    Args:
        matching_round: The round, with its programme.
        plan: Its plan.
        ledger: What was written down besides; empty if nothing was.
        tables: Rates and limits.
        on: The day of the accounts: what has ended by then is due.

    Raises:
        InputError: The programme pays nobody, or something that the accounts need is
            missing.
    """
    programme = matching_round.programme
    ledger = with_known_names(
        ledger,
        mentors=mentors_of(matching_round),
        ects=(one.id for one in matching_round.requests),
    )
    kind = programme.accounts.kind if programme.accounts else "days"
    if kind == "training":
        ledger = with_planned_training(ledger, matching_round, plan, tables)
        return books_of_ledger(ledger, tables, on)
    if kind == "induction":
        ledger = with_planned_inductions(ledger, matching_round, plan)
        return books_of_ledger(ledger, tables, on)
    if kind == "buddies":
        return books_of_buddies(matching_round, plan, tables)
    if kind == "groups":
        return books_of_groups(matching_round, plan, tables)
    if not has_accounts(programme):
        raise InputError(
            f"Programme '{programme.name}' has neither [accounts] nor rates: nobody is "
            "paid in it."
        )
    own = tables.own("day_rates")
    if own is not None:
        matching_round = with_rates_of(matching_round, own)
    books = books_of_days(matching_round, plan, on)
    if ledger.training or ledger.inductions:
        return _joined(books, books_of_ledger(ledger, tables, on))
    return books


def has_accounts(programme: Programme) -> bool:
    """Whether a programme pays anybody, or plans anybody's hours."""
    return programme.accounts is not None or bool(programme.rates)


def books_of_days(matching_round: Round, plan: Plan, on: date) -> Books:
    """
    The accounts of a programme with day rates, from its plan alone.

    Raises:
        InputError: A role has no rate, or the programme counts no time.
    """
    return Books(day_lines(matching_round, plan, on), employers(matching_round))


def books_of_buddies(matching_round: Round, plan: Plan, tables: RateTables) -> Books:
    """
    The timetable of buddies, from the round's first day on; nobody is paid.

    Raises:
        InputError: The programme asks for another number of sessions than the schedule
            has, or there is none for the day.
    """
    start = matching_round.start or matching_round.today
    links = [link.people for link in plan.buddies]
    sessions = buddy_timetable(links, start, tables)
    held = sum(one.sessions for one in sessions)
    asked = matching_round.programme.buddies
    if asked is not None and held != asked.sessions * len(links):
        raise InputError(
            f"Programme '{matching_round.programme.name}' asks for {asked.sessions} "
            f"sessions of buddies, and ecf_schedule.csv has {held // len(links)}."
        )
    return Books((), {}, sessions)


def books_of_groups(matching_round: Round, plan: Plan, tables: RateTables) -> Books:
    """
    The timetable of groups in the round's term; nobody is paid.

    Raises:
        InputError: There are no terms for the round's year.
    """
    sessions, without = group_timetable(matching_round, plan, tables)
    return Books((), {}, sessions, without)


def books_of_ledger(ledger: Ledger, tables: RateTables, on: date) -> Books:
    """
    The accounts of all that a ledger holds, training first.

    Raises:
        InputError: It holds neither training nor inductions, or something that they
            need is missing.
    """
    if not ledger.training and not ledger.inductions:
        raise InputError("There is nothing to account for: no training, no inductions.")
    named = with_known_names(ledger)
    return _joined(
        books_of_training(named, tables), books_of_inductions(named, tables, on)
    )


def books_of_training(ledger: Ledger, tables: RateTables) -> Books:
    """
    The accounts of general mentor training: what was claimed and what is planned.

    Raises:
        InputError: A school, a pay area, a window or a rate is missing.
    """
    records, days = ledger.training, ledger.days
    return Books(
        training_lines(records, ledger.organisations, tables, days),
        ledger.organisations,
        missed=missed_days(records, days),
    )


def books_of_inductions(ledger: Ledger, tables: RateTables, on: date) -> Books:
    """
    The accounts of early career teachers: grants, timetable and clashes.

    Raises:
        InputError: A school, a pay area, a figure or a schedule is missing.
    """
    inductions, without = with_slots(ledger.inductions)
    sessions = timetable(inductions, ledger.mentors, tables)
    lines = grant_lines(inductions, ledger.mentors, ledger.organisations, tables, on)
    found = clashes(sessions, ledger.mentors, booked_days(ledger))
    return Books(lines, ledger.organisations, sessions, (*without, *found))


def _joined(one: Books, other: Books) -> Books:
    return Books(
        (*one.lines, *other.lines),
        {**one.organisations, **other.organisations},
        (*one.sessions, *other.sessions),
        (*one.clashes, *other.clashes),
        (*one.missed, *other.missed),
    )


def booked_days(ledger: Ledger) -> tuple[Booked, ...]:
    """Days on which mentors train together, whoever else they mentor."""
    halves = {(day.provider, day.on): day.half_days for day in ledger.days}
    return tuple(
        Booked(
            one.mentor,
            one.on,
            halves.get((one.provider, one.on), ("am", "pm")),
            f"training with {one.provider}",
        )
        for one in ledger.training
        if one.kind == "synchronous" and one.status != "rejected"
    )
