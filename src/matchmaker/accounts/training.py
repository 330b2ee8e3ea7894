"""
General mentor training: which hours are paid for, and how much.

Hours are settled one record at a time: what was submitted first, then drafts, then
what is planned; among equals by the day submitted, the day of training, and the order
given. A record that asks for more than is left is not paid at all, and says so: no
hours are cut off in silence, and what is refused uses nothing up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from matchmaker.accounts.allowance import (
    AllowanceKind,
    Allowances,
    Trainee,
    hourly_pence,
    open_years,
)
from matchmaker.accounts.areas import PayAreas
from matchmaker.accounts.lines import AHEAD, Line, reference, versions
from matchmaker.accounts.tables import RateTables
from matchmaker.domain.academic_year import AcademicYear
from matchmaker.domain.organisation import Organisation
from matchmaker.domain.training import TrainingDay, TrainingHours
from matchmaker.errors import InputError

Organisations = Mapping[str, Organisation]
"""By id."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Hours, and the academic year that they count in."""

    record: TrainingHours
    year: AcademicYear

    @property
    def who(self) -> Trainee:
        """With whom their cap is shared."""
        return Trainee(self.record.mentor, self.record.provider)


@dataclass(frozen=True, slots=True)
class Price:
    """What an hour costs, and why: the allowance, the area, the tables."""

    kind: AllowanceKind
    area: str
    rate: int
    version: str


def training_lines(
    records: Sequence[TrainingHours],
    organisations: Organisations,
    tables: RateTables,
    days: Sequence[TrainingDay] = (),
) -> tuple[Line, ...]:
    """
    Every record that is or may be paid for, priced, in the order given.

    Prior learning is no line: nobody pays for it.

    Args:
        records: Of all years, because earlier ones decide who is refreshed.
        organisations: The schools that claim, by id.
        tables: Rates and limits.
        days: Days fixed by providers. With some, synchronous hours must lie on one.

    Raises:
        InputError: A school, a pay area, a window or a rate is missing.
    """
    _check_schools(records, organisations)
    areas, allowances = PayAreas(tables), Allowances(records, tables)
    counted = [
        Counted(record, year)
        for record, year in zip(records, allowances.years, strict=True)
        if record.kind != "prior learning"
    ]
    area_of = areas.of_organisations(
        (organisations[one.record.school], one.record.on) for one in counted
    )
    version = versions(
        (tables["itt_hourly_rates"].version, areas.version, allowances.version)
    )
    refused = _settle(counted, allowances, days)
    lines = []
    for one, unpaid in zip(counted, refused, strict=True):
        area = area_of[one.record.school, one.record.on]
        kind = allowances.of(one.who, one.year).kind
        price = Price(kind, area, hourly_pence(tables, area, one.record.on), version)
        lines.append(_line(one, price, unpaid))
    return tuple(lines)


def planned_training(
    wanted: Iterable[tuple[str, str, str]],
    records: Sequence[TrainingHours],
    on: date,
    tables: RateTables,
) -> tuple[TrainingHours, ...]:
    """
    What mentors of a plan have still to do, as records that are only planned.

    Args:
        wanted: Mentor, provider and school of each pairing. A mentor in two schools
            trains once with each provider, and the first school is the one to claim.
        records: What was claimed or planned already.
        on: The day at whose rates it is forecast. It also says the year: the later
            one, where it lies in the training windows of two.
        tables: Rates and limits.

    Raises:
        InputError: The day lies in no training window, or a year has no cap.
    """
    allowances, year = Allowances(records, tables), _year_ahead(on, tables)
    taken: Counter[Trainee] = Counter()
    for record, its_year in zip(records, allowances.years, strict=True):
        counts = record.kind != "prior learning" and record.status != "rejected"
        if counts and its_year == year:
            taken[Trainee(record.mentor, record.provider)] += record.hours
    planned: dict[Trainee, TrainingHours] = {}
    for mentor, provider, school in wanted:
        who = Trainee(mentor, provider)
        left = allowances.of(who, year).hours - taken[who]
        if who not in planned and left > 0:
            planned[who] = TrainingHours(
                claim=reference(school, mentor, provider, year),
                mentor=mentor,
                provider=provider,
                school=school,
                on=on,
                hours=left,
                status="planned",
                academic_year=year,
            )
    return tuple(planned.values())


