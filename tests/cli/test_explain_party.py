"""What `matchmaker explain --for` shows a setting and a supporter."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from matchmaker.cli.app import app

TINY = Path(__file__).parents[2] / "scenarios" / "tiny"


def said(*words: object) -> str:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("party") / "out"
    said("run", TINY, "-o", folder)
    return folder


ROBOT = ("--request", "robot-club")
WHY_NOT = (*ROBOT, "--why-not", "ada")


def test_a_setting_is_told_who_comes_but_not_who_else_could(out):
    # A coordinator also reads that ada would have had 2 points more.
    assert "ada" in said("explain", out, *ROBOT)
    assert said("explain", out, *ROBOT, "--for", "setting").splitlines() == [
        "robot-club gets bob as a supporter: 7 points.",
        "Points: 7 points, as they were given with the round.",
    ]
    data = said("explain", out, *ROBOT, "--for", "setting", "--json")
    assert json.loads(data)["pairings"][0]["supporter"] == "bob"
    assert "ada" not in data


def test_a_setting_is_told_why_nobody_came(out):
    ask = ("explain", out, "--request", "debate-club", "--for", "setting")
    assert said(*ask).splitlines() == [
        "Nobody came for debate-club (supporter).",
        "Of 3 supporters: 3 with no points given for this pair, or ruled out.",
    ]
    assert len(said(*ask, "--level", "sentence").splitlines()) == 1


def test_a_supporter_is_told_whom_they_serve_but_not_whom_they_could(out):
    ask = ("explain", out, "--supporter", "ada")
    assert "robot-club" in said(*ask)
    assert said(*ask, "--for", "supporter").splitlines() == [
        "ada gives 1 of 1 place.",
        "maths-circle gets ada as a supporter: 8 points.",
        "Points: 8 points, as they were given with the round.",
    ]
    assert "robot" not in said(*ask, "--for", "supporter", "--json")
    brief = said(*ask, "--for", "supporter", "--level", "sentence")
    assert brief == "ada gives 1 of 1 place.\n"


@pytest.mark.parametrize(
    ("reader", "own"), [("setting", "robot-club"), ("supporter", "ada")]
)
def test_why_not_without_who_would_move_or_lose(out, reader, own):
    ask = ("explain", out, *WHY_NOT, "--for", reader)
    assert said(*ask) == (
        f"For {own} (supporter) this pairing could be, but the plan as a whole would "
        "lose by it.\n"
    )
    assert json.loads(said(*ask, "--json", "--confirm")) == {
        "kind": "costs",
        "party": reader,
        "reader": own,
        "role": "supporter",
    }


def test_coordinators_are_shown_all_and_are_meant_unless_said(out):
    whole = said("explain", out, *WHY_NOT, "--for", "coordinator")
    assert "maths-circle gets cy instead of ada" in whole
    assert said("explain", out, *WHY_NOT) == whole


@pytest.mark.parametrize(
    "words",
    [
        ("--supporter", "ada", "--for", "setting"),
        ("--unmatched", "--for", "setting"),
        ("--unmatched", "--for", "supporter"),
        (*ROBOT, "--for", "supporter"),
        (*ROBOT, "--remedies", "--for", "setting"),
        ("--price-of-rules", "--for", "setting"),
        ("--price-of-rules", "--for", "supporter"),
        (*ROBOT, "--for", "anybody"),
    ],
)
def test_nobody_asks_about_another_side(out, words):
    result = CliRunner().invoke(app, ["explain", str(out), *words])
    assert result.exit_code == 2
