"""The plan as one workbook that people read, filter, print and decide in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from matchmaker.domain.problem import Problem
from matchmaker.report.objectives import MEANING_FOR_BUDDIES, MEANING_FOR_GROUPS
from matchmaker.report.sheets import A3, Sheet, SheetWriter
from matchmaker.report.summary import summarise
from matchmaker.report.summary_sheet import write_summary
from matchmaker.report.table import Column, Table
from matchmaker.report.tables.alone import alone_table
from matchmaker.report.tables.before import before_table
from matchmaker.report.tables.bonuses import bonuses_table
from matchmaker.report.tables.buddies import buddies_table
from matchmaker.report.tables.groups import groups_table
from matchmaker.report.tables.owners import owners_table, tells_of_owners
from matchmaker.report.tables.pairings import pairings_table
from matchmaker.report.tables.problems import problems_table
from matchmaker.report.tables.proof import proof_table
from matchmaker.report.tables.shared_leads import shared_leads_table
from matchmaker.report.tables.spend import spend_table
from matchmaker.report.tables.stability import stability_table
from matchmaker.report.tables.supporters import supporters_table
from matchmaker.report.tables.team_notes import team_notes_table
from matchmaker.report.tables.team_proof import team_proof_table
from matchmaker.report.tables.teams import teams_table
from matchmaker.report.tables.unmatched import unmatched_table
from matchmaker.report.tables.warned import warned_table

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved
    from matchmaker.reasons import Reasons
from matchmaker.reasons.stability import stability_of

DECISIONS = (
    Column("Pin", width=7),
    Column("Forbid", width=9),
    Column("Reason", "words", 20),
)
"""Left empty for people: what the next round must keep or must not have."""


def workbook_bytes(
    solved: Solved, reasons: Reasons, problems: Sequence[Problem]
) -> bytes:
    """
    The workbook as bytes; equal rounds give equal bytes.

    What people typed is always written as text, never as a formula or a link. The
    date in the file's properties is the round's own day: a clock would make equal
    plans differ.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    file = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(file, options) as workbook:
        workbook.set_properties(
            {
                "title": f"{solved.round.programme.title}: {solved.round.name}",
                "author": "matchmaker",
                "created": datetime.combine(solved.round.today, datetime.min.time()),
            }
        )
        writer = SheetWriter(workbook)
        write_summary(writer, summarise(solved, problems))
        for sheet in _sheets(solved, reasons, problems):
            writer.write(sheet)
    return file.getvalue()


def _sheets(
    solved: Solved, reasons: Reasons, problems: Sequence[Problem]
) -> tuple[Sheet, ...]:
    round_ = solved.round
    if solved.buddies is not None:
        return _buddy_sheets(solved, problems)
    return (
        *_group_sheets(solved),
        Sheet(
            "Pairings",
            with_decisions(pairings_table(solved, reasons)),
            empty="Nobody could be paired.",
            decisions=("Pin", "Forbid"),
            keep_left=1,
            paper=A3,
        ),
        *_before_sheets(solved),
        *_bonus_sheets(solved),
        Sheet(
            "Unmatched",
            unmatched_table(round_, reasons),
            empty="Every request was met.",
            keep_left=1,
        ),
        *_warned_sheets(solved, reasons),
        *_stability_sheets(solved),
        *_owner_sheets(solved),
        *_team_sheets(solved),
        Sheet(
            "Supporters",
            supporters_table(solved),
            empty="The round has no supporters.",
            bars=("Used %",),
            keep_left=1,
        ),
        *_spend_sheets(solved),
        Sheet("Problems", problems_table(problems), empty="No problems were found."),
        Sheet("Proof", proof_table(solved.proof, round_.decimals), empty=""),
        *_team_proof_sheets(solved),
    )


def _warned_sheets(solved: Solved, reasons: Reasons) -> tuple[Sheet, ...]:
    """What is allowed and should be looked at, in programmes that warn of anything."""
    if not solved.round.programme.warnings:
        return ()
    table = warned_table(solved.round, reasons)
    return (Sheet("Warnings", table, empty="Nothing is to be looked at."),)


