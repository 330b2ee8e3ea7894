"""Every scenario runs, and the facts it promises hold."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from matchmaker.intake import read_round
from matchmaker.intake.form import read_form
from matchmaker.pipeline import match
from matchmaker.reasons import explain

SHELF = Path(__file__).parents[2] / "scenarios"
FOLDERS = sorted(path.parent for path in SHELF.glob("*/expected.toml"))


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def scenario(request):
    expected = tomllib.loads((request.param / "expected.toml").read_text("utf-8"))
    if "answers" in expected:
        answers = [request.param / name for name in expected["answers"]]
        own = expected.get("programme")
        reading = read_form(answers, request.param / own if own else "edumentoring")
    else:
        reading = read_round(request.param)
    return expected, reading, match(reading.round)


def test_the_shelf_is_not_empty():
    assert {folder.name for folder in FOLDERS} >= {
        "tiny",
        "early-years-pilot",
        "edumentoring",
        "civil-service",
        "ecf-trust",
        "museum",
    }


def test_its_story_is_told_in_about_ten_lines(scenario, request):
    folder = FOLDERS[request.node.callspec.indices["scenario"]]
    lines = (folder / "README.md").read_text("utf-8").splitlines()
    assert 8 <= len([line for line in lines if line.strip()]) <= 16


def test_input_has_the_problems_it_is_meant_to_have(scenario):
    expected, reading, _ = scenario
    assert len(reading.problems) == expected.get("problems", 0), reading.problems


def test_objectives_reach_what_was_proved_before(scenario):
    expected, _, solved = scenario
    assert solved.proved
    assert {p.objective: p.value for p in solved.proof} == expected["proof"]


def test_pairs_that_must_and_must_not_be(scenario):
    expected, _, solved = scenario
    pairs = {(p.request, p.supporter) for p in solved.plan.pairings}
    for fact in expected.get("must", []):
        assert (fact["request"], fact["supporter"]) in pairs, fact
    for fact in expected.get("must_not", []):
        assert (fact["request"], fact["supporter"]) not in pairs, fact


def test_requests_that_stay_unmet_and_why(scenario):
    expected, _, solved = scenario
    reasons = {reason.request: reason for reason in explain(solved).unmet}
    for fact in expected.get("unmet", []):
        assert fact["request"] in reasons, fact
        if "rule" in fact:
            broken = [b.rule for b in reasons[fact["request"]].nearest.broken]
            assert fact["rule"] in broken, (fact, broken)


def test_units_met_and_teams(scenario):
    expected, _, solved = scenario
    if "met" in expected:
        assert Counter(p.role for p in solved.plan.pairings) == expected["met"]
    if "teams" in expected:
        spans = {team.lead: len(team.members) for team in solved.plan.teams}
        assert spans == expected["teams"]
        assert list(solved.plan.unled) == expected.get("unled", [])
