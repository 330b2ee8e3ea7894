"""`matchmaker explain --remedies` and `--price-of-rules`."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from matchmaker.cli.app import app

TINY = Path(__file__).parents[2] / "scenarios" / "tiny"


def run(*words: object):
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """The tiny round, where one more club would like cy, who has one place."""
    folder = tmp_path_factory.mktemp("resolving")
    whole = Path(shutil.copytree(TINY, folder / "tiny"))
    with (whole / "pairs.csv").open("a", encoding="utf-8") as pairs:
        pairs.write("debate-club,cy,1\n")
    run("run", whole, "-o", folder / "out")
    return folder / "out"


def test_what_it_takes(out):
    result = run("explain", out, "--request", "debate-club", "--remedies")
    assert result.output.splitlines() == [
        "debate-club would get more with any one of these:",
        "- 1 place more of cy as supporter: nobody else loses",
        "- debate-club has priority 2 instead of 1: but then fewer would come to "
        "chess-club (0 instead of 1)",
    ]


def test_what_it_takes_with_values_and_as_data(out):
    ask = ("explain", out, "--request", "debate-club", "--remedies")
    assert "  points: 18 (now 17)" in run(*ask, "--level", "table").output
    data = json.loads(run(*ask, "--json").output)
    assert [one["changes"][0]["kind"] for one in data["found"]] == ["place", "priority"]
    assert data["found"][0]["after"] == {"coverage": 4, "points": 18}


def test_what_the_order_of_objectives_costs(out):
    lines = run("explain", out, "--price-of-rules", "--level", "table").output
    assert "without objective coverage  3 (same)  17 (same)" in lines
    # No number without what it counts.
    assert "coverage: units of demand met, each counted with its priority." in lines
    data = json.loads(run("explain", out, "--price-of-rules", "--json").output)
    assert data["complete"] is True
    assert data["values"] == {"coverage": 3, "points": 17}


def test_both_are_for_coordinators_and_remedies_need_a_request(out):
    for words in (
        ("--request", "debate-club", "--remedies", "--for", "setting"),
        ("--price-of-rules", "--for", "supporter"),
        ("--unmatched", "--remedies"),
        ("--request", "debate-club", "--price-of-rules"),
    ):
        assert run("explain", out, *words).exit_code == 2, words