def _stability_sheets(solved: Solved) -> tuple[Sheet, ...]:
    """Who would rather have each other, in programmes that ask."""
    stability = stability_of(solved)
    if stability is None:
        return ()
    table = stability_table(stability, solved.round)
    empty = "Nobody would rather have each other."
    return (Sheet("Would rather", table, empty=empty),)


def _owner_sheets(solved: Solved) -> tuple[Sheet, ...]:
    """Trusts and other owners, where settings help themselves."""
    if not tells_of_owners(solved.round):
        return ()
    return (Sheet("Owners", owners_table(solved), empty="", keep_left=2),)


def _team_sheets(solved: Solved) -> tuple[Sheet, ...]:
    """Who leads whom, in programmes where anybody leads."""
    spec = solved.round.programme.teams
    if spec is None:
        return ()
    teams = (
        Sheet("Teams", teams_table(solved), empty="This plan has no teams."),
        Sheet(
            "Team notes",
            team_notes_table(solved),
            empty="Every team is as large as it should be.",
        ),
    )
    if not spec.same_lead:
        return teams
    table = shared_leads_table(solved)
    return (*teams, Sheet("Shared leads", table, empty="No setting has one lead."))


def _spend_sheets(solved: Solved) -> tuple[Sheet, ...]:
    """What the plan costs, where anything has a price or could have had one."""
    table = spend_table(solved.round, solved.plan)
    if not table.rows and not solved.round.programme.rates:
        return ()
    sheet = Sheet(
        "Spend",
        table,
        empty="Nothing in this plan has a price.",
        bars=("Used %",),
        totals=1,
    )
    return (sheet,)


def _team_proof_sheets(solved: Solved) -> tuple[Sheet, ...]:
    """How good the teams are, in programmes that have any."""
    if not solved.team_proof:
        return ()
    return (Sheet("Team proof", team_proof_table(solved.team_proof), empty=""),)


def _buddy_sheets(solved: Solved, problems: Sequence[Problem]) -> tuple[Sheet, ...]:
    """What stands in the workbook of a plan of buddies."""
    return (
        Sheet(
            "Buddies",
            with_decisions(buddies_table(solved)),
            empty="Nobody could be paired.",
            decisions=("Pin", "Forbid"),
            keep_left=1,
            paper=A3,
        ),
        Sheet(
            "Without a buddy",
            alone_table(solved),
            empty="Everybody has a buddy.",
            keep_left=1,
        ),
        *_stability_sheets(solved),
        Sheet("Problems", problems_table(problems), empty="No problems were found."),
        Sheet(
            "Proof",
            proof_table(solved.proof, solved.round.decimals, MEANING_FOR_BUDDIES),
            empty="",
        ),
    )


def _group_sheets(solved: Solved) -> tuple[Sheet, ...]:
    """Who asks together, in programmes that group them."""
    if not solved.group_proof:
        return ()
    return (
        Sheet(
            "Groups", groups_table(solved), empty="There are no groups.", keep_left=1
        ),
        Sheet(
            "Proof of groups",
            proof_table(solved.group_proof, solved.round.decimals, MEANING_FOR_GROUPS),
            empty="",
        ),
    )


def _before_sheets(solved: Solved) -> tuple[Sheet, ...]:
    """What became of the plan before, in rounds that have one."""
    if not solved.round.before:
        return ()
    return (Sheet("Changes", before_table(solved), empty="", keep_left=2),)


def _bonus_sheets(solved: Solved) -> tuple[Sheet, ...]:
    """What pairings earn together, in programmes that give anything for it."""
    if not solved.round.programme.bonuses:
        return ()
    table = bonuses_table(solved)
    return (Sheet("Bonuses", table, empty="No bonus is earned.", keep_left=1),)


def with_decisions(table: Table) -> Table:
    """A table with empty columns for people's decisions, ahead of the long reasons."""
    place = table.position("Why")
    at = len(table.columns) if place is None else place
    blank = (None,) * len(DECISIONS)
    return Table(
        columns=(*table.columns[:at], *DECISIONS, *table.columns[at:]),
        rows=tuple((*row[:at], *blank, *row[at:]) for row in table.rows),
    )
