"""Who supports whom, and why: one row a pairing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matchmaker.domain.plan import Pairing
from matchmaker.domain.programme import Programme
from matchmaker.domain.round import Round
from matchmaker.report.names import Names
from matchmaker.report.pairing_words import bonus_lines, criteria_lines, rank_line
from matchmaker.report.points import in_users_unit
from matchmaker.report.speech import WAYS
from matchmaker.report.table import Cell, Column, Table, in_hours, in_pounds
from matchmaker.report.tables.asker_columns import asker_columns
from matchmaker.report.tables.introductions import place_of

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved
    from matchmaker.reasons import PairingReason, Reasons

KEPT = ("Request", "Role", "Supporter", "Points")
"""Columns that stay even where no row has anything in them."""


def pairings_table(solved: Solved, reasons: Reasons) -> Table:
    """One row for each pairing, in the plan's order; columns nobody uses left out."""
    timed = solved.round.programme.unit == "minutes"
    pairs = zip(solved.plan.pairings, reasons.pairings, strict=True)
    rows = (tuple(_row(pairing, why, solved.round)) for pairing, why in pairs)
    columns = _columns(solved.round.programme, timed=timed)
    return Table(columns, tuple(rows)).without_empty(*KEPT)


def _columns(programme: Programme, *, timed: bool) -> tuple[Column, ...]:
    return (
        Column("Request", width=15),
        Column(f"{programme.nouns.request.capitalize()} name", width=20),
        *asker_columns(programme, 9, 24),
        Column("Region", width=16),
        Column("Role", width=9),
        Column("Supporter", width=11),
        Column("Supporter name", width=18),
        # Where people ask, support is given where the supporter works.
        Column(f"{programme.nouns.setting.capitalize()} id", width=11),
        Column(programme.nouns.setting.capitalize(), width=24),
        Column("From", width=12),
        Column("To", width=12),
        Column("Points", "exact", 9),
        Column("Place", "whole", 8),
        Column("Out of", "whole", 8),
        Column("Runner-up", width=20),
        Column("Points ahead", "exact", 9),
        Column("Confidence %", "percent", 12),
        Column("Delivery", width=11),
        Column("Journey (minutes)", "whole", 10),
        Column("Time (hours)" if timed else "Load", "exact", 8),
        Column("Cost (£)", "pounds", 11),
        Column("Decided by a person", width=11),
        Column("Why", "words", 80),
    )


def _row(pairing: Pairing, why: PairingReason, matching_round: Round) -> Iterator[Cell]:
    names, decimals = Names(matching_round), matching_round.decimals
    setting = matching_round.setting_by_id.get(pairing.setting or "")
    timed = matching_round.programme.unit == "minutes"
    scored = matching_round.programme.scores == "criteria"
    yield pairing.request
    yield names.whom(pairing.request)
    yield pairing.setting
    yield setting.name if setting else None
    yield setting.region if setting else None
    yield names.role(pairing.role)
    yield pairing.supporter
    yield matching_round.supporter(pairing.supporter).name
    yield from _where_and_when(pairing, matching_round)
    yield in_users_unit(pairing.points, decimals)
    yield why.rank
    yield why.candidates
    yield names.supporter(why.runner_up.supporter) if why.runner_up else None
    yield in_users_unit(why.runner_up.margin, decimals) if why.runner_up else None
    yield pairing.confidence if scored else None
    yield WAYS[pairing.delivery] if pairing.delivery else None
    yield pairing.minutes
    yield in_hours(pairing.load) if timed else pairing.load
    yield in_pounds(pairing.pence)
    yield "yes" if pairing.pinned else None
    yield "\n".join(
        (
            *criteria_lines(why, matching_round, private=False),
            rank_line(why, matching_round),
            *bonus_lines(why, matching_round),
        )
    )


def _where_and_when(pairing: Pairing, matching_round: Round) -> Iterator[Cell]:
    """The place of support and its first and last day, where people ask for it."""
    request = matching_round.request(pairing.request)
    place = place_of(pairing.supporter, matching_round)
    if matching_round.programme.asks != "people":
        place = None
    yield place.id if place else None
    yield place.name if place else None
    yield request.start.isoformat() if request.start and place else None
    yield request.end.isoformat() if request.end and place else None