def missed_days(
    records: Sequence[TrainingHours], days: Sequence[TrainingDay]
) -> tuple[tuple[str, TrainingDay], ...]:
    """
    Mentors who train with a provider and have no hours on a day that it fixed.

    Returns:
        Mentor and day, in the order of the days, then of the records.
    """
    attended = {
        (record.mentor, record.provider, record.on)
        for record in records
        if record.kind == "synchronous" and record.status != "rejected"
    }
    trains = dict.fromkeys(
        (record.mentor, record.provider)
        for record in records
        if record.kind != "prior learning" and record.status != "rejected"
    )
    return tuple(
        (mentor, day)
        for day in days
        for mentor, provider in trains
        if provider == day.provider and (mentor, provider, day.on) not in attended
    )


def _check_schools(
    records: Sequence[TrainingHours], organisations: Organisations
) -> None:
    unknown = dict.fromkeys(r.school for r in records if r.school not in organisations)
    if unknown:
        raise InputError(
            "Some schools claim that are not among the organisations. Add them to "
            "organisations.csv.",
            [f"no organisation has the id '{school}'" for school in unknown],
        )


def _year_ahead(on: date, tables: RateTables) -> AcademicYear:
    years = open_years(on, tables)
    if not years:
        raise InputError(f"itt_windows.csv has no training window for {on}.")
    return years[-1]


def _settle(
    counted: Sequence[Counted], allowances: Allowances, days: Sequence[TrainingDay]
) -> list[str]:
    """For each record why it is not paid, or nothing."""
    unpaid = [_off_day(one.record, days) for one in counted]
    used: Counter[tuple[Trainee, AcademicYear]] = Counter()
    for place in sorted(range(len(counted)), key=lambda place: _turn(counted[place])):
        record, year, who = (
            counted[place].record,
            counted[place].year,
            counted[place].who,
        )
        if unpaid[place] or record.status == "rejected":
            continue
        allowance = allowances.of(who, year)
        left = max(allowance.hours - used[who, year], 0)
        if record.hours <= left:
            used[who, year] += record.hours
        else:
            unpaid[place] = (
                f"{record.hours} hours asked for, {left} left of {allowance.hours} "
                f"({allowance.kind}, {year}, {who.provider})"
            )
    return unpaid


def _turn(one: Counted) -> tuple[int, date, date]:
    """What is settled first: by how far the claim has come, then by days."""
    record = one.record
    stage = 2 if record.status == "planned" else int(record.status in AHEAD)
    return stage, record.submitted_on or record.on, record.on


def _off_day(record: TrainingHours, days: Sequence[TrainingDay]) -> str:
    """Why synchronous hours do not fit the days that their provider fixed."""
    if record.kind != "synchronous" or not days:
        return ""
    fixed = [d for d in days if (d.provider, d.on) == (record.provider, record.on)]
    if not fixed:
        return f"{record.provider} has no training day on {record.on}"
    if record.hours > fixed[0].hours:
        return f"{record.hours} hours on {record.on}, when the day has {fixed[0].hours}"
    return ""


def _line(one: Counted, price: Price, unpaid: str) -> Line:
    record = one.record
    return Line(
        claim=record.claim,
        organisation=record.school,
        party=record.mentor,
        provider=record.provider,
        what=f"{price.kind} training",
        day=record.on,
        year=one.year,
        status=record.status,
        submitted_on=record.submitted_on,
        minutes=60 * record.hours,
        rate=price.rate,
        rate_per="hour",
        area=price.area,
        pence=price.rate * record.hours,
        unpaid=unpaid,
        version=price.version,
    )
