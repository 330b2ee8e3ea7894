"""Everything a run leaves behind, in one folder, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from matchmaker.domain.problem import Problem
from matchmaker.domain.round import Round
from matchmaker.report.buddy_file import BUDDY_FILE, write_buddy_proof
from matchmaker.report.certificate_file import CERTIFICATE_FILE, write_certificates
from matchmaker.report.csv_file import csv_bytes
from matchmaker.report.json_text import json_text
from matchmaker.report.manifest import ROUND_FOLDER, file_hashes, manifest_of
from matchmaker.report.plan_document import PLAN_FILE
from matchmaker.report.plan_json import plan_document, write_plan
from matchmaker.report.replacing import replacing
from matchmaker.report.run_file import RUN_FILE
from matchmaker.report.state_file import write_state
from matchmaker.report.table import Table
from matchmaker.report.tables.alone import alone_table
from matchmaker.report.tables.before import before_table
from matchmaker.report.tables.bonuses import bonuses_table
from matchmaker.report.tables.buddies import buddies_table
from matchmaker.report.tables.buddy_introductions import buddy_introductions_table
from matchmaker.report.tables.free import free_table
from matchmaker.report.tables.group_introductions import group_introductions_table
from matchmaker.report.tables.groups import groups_table
from matchmaker.report.tables.introductions import introductions_table
from matchmaker.report.tables.owners import owners_table, tells_of_owners
from matchmaker.report.tables.pairings import pairings_table
from matchmaker.report.tables.teams import teams_table
from matchmaker.report.tables.unmatched import unmatched_table
from matchmaker.report.tables.waiting import waiting_table
from matchmaker.report.workbook import workbook_bytes

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved
    from matchmaker.reasons import Reasons

RUN_SCHEMA = "matchmaker/run/1"
PROBLEMS_FILE = "problems.csv"
WORKBOOK_FILE = "plan.xlsx"

NOTHING_MORE: Mapping[str, bytes] = {}

RoundWriter = Callable[[Round, Path], object]
"""Writes a normalised copy of a round and its programme into a folder."""


def write_outputs(
    solved: Solved,
    reasons: Reasons,
    problems: Sequence[Problem],
    folder: Path,
    write_round: RoundWriter,
    *,
    more: Mapping[str, bytes] = NOTHING_MORE,
) -> Path:
    """
    Write everything about a solved round into a folder, whole or not at all.

    All files but `run.json` depend on the round and the plan alone: equal plans
    give equal bytes. An earlier plan in the folder is replaced, and stays until the
    new one is in place.

    Args:
        solved: The solved round.
        reasons: The reasons of all its pairings and unmet requests.
        problems: What intake found wrong with the input.
        folder: Where to; made if need be.
        write_round: Usually `matchmaker.intake.write_round`.
        more: Further files by name.

    Returns:
        The folder.

    Raises:
        OutputError: The folder cannot be written to, or holds something else.
    """
    with replacing(folder) as new:
        write_round(solved.whole, new / ROUND_FOLDER)
        _write_files(solved, reasons, problems, new)
        write_state(solved, new, new / ROUND_FOLDER)
        for name, content in more.items():
            (new / name).write_bytes(content)
        _write_run(solved, new)
    return folder


def _write_files(
    solved: Solved, reasons: Reasons, problems: Sequence[Problem], folder: Path
) -> None:
    from matchmaker.intake import write_problems

    manifest = manifest_of(solved, folder / ROUND_FOLDER)
    write_plan(plan_document(solved, reasons, manifest), folder / PLAN_FILE)
    if solved.buddies is None:
        write_certificates(solved.certificates, folder / CERTIFICATE_FILE)
        tables = _tables(solved, reasons)
    else:
        write_buddy_proof(solved.buddies, folder / BUDDY_FILE)
        tables = {
            "buddies.csv": buddies_table(solved),
            "alone.csv": alone_table(solved),
            "introductions.csv": buddy_introductions_table(solved),
        }
    for name, table in tables.items():
        (folder / name).write_bytes(csv_bytes(table))
    write_problems(problems, folder / PROBLEMS_FILE)
    workbook = workbook_bytes(solved, reasons, problems)
    (folder / WORKBOOK_FILE).write_bytes(workbook)


def _tables(solved: Solved, reasons: Reasons) -> dict[str, Table]:
    """What is written as CSV of pairings, by the file's name."""
    tables = {
        "pairings.csv": pairings_table(solved, reasons),
        "unmatched.csv": unmatched_table(solved.round, reasons),
    }
    if solved.round.programme.teams:
        tables["teams.csv"] = teams_table(solved)
    if solved.group_proof:
        tables["groups.csv"] = groups_table(solved)
    if solved.round.programme.bonuses:
        tables["bonuses.csv"] = bonuses_table(solved)
    if tells_of_owners(solved.round):
        tables["owners.csv"] = owners_table(solved)
    if solved.round.before:
        tables["changes.csv"] = before_table(solved)
    if solved.round.programme.introduces:
        tables["introductions.csv"] = (
            group_introductions_table(solved)
            if solved.group_proof
            else introductions_table(solved, reasons)
        )
        tables["waiting.csv"] = waiting_table(solved.round, reasons)
        tables["free.csv"] = free_table(solved)
    return tables


def _write_run(solved: Solved, folder: Path) -> None:
    """When and how long: whatever may differ between equal runs stands here only."""
    run = {
        "schema": RUN_SCHEMA,
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "engine": solved.engine,
        "proved": solved.proved,
        "milliseconds": {
            phase: round(1000 * seconds) for phase, seconds in solved.seconds.items()
        },
        "files": file_hashes(folder),
    }
    (folder / RUN_FILE).write_bytes(json_text(run).encode())
