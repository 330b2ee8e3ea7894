"""Reading a round: everything usable into one frozen record, the rest as problems."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from matchmaker.domain.problem import Problem
from matchmaker.domain.round import Round
from matchmaker.errors import RoundError
from matchmaker.intake.collector import Collector, Stray
from matchmaker.intake.objectives import read_objectives
from matchmaker.intake.own_day_rates import report_gaps, with_own_rates
from matchmaker.intake.programme_file import read_programme
from matchmaker.intake.round_facts import Facts, FactsReader
from matchmaker.intake.round_records import read_records
from matchmaker.intake.round_tables import read_sheets, report_no_rule
from matchmaker.intake.sources import open_source

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme
    from matchmaker.intake.placing import Fields
    from matchmaker.intake.round_facts import Entries
    from matchmaker.intake.sources import Source


@dataclass(frozen=True)
class Reading:
    """
    What a round's files hold.

    Attributes:
        round: Everything that could be used.
        problems: Everything that could not, and everything doubtful.
        strays: Pairs kept apart that may be another round's.
    """

    round: Round
    problems: tuple[Problem, ...]
    strays: tuple[Stray, ...] = ()


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
    name = _programme_name(source.entries(), source)
    programme = read_programme(name, base=source.base)
    return read_from(source, programme, Collector(), today=today)


def read_from(
    source: Source,
    programme: Programme,
    collector: Collector,
    *,
    today: date | None = None,
) -> Reading:
    """
    A round from wherever its tables lie.

    Args:
        source: The tables.
        programme: The rules.
        collector: What was found wrong so far; more is added.
        today: The day to take as today, as in `read_round`.

    Raises:
        RoundError: No round can be made at all.
    """
    entries = source.entries()
    facts = FactsReader(source.facts_file, entries, collector).read(source.name)
    sheets = read_sheets(source, programme, collector)
    rates = sheets.pop("day_rates", None)
    if rates is not None:
        programme = with_own_rates(programme, rates)
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
    fields |= read_records(sheets, facts, programme, collector)
    whole = Round.model_validate(fields)
    file = source.facts_file if rates is None else rates.file
    report_gaps(whole, file, collector)
    return Reading(whole, collector.found, tuple(collector.strays))


def _budgets(
    facts: Facts, programme: Programme, source: Source, collector: Collector
) -> dict[str, int]:
    """The budgets, if the programme keeps to any and says what anything costs."""
    if not facts.budgets:
        return {}
    if any(rule.name == "budget" for rule in programme.rules):
        if not programme.rates:
            collector.error(
                source.facts_file,
                "the programme has no day rates, so nothing costs anything and the "
                "budgets hold nothing back",
                "Add [[rate]] to the programme, or delete this.",
                column="budget",
            )
        return facts.budgets
    outcome = "the budgets were left out"
    report_no_rule(source.facts_file, ("budget",), outcome, collector, "budget")
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
