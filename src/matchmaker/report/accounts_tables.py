"""The accounts as tables for people and for whoever pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.accounts.areas import AREAS
from matchmaker.report.table import Cell, Column, Table, in_hours, in_pounds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from matchmaker.accounts.books import Books
    from matchmaker.accounts.clashes import Clash
    from matchmaker.accounts.forecast import InitialForecast, OrganisationForecast
    from matchmaker.accounts.lines import Line
    from matchmaker.accounts.pay_list import PayLine
    from matchmaker.accounts.sample import Sampled
    from matchmaker.accounts.timetable import Sessions


def initial_table(forecast: InitialForecast) -> Table:
    """The initial forecast: one total."""
    columns = (
        Column("Organisations", "whole"),
        Column("Lines", "whole"),
        Column("Hours", "exact"),
        Column("Amount (£)", "pounds", 14),
        Column("Lines not paid", "whole", 14),
        Column("Rate tables", "words", 60),
    )
    row = (
        forecast.organisations,
        forecast.lines,
        in_hours(forecast.minutes),
        in_pounds(forecast.pence),
        forecast.refused,
        forecast.version,
    )
    return Table(columns, (row,))


def final_table(forecast: Iterable[OrganisationForecast]) -> Table:
    """The final forecast: a line an organisation and academic year."""
    columns = (
        Column("Organisation", width=16),
        Column("URN"),
        Column("Name", width=30),
        Column("LA", width=20),
        Column("Academic year", width=14),
        Column("Lines", "whole"),
        Column("Hours", "exact"),
        Column("Amount (£)", "pounds", 14),
        Column("Lines not paid", "whole", 14),
        Column("Rate tables", "words", 60),
    )
    rows = tuple(
        (
            one.organisation.id,
            one.organisation.urn,
            one.organisation.name,
            one.organisation.authority,
            one.year,
            one.lines,
            in_hours(one.minutes),
            in_pounds(one.pence),
            one.refused,
            one.version,
        )
        for one in forecast
    )
    return Table(columns, rows)


def pay_table(payments: Iterable[PayLine]) -> Table:
    """The pay list: the columns of DfE's payment file, then how the sum came about."""
    columns = (
        Column("Claim reference", width=18),
        Column("School URN"),
        Column("Name", width=30),
        Column("LA", width=20),
        Column("Provider", width=24),
        Column("Amount (£)", "pounds", 14),
        Column("Type", width=20),
        Column("Group", width=20),
        Column("Submission date"),
        Column("Status"),
        Column("Unpaid reason", "words", 40),
        Column("Pay to", width=30),
        Column("Academic year", width=14),
        Column("Area", width=16),
        Column("Rate (£)", "pounds"),
        Column("Rate per"),
        Column("Hours", "exact"),
        Column("Rate tables", "words", 60),
    )
    return Table(columns, tuple(map(_payment, payments)))


def _payment(one: PayLine) -> tuple[Cell, ...]:
    organisation = one.organisation
    return (
        one.claim,
        organisation.urn or organisation.id,
        organisation.name,
        organisation.authority,
        one.provider,
        in_pounds(one.pence),
        organisation.type,
        organisation.type_group,
        _day(one.submitted_on),
        one.status,
        one.unpaid,
        one.payee,
        one.year,
        AREAS.get(one.area or ""),
        in_pounds(one.rate),
        one.rate_per,
        None if one.minutes is None else in_hours(one.minutes),
        one.version,
    )


def sample_table(sample: Iterable[Sampled]) -> Table:
    """The assurance sample."""
    columns = (
        Column("Claim reference", width=18),
        Column("Organisation", width=16),
        Column("Type", width=20),
        Column("Phase", width=16),
        Column("Urban or rural", width=24),
        Column("Amount (£)", "pounds", 14),
        Column("Why"),
    )
    rows = tuple(
        (one.claim, one.organisation, *one.stratum, in_pounds(one.pence), one.why)
        for one in sample
    )
    return Table(columns, rows)


def lines_table(lines: Iterable[Line]) -> Table:
    """Every line with the person behind it: for those who run the programme only."""
    columns = (
        Column("Claim reference", width=18),
        Column("Organisation", width=16),
        Column("Person", width=16),
        Column("Provider", width=24),
        Column("What for", width=30),
        Column("Day"),
        Column("Academic year", width=14),
        Column("Status"),
        Column("Hours", "exact"),
        Column("Rate (£)", "pounds"),
        Column("Rate per"),
        Column("Area", width=16),
        Column("Amount (£)", "pounds", 14),
        Column("Unpaid reason", "words", 40),
        Column("Rate tables", "words", 60),
    )
    return Table(columns, tuple(map(_line, lines)))


def _line(line: Line) -> tuple[Cell, ...]:
    return (
        line.claim,
        line.organisation,
        line.party,
        line.provider,
        line.what,
        _day(line.day),
        line.year.name,
        line.status,
        None if line.minutes is None else in_hours(line.minutes),
        in_pounds(line.rate),
        line.rate_per,
        AREAS.get(line.area or ""),
        in_pounds(line.pence),
        line.unpaid,
        line.version,
    )


def timetable_table(sessions: Iterable[Sessions]) -> Table:
    """Who does what in which term; dates are first and last days."""
    columns = (
        Column("For"),
        Column("Person", width=16),
        Column("With", width=16),
        Column("Academic year", width=14),
        Column("Term"),
        Column("From"),
        Column("To"),
        Column("Activity", width=24),
        Column("Sessions", "whole"),
        Column("Minutes each", "whole"),
        Column("Hours", "exact"),
        Column("Half-day"),
    )
    rows = tuple(
        (
            one.party,
            one.person,
            one.partner,
            one.term.year.name,
            one.term.name,
            _day(one.days.start),
            _day(one.days.last),
            one.activity,
            one.sessions,
            one.minutes,
            in_hours(one.total),
            one.slot,
        )
        for one in sessions
    )
    return Table(columns, rows)


def clashes_table(clashes: Iterable[Clash]) -> Table:
    """What cannot be kept of the timetable."""
    columns = (
        Column("Clash", width=16),
        Column("Person", width=16),
        Column("Term", width=22),
        Column("What", "words", 60),
    )
    rows = tuple(
        (one.kind, one.person, str(one.term) if one.term else "every term", one.detail)
        for one in clashes
    )
    return Table(columns, rows)


def missed_table(books: Books) -> Table:
    """Mentors without hours on a day that their provider fixed."""
    columns = (
        Column("Mentor", width=16),
        Column("Provider", width=24),
        Column("Day"),
        Column("Hours", "whole"),
    )
    rows = tuple(
        (mentor, day.provider, _day(day.on), day.hours) for mentor, day in books.missed
    )
    return Table(columns, rows)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
