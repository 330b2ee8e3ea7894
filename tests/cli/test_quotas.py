"""Quotas from the command line: kept, beyond reach, and without their rule."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from typer.testing import CliRunner

from matchmaker.cli.app import app, main
from matchmaker.generate import generate_round, write_round
from matchmaker.intake import read_programme

RULE = '\n[[rule]]\nname = "quota"\n'


@pytest.fixture
def folder(tmp_path):
    """Ten settings of the North West, under a programme that keeps to quotas."""
    text = (files("matchmaker") / "programmes" / "early-years.toml").read_text("utf-8")
    (tmp_path / "mine.toml").write_text(text + RULE, "utf-8")
    made = generate_round(
        read_programme("early-years"), 10, seed=1, regions=["North West"]
    )
    write_round(made, tmp_path / "made", programme="../mine.toml")
    return tmp_path / "made"


def with_quota(folder, limits):
    row = f"region,North West,mentor,{limits}"
    (folder / "quotas.csv").write_text(f"by,name,role,least,most\n{row}\n", "utf-8")
    return folder


def mentors(folder, out):
    """How many pairings with mentors a run gives."""
    result = CliRunner().invoke(app, ["run", str(folder), "-o", str(out)])
    assert result.exit_code == 0, result.output
    plan = json.loads((out / "plan.json").read_text("utf-8"))
    return [pairing["role"] for pairing in plan["pairings"]].count("mentor")


def test_a_quota_is_kept_and_stays_in_the_copy(folder, tmp_path):
    assert mentors(folder, tmp_path / "all") > 2
    assert mentors(with_quota(folder, ",2"), tmp_path / "two") == 2
    copy = (tmp_path / "two" / "round" / "quotas.csv").read_text("utf-8")
    assert "region,North West,mentor,0,2" in copy
    assert CliRunner().invoke(app, ["verify", str(tmp_path / "two")]).exit_code == 0


def test_a_quota_beyond_reach_ends_in_a_named_conflict(
    folder, tmp_path, monkeypatch, capsys
):
    words = ["run", str(with_quota(folder, "99,")), "-o", str(tmp_path / "out")]
    monkeypatch.setattr("sys.argv", ["matchmaker", *words])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 3
    said = " ".join(capsys.readouterr().err.split())
    assert "at least 99 pairings in North West as mentor, but only" in said


def test_without_its_rule_a_quota_is_reported(folder, tmp_path):
    programme = tmp_path / "mine.toml"
    programme.write_text(programme.read_text("utf-8").replace(RULE, ""), "utf-8")
    result = CliRunner().invoke(app, ["check", str(with_quota(folder, ",2"))])
    assert 'lists no rule "quota"' in " ".join(result.output.split())
