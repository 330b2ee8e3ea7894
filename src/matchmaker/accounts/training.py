"""
General mentor training: what its hours cost, what is still ahead, and who missed it.

Which hours are paid for is settled in `settling`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from matchmaker.accounts.allowance import (
    AllowanceKind,
    Trainee,
    hourly_pence,
    open_years,
)
from matchmaker.accounts.areas import PayAreas
from matchmaker.accounts.lines import Line, reference, versions
from matchmaker.accounts.settling import Counted, Settlement
from matchmaker.accounts.tables import RateTables
from matchmaker.domain.academic_year import AcademicYear
from matchmaker.domain.organisation import Organisation
from matchmaker.domain.spelling import folded
from matchmaker.domain.training import TrainingDay, TrainingHours
from matchmaker.errors import InputError

Organisations = Mapping[str, Organisation]
"""By id."""


class Wanted(NamedTuple):
    """
    Training that a pairing of a plan asks for.

    Attributes:
        mentor: Who is to train.
        provider: With whom.
        school: Who claims.
        unfunded: Why nobody pays for it; blank if somebody may.
    """

    mentor: str
    provider: str
    school: str
    unfunded: str = ""


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
    areas, settled = PayAreas(tables), Settlement(records, tables, days)
    area_of = areas.of_organisations(
        (organisations[one.record.school], one.record.on) for one in settled.counted
    )
    version = versions(
        (tables["itt_hourly_rates"].version, areas.version, settled.version)
    )
    lines = []
    for one, unpaid in zip(settled.counted, settled.unpaid, strict=True):
        area = area_of[one.record.school, one.record.on]
        kind = settled.allowance(one.who, one.year).kind
        price = Price(kind, area, hourly_pence(tables, area, one.record.on), version)
        lines.append(_line(one, price, unpaid))
    return tuple(lines)


def planned_training(
    wanted: Iterable[Wanted],
    records: Sequence[TrainingHours],
    on: date,
    tables: RateTables,
    days: Sequence[TrainingDay] = (),
) -> tuple[TrainingHours, ...]:
    """
    What mentors of a plan have still to do, as records that are only planned.

    Hours that are refused are still to do.

    Args:
        wanted: Of each pairing. A mentor in two schools trains once with each provider,
            and the first school is the one to claim; likewise where only one of two
            trainees of a provider is funded.
        records: What was claimed or planned already.
        on: The day at whose rates it is forecast. It also says the year: the later
            one, where it lies in the training windows of two.
        tables: Rates and limits.
        days: Days fixed by providers, on which synchronous hours must lie.

    Raises:
        InputError: The day lies in no training window, or a year has no cap.
    """
    settled, year = Settlement(records, tables, days), _year_ahead(on, tables)
    planned: dict[Trainee, TrainingHours] = {}
    for one in sorted(wanted, key=lambda one: one.unfunded != ""):
        who = Trainee.of(one.mentor, one.provider)
        left = settled.left(who, year)
        if who not in planned and left > 0:
            planned[who] = TrainingHours(
                claim=reference(one.school, one.mentor, one.provider, year),
                mentor=one.mentor,
                provider=one.provider,
                school=one.school,
                on=on,
                hours=left,
                status="planned",
                academic_year=year,
                unfunded=one.unfunded,
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
        (Trainee.of(record.mentor, record.provider), record.on)
        for record in records
        if record.kind == "synchronous" and record.status != "rejected"
    }
    trains: dict[Trainee, str] = {}
    for record in records:
        if record.kind != "prior learning" and record.status != "rejected":
            who = Trainee.of(record.mentor, record.provider)
            trains.setdefault(who, record.mentor)
    return tuple(
        (mentor, day)
        for day in days
        for who, mentor in trains.items()
        if who.provider == folded(day.provider) and (who, day.on) not in attended
    )


def _check_schools(
    records: Sequence[TrainingHours], organisations: Organisations
) -> None:
    unknown = dict.fromkeys(r.school for r in records if r.school not in organisations)
    if unknown:
        raise InputError(
            "Some schools claim that are not among the organisations. Add them to "
            "organisations.csv.",
            [
                f"no organisation has the id, URN or name '{school}'"
                for school in unknown
            ],
        )


def _year_ahead(on: date, tables: RateTables) -> AcademicYear:
    years = open_years(on, tables)
    if not years:
        raise InputError(f"itt_windows.csv has no training window for {on}.")
    return years[-1]


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
