"""Reading a round: everything usable into one frozen record, the rest as problems."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from matchmaker.domain.problem import Problem
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.errors import RoundError
from matchmaker.intake.before import read_before
from matchmaker.intake.collector import Collector
from matchmaker.intake.columns import tables_for
from matchmaker.intake.decisions import (
    read_conflicts,
    read_forbids,
    read_pins,
    read_travel,
)
from matchmaker.intake.given_scores import read_given_requests, read_given_supporters
from matchmaker.intake.headings import MissingColumnsError
from matchmaker.intake.known import Ids
from matchmaker.intake.objectives import read_objectives
from matchmaker.intake.pairs import Positions, read_pairs
from matchmaker.intake.programme_file import read_programme
from matchmaker.intake.quotas import Named, read_quotas
from matchmaker.intake.requests import read_requests
from matchmaker.intake.round_facts import Facts, FactsReader
from matchmaker.intake.settings import read_settings
from matchmaker.intake.sheet import Sheet
from matchmaker.intake.sources import open_source
from matchmaker.intake.supporters import read_supporters
from matchmaker.intake.ties import read_exclusions, read_ties
from matchmaker.intake.vocabularies import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matchmaker.domain.programme import Programme
    from matchmaker.intake.columns import Table
    from matchmaker.intake.placing import Fields
    from matchmaker.intake.round_facts import Entries
    from matchmaker.intake.sources import Source

ALL_TABLES = frozenset(
    {"settings", "requests", "supporters", "pairs"}
    | {"pins", "forbids", "ties", "exclusions", "before"}
    | {"conflicts", "travel", "quotas"}
)


@dataclass(frozen=True)
class Reading:
    """
    What a round's files hold.

    Attributes:
        round: Everything that could be used.
        problems: Everything that could not, and everything doubtful.
    """

    round: Round
    problems: tuple[Problem, ...]


def read_round(path: str | Path, *, today: date | None = None) -> Reading:
    """
    A round from a folder of CSV files or a workbook.

    Args:
        path: The folder or the `.xlsx` file.
        today: The day to take as today; else the round's `anchor_date`, else the
            real one.

    Raises:
        RoundError: No round can be made at all: nothing there, no programme named,
            a needed table missing, or needed columns missing from it.
        ProgrammeError: The programme has faults.
    """
    source = open_source(Path(path))
    collector = Collector()
    entries = source.entries()
    programme = read_programme(_programme_name(entries, source), base=source.base)
    facts = FactsReader(source.facts_file, entries, collector).read(source.name)
    sheets = _sheets(source, programme, collector)
    read = _read_given if programme.scores == "given" else _read_whole
    fields: Fields = {
        "name": facts.name,
        "programme": programme,
        "start": facts.start,
        "end": facts.end,
        "today": today or facts.anchor_date or _real_today(),
        "budgets": _budgets(facts, programme, source, collector),
        "decimals": facts.decimals,
        "minimum_if_used": facts.minimum_if_used,
        "objective_override": read_objectives(entries, source.facts_file, programme),
    }
    fields |= read(sheets, facts, programme, collector)
    return Reading(Round.model_validate(fields), collector.found)


def _budgets(
    facts: Facts, programme: Programme, source: Source, collector: Collector
) -> dict[str, int]:
    """The budgets, if the programme keeps to any."""
    if not facts.budgets or any(rule.name == "budget" for rule in programme.rules):
        return facts.budgets
    outcome = "the budgets were left out"
    _report_no_rule(source.facts_file, ("budget",), outcome, collector, "budget")
    return {}


def _real_today() -> date:
    return datetime.now(UTC).astimezone().date()


def _programme_name(entries: Entries, source: Source) -> str:
    entry = entries.get("programme")
    name = "" if entry is None else str(entry.value).strip()
    if not name:
        raise RoundError(
            f'{source.facts_file} names no programme. Add programme = "early-years", '
            "or the path of your own programme file."
        )
    return name


def _sheets(
    source: Source, programme: Programme, collector: Collector
) -> dict[str, Sheet]:
    """All tables of the round that are there and have their columns."""
    tables = tables_for(programme)
    _report_strangers(source, tables, collector)
    sheets: dict[str, Sheet] = {}
    faults: list[str] = []
    for name, table in tables.items():
        before = len(collector.found)
        sheet = _sheet(source, table, programme, collector)
        if sheet is not None:
            if table.is_read_by(programme):
                sheets[name] = sheet
            elif sheet.raw.rows:
                _report_no_rule(
                    sheet.file, table.rules, "the table was left out", collector
                )
        elif table.required:
            faults += _why_missing(table, collector.found[before:])
    if faults:
        raise RoundError("The round cannot be read:", faults)
    return sheets


def _sheet(
    source: Source, table: Table, programme: Programme, collector: Collector
) -> Sheet | None:
    raw = source.table(table, collector) if table.name in source.names else None
    if raw is None:
        return None
    try:
        return Sheet(raw, table, programme, collector)
    except MissingColumnsError as error:
        collector.error(error.file, error.problem, error.remedy)
        return None


def _report_no_rule(
    file: str,
    needed: Iterable[str],
    outcome: str,
    collector: Collector,
    column: str | None = None,
) -> None:
    """Say that what stands in a file holds nothing under this programme."""
    names = " or ".join(f'"{name}"' for name in needed)
    collector.error(
        file,
        f"the programme lists no rule {names}, so {outcome}",
        f"Add a [[rule]] with name = {names} to the programme, or delete this.",
        column=column,
    )


def _why_missing(table: Table, problems: tuple[Problem, ...]) -> list[str]:
    errors = [found for found in problems if found.level == "error"]
    if not errors:
        return [f'there is no table "{table.name}". {table.note}']
    return [f"{found.file}: {found.problem}. {found.remedy}" for found in errors]


def _report_strangers(
    source: Source, tables: dict[str, Table], collector: Collector
) -> None:
    for key, name in source.names.items():
        if key in tables:
            continue
        if key in ALL_TABLES:
            collector.warning(
                name,
                "this programme has no such table, so it was not read",
                "Check the programme that the round names, or delete the table.",
            )
        elif near := nearest(key, tables, least=85):
            collector.warning(
                name,
                "the table is not known, so it was not read",
                f'Did you mean "{near}"? Rename it.',
            )


def _read_whole(
    sheets: dict[str, Sheet], facts: Facts, programme: Programme, collector: Collector
) -> Fields:
    ids = Ids()
    settings = read_settings(sheets["settings"], ids.settings)
    by_id = {setting.id: setting for setting in settings}
    requests = read_requests(sheets["requests"], facts, programme, by_id, ids)
    supporters = read_supporters(sheets["supporters"], programme, ids)
    fields: Fields = {
        "settings": settings,
        **_parties(requests, supporters, sheets, collector),
        **_decisions(sheets, ids),
    }
    if "conflicts" in sheets:
        owners = (*(s.group for s in settings), *(s.employer_group for s in supporters))
        groups = {owner for owner in owners if owner is not None}
        fields["conflicts"] = read_conflicts(sheets["conflicts"], ids, groups)
    if "quotas" in sheets:
        named = Named(settings, requests, supporters, programme, ids)
        fields["quotas"] = read_quotas(sheets["quotas"], named)
    if "travel" in sheets:
        fields["travel"] = read_travel(sheets["travel"], ids)
    return fields


def _read_given(
    sheets: dict[str, Sheet], facts: Facts, programme: Programme, collector: Collector
) -> Fields:
    ids = Ids()
    role = programme.matched_roles[0] if programme.matched_roles else ""
    requests = read_given_requests(sheets["requests"], role, ids.requests)
    supporters = read_given_supporters(sheets["supporters"], role, ids.supporters)
    positions = Positions(
        {request.id: i for i, request in enumerate(requests)},
        {supporter.id: i for i, supporter in enumerate(supporters)},
    )
    given = read_pairs(sheets["pairs"], ids, positions, facts.decimals)
    return {
        "given": given,
        **_parties(requests, supporters, sheets, collector),
        **_decisions(sheets, ids),
    }


def _parties(
    requests: tuple[Request, ...],
    supporters: tuple[Supporter, ...],
    sheets: dict[str, Sheet],
    collector: Collector,
) -> Fields:
    for name, found in (("requests", requests), ("supporters", supporters)):
        if not found:
            collector.error(
                sheets[name].file,
                "no row can be used",
                "Mend the rows named here, or add some.",
            )
    return {"requests": requests, "supporters": supporters}


def _decisions(sheets: dict[str, Sheet], ids: Ids) -> Fields:
    forbidden, forbids = (
        read_forbids(sheets["forbids"], ids) if "forbids" in sheets else ({}, ())
    )
    pins = read_pins(sheets["pins"], ids, forbidden) if "pins" in sheets else ()
    before = read_before(sheets["before"], ids) if "before" in sheets else ()
    ties = read_ties(sheets["ties"], ids) if "ties" in sheets else ()
    exclusions = (
        read_exclusions(sheets["exclusions"], ids) if "exclusions" in sheets else ()
    )
    return {
        "pins": pins,
        "forbids": forbids,
        "before": before,
        "ties": ties,
        "exclusions": exclusions,
    }
