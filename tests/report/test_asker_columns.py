"""Tables name whoever asks by the programme's own noun, and can come back in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from matchmaker.domain.nouns import Nouns
from matchmaker.intake import read_programme, read_round
from matchmaker.pipeline import match
from matchmaker.reasons import explain
from matchmaker.report.csv_file import csv_bytes
from matchmaker.report.tables.asker_columns import asker_columns
from matchmaker.report.tables.bonuses import bonuses_table
from matchmaker.report.tables.pairings import pairings_table
from matchmaker.report.tables.unmatched import unmatched_table

SCENARIO = Path(__file__).parents[2] / "scenarios" / "itt-partnership"


@pytest.mark.parametrize(
    ("programme", "headings"),
    [
        ("early-years", ["Setting", "Setting name"]),
        ("ecf-mentors", ["Setting", "Setting name"]),
        ("itt-mentors", ["Trainee id", "Trainee"]),
        ("edumentoring", ["Mentee id", "Mentee"]),
        ("childminders", ["Childminder id", "Childminder"]),
    ],
)
def test_whoever_asks_has_the_programme_s_noun(programme, headings):
    columns = asker_columns(read_programme(programme), 9, 24)
    assert [one.heading for one in columns] == headings


def test_people_without_a_noun_are_people():
    """Not "Request", which is the first column already."""
    programme = read_programme("itt-mentors").model_copy(update={"nouns": Nouns()})
    assert [one.heading for one in asker_columns(programme, 9, 24)] == [
        "Person id",
        "Person",
    ]


def test_every_table_of_a_round_of_trainees_speaks_of_trainees():
    solved = match(read_round(SCENARIO).round)
    reasons = explain(solved)
    for table in (
        pairings_table(solved, reasons),
        unmatched_table(solved.round, reasons),
        bonuses_table(solved),
    ):
        headings = [column.heading for column in table.columns]
        assert not any("setting" in heading.lower() for heading in headings)
        name = headings.index("Trainee")
        named = {row[name - 1]: row[name] for row in table.rows}
        assert (
            named.items() <= {one.id: one.name for one in solved.round.settings}.items()
        )
        assert headings[name - 1] == "Trainee id"


def test_pairings_come_back_as_the_plan_before(tmp_path):
    """The request decides, not the trainee, who may have two placements."""
    solved = match(read_round(SCENARIO).round)
    folder = tmp_path / "next"
    shutil.copytree(SCENARIO, folder)
    table = pairings_table(solved, explain(solved))
    (folder / "before.csv").write_bytes(csv_bytes(table))
    reading = read_round(folder)
    assert {(one.request, one.supporter) for one in reading.round.before} == {
        (one.request, one.supporter) for one in solved.plan.pairings
    }
    assert not [one for one in reading.problems if one.level == "error"]
