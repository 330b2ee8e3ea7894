"""A round's own day rates, and days on which a role has none."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from matchmaker.domain.money import Rate
from matchmaker.domain.spelling import folded
from matchmaker.intake.collector import listed
from matchmaker.intake.dated_table import version_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from matchmaker.domain.programme import Programme
    from matchmaker.domain.round import Round
    from matchmaker.intake.collector import Collector
    from matchmaker.intake.row import Row
    from matchmaker.intake.sheet import Sheet

CALLED = "day_rates of the round"


def with_own_rates(programme: Programme, sheet: Sheet) -> Programme:
    """
    A programme with the rates of a round's own table, in place of all that it had.

    What is wrong with the table is reported. Without a row that can be used the
    programme's own rates stay.
    """
    rates = _rates(sheet, programme)
    if rates:
        _report_lost_roles(rates, programme, sheet)
        return programme.model_copy(update={"rates": rates})
    if sheet.raw.rows:
        sheet.collector.error(
            sheet.file,
            "no row can be used for this programme, so its own day rates hold",
            f"Mend the rows, or name {programme.name} in the column programme.",
        )
    return programme


def report_gaps(whole: Round, file: str, collector: Collector) -> None:
    """
    Report roles that have rates, but none on the first day of some request.

    It is an error where money decides anything, because a pairing without a rate
    would pass for one that costs nothing; else a warning.

    Args:
        whole: The round.
        file: Where the rates, or the dates, can be put right.
        collector: Takes what is wrong.
    """
    sought = {part for objective in whole.objectives for part in objective.parts}
    decides = bool(whole.budgets) or "cost" in sought
    report = collector.error if decides else collector.warning
    rates = whole.programme.rates
    for role, days in _days_without(whole).items():
        held = "; ".join(str(rate.valid) for rate in rates if rate.role == role)
        report(
            file,
            f"no day rate of the role {role} holds on {listed(list(map(str, days)))}, "
            "so what begins then costs nothing",
            f"Its rates hold {held}. Correct the dates, or add a rate to day_rates.",
        )


def _days_without(whole: Round) -> dict[str, list[date]]:
    """By role, the first days on which none of its rates holds."""
    programme = whole.programme
    paid = {rate.role for rate in programme.rates}
    usual = whole.start or whole.today
    asked = {(request.role, request.start or usual) for request in whole.requests}
    if programme.teams is not None:
        asked.add((programme.teams.lead_role, usual))
    found: dict[str, list[date]] = defaultdict(list)
    for role, day in sorted(asked):
        if role in paid and programme.rate_on(role, day) is None:
            found[role].append(day)
    return found


def _rates(sheet: Sheet, programme: Programme) -> tuple[Rate, ...]:
    """The rates of the rows that can be used, with the version of them all."""
    read: list[tuple[Row, Rate]] = []
    for row in sheet.rows():
        named = row.text("programme")
        if named is None or folded(named) == folded(programme.name):
            rate = _rate(row)
            if rate is not None and not _overlaps(row, rate, read):
                read.append((row, rate))
    rates = [rate for _, rate in read]
    version = version_of(
        CALLED,
        [_day(row) for row, _ in read],
        "\n".join(rate.model_dump_json() for rate in rates).encode(),
    )
    return tuple(rate.model_copy(update={"table": version}) for rate in rates)


def _rate(row: Row) -> Rate | None:
    role = row.choice("role") if row.need("role") else None
    pence = _pence(row)
    since, until = row.date("valid_from"), row.date("valid_to")
    if since and until and until < since:
        row.error("valid_to", "the rate ends before it begins", "Correct the dates.")
    if not row.usable or role is None or pence is None:
        return None
    return Rate(
        role=role,
        pence_per_day=pence,
        valid_from=since,
        valid_to=until,
        source=", ".join(filter(None, (row.text("source"), _day(row)))),
    )


def _day(row: Row) -> str:
    """When the rate's source was published or read; blank if nobody says."""
    return str(row.date("source_date") or "")


def _pence(row: Row) -> int | None:
    """What a day costs, said in pence or in pounds."""
    said = {
        "pence_per_day": row.whole("pence_per_day"),
        "day_rate": row.pence("day_rate"),
    }
    found = {pence for pence in said.values() if pence is not None}
    if len(found) == 1:
        return found.pop()
    if row.usable:
        row.error(
            *("day_rate", "no rate is given", "Fill it in, or delete the row.")
            if not found
            else (
                "day_rate",
                f"{said['day_rate']} pence are not the {said['pence_per_day']} of the "
                "other column",
                "Leave one of the two blank.",
            )
        )
    return None


def _overlaps(row: Row, rate: Rate, before: Iterable[tuple[Row, Rate]]) -> bool:
    """Whether another rate of the role holds on one of the days; reported if so."""
    for other_row, other in before:
        if other.role == rate.role and other.valid.meets(rate.valid):
            row.error(
                "valid_from",
                f"another rate of the role {rate.role} holds {other.valid}, in "
                f"{other_row.where}",
                "End the older rate the day before the new one begins.",
            )
            return True
    return False


def _report_lost_roles(
    rates: Iterable[Rate], programme: Programme, sheet: Sheet
) -> None:
    """Report roles that the programme pays for and the round's table leaves out."""
    kept = {rate.role for rate in rates}
    for role in dict.fromkeys(rate.role for rate in programme.rates):
        if role not in kept:
            sheet.collector.error(
                sheet.file,
                f"the table has no rate for the role {role}, which the programme pays "
                "for, so it costs nothing",
                "Add a row: the table takes the place of all rates of the programme.",
            )
