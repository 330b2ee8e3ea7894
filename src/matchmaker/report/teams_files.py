"""Teams as files in a folder of their own, whole or not at all."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matchmaker.report.csv_file import csv_bytes
from matchmaker.report.json_text import json_text
from matchmaker.report.manifest import file_hashes
from matchmaker.report.replacing import replacing
from matchmaker.report.run_file import RUN_FILE
from matchmaker.report.tables.leads import leads_table
from matchmaker.report.tables.teams import teams_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matchmaker.pipeline import Solved
    from matchmaker.pipeline.locating import Located

SCHEMA = "matchmaker/teams/1"
RUN_SCHEMA = "matchmaker/run/teams/1"


def write_teams(
    solved: Solved,
    located: Located | None,
    pictures: Mapping[str, str],
    folder: Path,
) -> Path:
    """
    Write `leads.csv`, `teams.csv`, `teams.json` and pictures into a folder.

    Args:
        solved: The solved round, with the teams to be written.
        located: Whom to appoint; `None` where nobody is appointed.
        pictures: SVG by file name.
        folder: Where to; made if need be, replaced whole if it is an earlier output.

    Returns:
        The folder.

    Raises:
        OutputError: The folder cannot be written to, or holds something else.
    """
    new = None if located is None else located.new
    with replacing(folder) as place:
        (place / "leads.csv").write_bytes(csv_bytes(leads_table(solved, new)))
        (place / "teams.csv").write_bytes(csv_bytes(teams_table(solved)))
        document = json_text(teams_document(solved, located))
        (place / "teams.json").write_bytes(document.encode())
        for name, picture in pictures.items():
            (place / name).write_bytes(picture.encode())
        run = {
            "schema": RUN_SCHEMA,
            "finished": datetime.now(UTC).isoformat(timespec="seconds"),
            "files": file_hashes(place),
        }
        (place / RUN_FILE).write_bytes(json_text(run).encode())
    return folder


def teams_document(solved: Solved, located: Located | None) -> dict[str, Any]:
    """All of `teams.json` as plain data; equal teams give equal data."""
    return {
        "schema": SCHEMA,
        "programme": solved.round.programme.name,
        "round": solved.round.name,
        "teams": [team.model_dump() for team in solved.plan.teams],
        "unled": solved.plan.unled,
        "shared_leads": [shared.model_dump() for shared in solved.plan.shared_leads],
        "proof": [proof.model_dump() for proof in solved.team_proof],
        "appointments": None if located is None else _appointments(located),
    }


def _appointments(located: Located) -> dict[str, Any]:
    return {
        "appointed": located.appointed,
        "new": located.new,
        "travel": located.travel,
        "each": located.each,
        "candidates": [
            {
                "supporter": candidacy.supporter,
                "leads_now": candidacy.leads_now,
                "rule": candidacy.rule,
                "sentence": candidacy.sentence,
            }
            for candidacy in located.candidacies
        ],
        "prices": dict(located.prices),
    }
