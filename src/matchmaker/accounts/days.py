"""
Day rates: what the pairings and the area leads of a plan cost.

A pairing costs its time at the rate of its role on its first day, rounded half up to
the penny once for each line. Paid is the employer of whoever gives the time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from matchmaker.accounts.lines import Line, reference
from matchmaker.domain.academic_year import AcademicYear
from matchmaker.domain.money import Rate, pence_for
from matchmaker.domain.organisation import Organisation
from matchmaker.domain.plan import Plan
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.training import ClaimStatus
from matchmaker.errors import InputError
from matchmaker.intake.dated_table import RateTable
from matchmaker.intake.day_rates import rate_of


@dataclass(frozen=True, slots=True)
class Work:
    """
    Time that somebody gives in a role.

    Attributes:
        supporter: Who.
        role: In which role.
        what: For whom.
        minutes: How long.
        first: The first day, whose rate counts.
        last: The last day.
    """

    supporter: str
    role: str
    what: str
    minutes: int
    first: date
    last: date


def with_rates_of(matching_round: Round, table: RateTable) -> Round:
    """
    The round at the day rates of a table, in place of those that its plan was made at.

    Raises:
        InputError: The table has no rows for the round's programme.
    """
    programme = matching_round.programme
    rows = [row for row in table.rows if row["programme"] == programme.name]
    if not rows:
        raise InputError(
            f"Your day_rates.csv has no rows for programme '{programme.name}': name "
            "it in the column programme."
        )
    rates = tuple(Rate.model_validate(rate_of(row, table.version)) for row in rows)
    return matching_round.replace(
        programme=programme.model_copy(update={"rates": rates})
    )


def day_lines(matching_round: Round, plan: Plan, on: date) -> tuple[Line, ...]:
    """
    What every pairing costs, in the plan's order, then every area lead in use.

    Args:
        matching_round: The round, with the programme's rates.
        plan: Its plan.
        on: Work that has ended by this day is due; the rest is planned.

    Raises:
        InputError: The programme counts no time, or a role has no rate on a day.
    """
    programme = matching_round.programme
    if programme.unit != "minutes":
        raise InputError(
            f"Programme '{programme.name}' counts places and no time, so day rates "
            "do not apply."
        )
    work = [*_pairings(matching_round, plan), *_leads(matching_round, plan)]
    rates = {
        (one.role, one.first): programme.rate_on(one.role, one.first) for one in work
    }
    faults = [f"{role} on {day}" for (role, day), rate in rates.items() if rate is None]
    if faults:
        raise InputError(
            f"Programme '{programme.name}' lacks day rates. Copy the tables with "
            f'"matchmaker init {programme.name} FOLDER --rates", add rows to '
            'day_rates.csv, and run "matchmaker accounts" with "--rates FOLDER". '
            "There is no rate for:",
            faults,
        )
    return tuple(
        _line(one, rate, matching_round, on)
        for one in work
        if (rate := rates[one.role, one.first]) is not None
    )


def employers(matching_round: Round) -> dict[str, Organisation]:
    """
    Whoever employs a supporter, by id, as far as the round knows them.

    A supporter whose employer nobody named has one of their own, without a name and
    a type: its lines are in the accounts, and nobody is paid before it is known.
    """
    found: dict[str, Organisation] = {}
    for supporter in matching_round.supporters:
        name = employer_of(matching_round, supporter.id)
        setting = matching_round.setting_by_id.get(name)
        if setting is None:
            found[name] = Organisation(id=name)
        else:
            found[name] = Organisation(
                id=setting.id,
                name=setting.name,
                urn=setting.urn,
                authority=setting.authority,
                type=setting.setting_type,
            )
    return found


def employer_of(matching_round: Round, supporter_id: str) -> str:
    """The id of a supporter's employer; where nobody named one, a stand-in for it."""
    employer = matching_round.supporter(supporter_id).employer
    return employer or reference("employer-not-known", supporter_id)


def _pairings(matching_round: Round, plan: Plan) -> Iterator[Work]:
    for pairing in plan.pairings:
        # A group asks under an id of its own, and has the round's days.
        at = matching_round.request_index.get(pairing.request)
        asked = None if at is None else matching_round.requests[at]
        first, last = _days(matching_round, asked)
        yield Work(
            pairing.supporter, pairing.role, pairing.request, pairing.load, first, last
        )


def _leads(matching_round: Round, plan: Plan) -> Iterator[Work]:
    """Area leads in use: the days that their role keeps back for leading."""
    programme = matching_round.programme
    if programme.teams is None:
        return
    role = programme.teams.lead_role
    minutes = programme.roles[role].lead_days * programme.minutes_per_day
    first, last = _days(matching_round, None)
    for team in plan.teams:
        yield Work(
            team.lead, role, f"{len(team.members)} people led", minutes, first, last
        )


def _days(matching_round: Round, asked: Request | None) -> tuple[date, date]:
    """First and last day of some work, by the request's word or the round's."""
    start, end = (asked.start, asked.end) if asked else (None, None)
    first = start or matching_round.start or matching_round.today
    return first, end or matching_round.end or first


def _line(one: Work, rate: Rate, matching_round: Round, on: date) -> Line:
    programme = matching_round.programme
    status: ClaimStatus = "due" if one.last < on else "planned"
    organisation = employer_of(matching_round, one.supporter)
    return Line(
        claim=reference(organisation, one.what, one.role, one.supporter),
        organisation=organisation,
        party=one.supporter,
        what=f"{programme.roles[one.role].title}: {one.what}",
        day=one.first,
        year=AcademicYear.of(one.first),
        status=status,
        minutes=one.minutes,
        rate=rate.pence_per_day,
        rate_per="day",
        pence=pence_for(one.minutes, rate.pence_per_day, programme.hours_per_day),
        version=_version(rate, programme.name),
    )


def _version(rate: Rate, programme: str) -> str:
    """Its table's version; rates of the programme's own file are named by their days."""
    return rate.table or f"{programme} {rate.role} {rate.valid}"
