"""The scenario of two programmes that share their people, in both orders."""

from __future__ import annotations

import csv
import json
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from matchmaker.cli.app import app

FOLDER = Path(__file__).parents[2] / "scenarios" / "one-school"
FACTS = tomllib.loads((FOLDER / "facts.toml").read_text("utf-8"))
ORDERS = {"ects-first": ("ects", "trainees"), "trainees-first": ("trainees", "ects")}


@pytest.fixture(scope="module", params=ORDERS)
def ran(request, tmp_path_factory):
    """The order's name, what the command wrote, and what it said."""
    out = tmp_path_factory.mktemp(request.param)
    rounds = [str(FOLDER / name) for name in ORDERS[request.param]]
    result = CliRunner().invoke(app, ["run", *rounds, "-o", str(out)])
    assert result.exit_code == 0, result.output
    return request.param, out, " ".join(result.output.split())


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_who_comes_first_has_the_hours(ran):
    order, out, _ = ran
    for name in ORDERS[order]:
        found = rows(out / name / "pairings.csv")
        assert [[row["Request"], row["Supporter"]] for row in found] == FACTS[order][
            name
        ]


def test_the_hours_of_everybody_add_up(ran):
    order, out, _ = ran
    hours = {
        row["Person"]: [
            cell for name, cell in row.items() if name not in ("Person", "Name")
        ]
        for row in rows(out / "hours.csv")
    }
    assert hours == FACTS[order]["hours"]


def test_who_is_in_induction_mentors_no_trainee(ran):
    _, out, _ = ran
    (vic,) = [
        r for r in rows(out / "trainees" / "unmatched.csv") if r["Request"] == "vic"
    ]
    assert "cai" not in vic["Why"].casefold()


def test_exceptions_and_many_teachers_are_told(ran):
    order, out, said = ran
    assert (
        "Wes Hill (wes) with Dot Vale (dot): the mentor's answer under 'Employed by'"
        in said
    )
    document = json.loads((out / "ects" / "plan.json").read_text("utf-8"))
    told = [one["party"] for one in document["warnings"]]
    assert told == (["bo"] if order == "ects-first" else [])


def test_input_has_no_problems(ran):
    order, out, _ = ran
    assert all(rows(out / name / "problems.csv") == [] for name in ORDERS[order])
