"""The main job on real settings with made-up people, where the data is at hand."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from matchmaker.cli.app import app

SCHOOLS = Path(__file__).parents[2].parent / "shared" / "data" / "schools"
SOURCES = {
    "--from-gias": SCHOOLS / "gias_full_records_803.csv",
    "--from-nurseries": SCHOOLS / "trafford_nurseries_ofsted_2018.csv",
}


def run(*words: object) -> None:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    ("option", "settings"), [("--from-gias", 322), ("--from-nurseries", 163)]
)
def test_from_a_register_to_a_checked_plan(option, settings, tmp_path):
    if not SOURCES[option].exists():
        pytest.skip(f"{SOURCES[option].name} is not beside this checkout")
    folder, out = tmp_path / "round", tmp_path / "out"
    reason = "self-referred; the local authority will confirm"
    run(
        *("init", "early-years", folder, option, SOURCES[option]),
        *("--override-reason", reason),
    )
    assert len((folder / "settings.csv").read_text("utf-8").splitlines()) > settings
    run("generate", folder, "--seed", "7", "--anchor-date", "2026-11-01")
    run("run", folder, "-o", out, "--anchor-date", "2026-11-01")
    run("verify", out)
    plan = json.loads((out / "plan.json").read_text("utf-8"))
    asked = len(plan["pairings"]) + len(plan["unmatched"])
    assert asked >= settings
    assert len(plan["pairings"]) > 0.6 * asked
    assert [entry["objective"] for entry in plan["proof"]][:2] == [
        "coverage",
        "worst-off",
    ]
    assert all(entry["gap"] == 0 for entry in plan["proof"])
