"""
What a round's tables hold: every column once, for readers, templates and docs.

A column has one canonical name, the synonyms people write instead, a kind, and a
sentence for people. Reading, the empty workbook and the reference pages all come
from here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matchmaker.domain.rules import Employed
from matchmaker.intake.columns.base import LARGEST as LARGEST
from matchmaker.intake.columns.base import TABLE_OF as TABLE_OF
from matchmaker.intake.columns.base import Column as Column
from matchmaker.intake.columns.base import Kind as Kind
from matchmaker.intake.columns.base import Table as Table
from matchmaker.intake.columns.day_rates import DAY_RATES as DAY_RATES
from matchmaker.intake.columns.decisions import BEFORE as BEFORE
from matchmaker.intake.columns.decisions import CONFLICTS as CONFLICTS
from matchmaker.intake.columns.decisions import FORBIDS as FORBIDS
from matchmaker.intake.columns.decisions import PINS as PINS
from matchmaker.intake.columns.decisions import TRAVEL as TRAVEL
from matchmaker.intake.columns.given import GIVEN_REQUESTS as GIVEN_REQUESTS
from matchmaker.intake.columns.given import PAIRS as PAIRS
from matchmaker.intake.columns.given import given_supporters
from matchmaker.intake.columns.own import in_words_of, own_columns, with_own
from matchmaker.intake.columns.quotas import QUOTAS as QUOTAS
from matchmaker.intake.columns.requests import REQUESTS as REQUESTS
from matchmaker.intake.columns.requests import requests_table
from matchmaker.intake.columns.settings import SETTINGS as SETTINGS
from matchmaker.intake.columns.supporters import supporters_table
from matchmaker.intake.columns.ties import EXCLUSIONS as EXCLUSIONS
from matchmaker.intake.columns.ties import TIES as TIES

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme


def tables_for(programme: Programme) -> dict[str, Table]:
    """The tables of a round of this programme, by name, in reading order."""
    if programme.scores == "given":
        tables = [
            GIVEN_REQUESTS,
            given_supporters(programme),
            PAIRS,
            PINS,
            FORBIDS,
            TIES,
            EXCLUSIONS,
            BEFORE,
        ]
    elif programme.buddies is not None:
        # People alone: nobody asks but they themselves.
        tables = [_supporters(programme), PINS, FORBIDS, CONFLICTS]
    else:
        tables = [
            *_parties(programme),
            PINS,
            FORBIDS,
            TIES,
            EXCLUSIONS,
            CONFLICTS,
            TRAVEL,
            QUOTAS,
            BEFORE,
            *([DAY_RATES] if pays_by_the_day(programme) else []),
        ]
    return {table.name: in_words_of(programme, table) for table in tables}


def pays_by_the_day(programme: Programme) -> bool:
    """Whether a round of the programme may have day rates of its own."""
    kind = programme.accounts.kind if programme.accounts else None
    budgeted = any(rule.name == "budget" for rule in programme.rules)
    timed = programme.unit == "minutes"
    return bool(programme.rates) or kind == "days" or (budgeted and timed)


def _parties(programme: Programme) -> tuple[Table, ...]:
    """Who asks, for what, and who offers, with what the programme asks of each."""
    # Where people ask, the settings only employ those who offer.
    employs = any(isinstance(rule, Employed) for rule in programme.rules)
    needed = programme.asks == "settings" or employs
    settings = replace(SETTINGS, required=needed)
    return (
        with_own(settings, own_columns(programme, "setting"), programme),
        with_own(
            requests_table(programme), own_columns(programme, "request"), programme
        ),
        _supporters(programme),
    )


def _supporters(programme: Programme) -> Table:
    own = own_columns(programme, "supporter")
    return with_own(supporters_table(programme), own, programme)


ROUND_KEYS: dict[str, str] = {
    "programme": "The programme's name (such as early-years), or the path of your own "
    "programme file, relative to the round.",
    "term": "The round in words, such as Summer term 2022.",
    "start": "First day of the term.",
    "end": "Last day of the term.",
    "anchor_date": "The day to take as today; blank means the real today.",
    "objectives": "What is sought, in order, instead of the programme's objectives.",
    "decimals": "How many decimals the points in pairs.csv have; blank means none.",
    "minimum_if_used": "Whether supporters' minimums hold only for those in use.",
    "budget": "Pounds by region; the key all holds for all regions together.",
}
"""Keys of round.toml, and of the workbook's sheet `round`, with what they mean."""
