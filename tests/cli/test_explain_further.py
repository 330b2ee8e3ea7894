"""`explain --blocking`, `--time-limit`, and what `run` says where nothing can hold."""

import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner

from matchmaker.cli.app import app
from matchmaker.cli.failure import INFEASIBLE, USAGE

TINY = Path(__file__).parents[2] / "scenarios" / "tiny"


def run(*words: object):
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def tiny(tmp_path):
    """A copy of the tiny round, to be changed."""
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))


def _reads_points_as_wishes(folder):
    shelf = files("matchmaker") / "programmes" / "given-scores.toml"
    text = shelf.read_text("utf-8")
    head, sep, rest = text.partition("\n[")
    switched = f'{head}\nstability = "report"\n{sep}{rest}'
    (folder / "wishes.toml").write_text(switched, "utf-8")
    round_file = folder / "round.toml"
    asked = round_file.read_text("utf-8").replace('"given-scores"', '"wishes.toml"')
    assert "wishes.toml" in asked
    round_file.write_text(asked, "utf-8")


def test_who_would_rather_have_each_other(tiny, tmp_path):
    _reads_points_as_wishes(tiny)
    out = tmp_path / "out"
    assert run("run", tiny, "-o", out).exit_code == 0
    lines = run("explain", out, "--blocking").output.splitlines()
    assert lines[1] == (
        "- robot-club and ada, 9 points: it has bob (7 points), and ada would leave "
        "maths-circle (8 points)"
    )
    brief = run("explain", out, "--blocking", "--level", "sentence").output
    assert len(brief.splitlines()) == 1
    data = json.loads(run("explain", out, "--blocking", "--json").output)
    assert data["ranked_by"] == "points"
    assert data["pairs"][0]["leaves"] == {"party": "bob", "points": 7}


def test_where_the_programme_does_not_say_so_nobody_is_told(tmp_path):
    out = tmp_path / "out"
    run("run", TINY, "-o", out)
    result = run("explain", out, "--blocking")
    assert result.exit_code != 0
    assert 'stability = "report"' in str(result.exception)
    for reader in ("setting", "supporter"):
        assert run("explain", out, "--blocking", "--for", reader).exit_code == USAGE


def test_what_contradicts_each_other_is_named_with_repairs(tiny, tmp_path):
    (tiny / "pins.csv").write_text(
        "request,supporter,reason,by\n"
        "robot-club,ada,agreed,Kim\n"
        "maths-circle,ada,as last year,Lee\n",
        "utf-8",
    )
    result = run("run", tiny, "-o", tmp_path / "out")
    assert result.exit_code == INFEASIBLE
    assert "robot-club is pinned to ada (pins.csv: Kim: agreed)" in result.output
    assert "ada has 1 place to give" in result.output
    assert "1 place more of ada (then 1 unit unmet, 19 points)" in result.output
    assert not (tmp_path / "out").exists()


def test_a_limit_of_time_leaves_out_what_there_is_no_time_for(tiny, tmp_path):
    with (tiny / "pairs.csv").open("a", encoding="utf-8") as pairs:
        pairs.write("debate-club,cy,1\n")
    out = tmp_path / "out"
    run("run", tiny, "-o", out)
    ask = ("explain", out, "--request", "debate-club", "--remedies", "--time-limit")
    assert "1 place more of cy" in run(*ask, 60).output
    assert run(*ask, 0).exit_code == USAGE
    why = ("explain", out, "--request", "robot-club", "--why-not", "ada")
    assert "5 points less" in run(*why, "--confirm", "--time-limit", 60).output
    assert run("explain", out, "--unmatched", "--confirm").exit_code == 0
