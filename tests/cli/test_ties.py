"""Ties in a round's files, as a person runs it: kept, contradicted, explained."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from matchmaker.cli.app import app, main

TINY = Path(__file__).parents[2] / "scenarios" / "tiny"
HEAD = "kind,request,other,reason,by\n"


@pytest.fixture
def tiny(tmp_path):
    """Robots and maths would both like ada, who has room for both."""
    folder = Path(shutil.copytree(TINY, tmp_path / "tiny"))
    (folder / "supporters.csv").write_text("id,capacity\nada,2\nbob,1\ncy,1\n")
    return folder


def run(*words: object):
    return CliRunner().invoke(app, [str(word) for word in words])


def pairs_in(out):
    plan = json.loads((out / "plan.json").read_text())
    return {p["request"]: p["supporter"] for p in plan["pairings"]}


def test_a_tie_is_kept_in_the_plan_and_in_the_copy_of_the_round(tiny, tmp_path):
    out = tmp_path / "out"
    assert run("run", tiny, "-o", out).exit_code == 0
    assert pairs_in(out)["robot-club"] == pairs_in(out)["maths-circle"] == "ada"
    row = "not the same supporter,robot-club,maths-circle,Rivals,Kay\n"
    (tiny / "ties.csv").write_text(HEAD + row)
    assert run("run", tiny, "-o", out).exit_code == 0
    assert pairs_in(out)["robot-club"] == "bob"
    copy = (out / "round" / "ties.csv").read_text()
    assert "apart,robot-club,maths-circle,Rivals,Kay" in copy
    again = tmp_path / "again"
    assert run("run", out / "round", "-o", again).exit_code == 0
    assert (again / "plan.json").read_bytes() == (out / "plan.json").read_bytes()
    assert run("verify", out).exit_code == 0


def test_pins_against_a_tie_end_the_run_with_the_conflict(
    tiny, tmp_path, monkeypatch, capsys
):
    (tiny / "pins.csv").write_text(
        "request,supporter\nrobot-club,ada\nmaths-circle,ada\n"
    )
    (tiny / "ties.csv").write_text(HEAD + "apart,robot-club,maths-circle,,\n")
    words = ["matchmaker", "run", str(tiny), "-o", str(tmp_path / "out")]
    monkeypatch.setattr("sys.argv", words)
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 3
    said = " ".join(capsys.readouterr().err.split())
    assert "robot-club is pinned to ada" in said
    assert "robot-club and maths-circle are kept apart: not both have ada" in said


def test_why_a_tied_request_stays_open_is_said_in_the_decider_s_words(tiny, tmp_path):
    out = tmp_path / "out"
    row = "both or none,debate-club,chess-club,One room,Kay\n"
    (tiny / "ties.csv").write_text(HEAD + row)
    assert run("run", tiny, "-o", out).exit_code == 0
    # Nobody was scored for debate, so chess goes without cy.
    assert "chess-club" not in pairs_in(out)
    said = run("explain", out, "--request", "chess-club").output
    assert (
        "It cannot come alone: debate-club, tied to this request, gets nobody either "
        "(Kay: One room)." in said
    )
    assert "One room" in (out / "unmatched.csv").read_text("utf-8-sig")
