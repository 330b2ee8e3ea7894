"""What `matchmaker explain` says about what is not in the plan."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from matchmaker.cli.app import app

TINY = Path(__file__).parents[2] / "scenarios" / "tiny"


def said(*words: object) -> str:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """The tiny round, where one more club would like cy, who has one place."""
    folder = tmp_path_factory.mktemp("explain")
    whole = Path(shutil.copytree(TINY, folder / "tiny"))
    with (whole / "pairs.csv").open("a", encoding="utf-8") as pairs:
        pairs.write("debate-club,cy,1\n")
    said("run", whole, "-o", folder / "out")
    return folder / "out"


def test_why_not_with_who_would_move(out):
    lines = said("explain", out, "--request", "robot-club", "--why-not", "ada")
    assert lines.splitlines() == [
        "ada could come to robot-club, but the plan would then have 1 unit fewer met "
        "(counted by priority) and 5 points less.",
        "For that:",
        "- robot-club gets ada instead of bob",
        "- maths-circle gets cy instead of ada",
        "- chess-club loses cy",
        "Read off the plan's prices; --confirm solves again.",
    ]


def test_why_not_in_one_sentence_and_with_every_objective(out):
    ask = ("explain", out, "--request", "robot-club", "--why-not", "ada", "--level")
    assert len(said(*ask, "sentence").splitlines()) == 1
    table = said(*ask, "table")
    assert "coverage: 1 unit fewer met (counted by priority)" in table
    assert "points: 5 points less" in table


def test_why_not_as_data_and_confirmed(out):
    ask = ("explain", out, "--request", "robot-club", "--why-not", "ada", "--json")
    answer = json.loads(said(*ask, "--confirm"))
    assert answer["kind"] == "costs"
    assert answer["cost"] == {"coverage": 1, "points": 5}
    assert answer["confirmed"] is True


def test_why_not_where_it_cannot_be(out):
    ask = ("explain", out, "--request", "robot-club", "--why-not", "cy")
    assert "cy cannot come to robot-club: the round gives no points" in said(*ask)
    assert json.loads(said(*ask, "--json"))["kind"] == "breaks"


def test_a_supporter(out):
    assert said("explain", out, "--supporter", "ada").splitlines() == [
        "ada gives 1 of 1 place.",
        "Comes to maths-circle.",
        "With one more place here the plan would have 2 points more.",
        "Could take:",
        "- robot-club, 9 points: the plan would have 1 unit fewer met (counted by "
        "priority) and 5 points less",
    ]


def test_the_unmatched_and_the_places_they_share(out):
    lines = said("explain", out, "--unmatched").splitlines()
    assert lines[0] == "Nobody came for debate-club (supporter)."
    assert lines[-1] == (
        "Too few places: debate-club and chess-club want 2 places together, and all "
        "who could come to them (cy) has 1."
    )
    (unmet,) = json.loads(said("explain", out, "--unmatched", "--json"))["unmet"]
    assert unmet["shortage"]["places"] == [{"supporter": "cy", "places": 1}]
    assert (
        len(said("explain", out, "--unmatched", "--level", "sentence").splitlines())
        == 1
    )


def test_a_request_in_full(out):
    lines = said("explain", out, "--request", "robot-club", "--level", "table")
    assert "bob comes in every plan that is as good as this one." in lines
    assert "If it asked for one less, the plan would have 1 unit fewer met" in lines
    brief = said("explain", out, "--request", "robot-club", "--level", "sentence")
    assert brief.strip() == "robot-club gets bob as a supporter: 7 points."


@pytest.mark.parametrize(
    "words", [(), ("--why-not", "ada"), ("--unmatched", "--supporter", "ada")]
)
def test_one_thing_is_asked_at_a_time(out, words):
    result = CliRunner().invoke(app, ["explain", str(out), *words])
    assert result.exit_code == 2
