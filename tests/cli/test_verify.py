"""`matchmaker verify`: from files alone, without a solver, and what it cannot confirm."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from matchmaker.cli.app import app

SCENARIOS = Path(__file__).parents[2] / "scenarios"

SOLVERS = ("ortools", "networkx", "pandas", "scipy")

WITHOUT_SOLVERS = f"""
import sys
for name in {SOLVERS}:
    sys.modules[name] = None  # whoever imports it fails
from matchmaker.cli.app import main
main()
"""


def run(*words: object):
    return CliRunner().invoke(app, [str(word) for word in words])


def solved(scenario, out, *words):
    assert run("run", SCENARIOS / scenario, "-o", out, *words).exit_code == 0
    return out


@pytest.fixture
def out(tmp_path):
    return solved("tiny", tmp_path / "out")


@pytest.mark.parametrize(
    "scenario",
    ["tiny", "early-years-pilot", "mentor-buddies", "childminders", "itt-partnership"],
)
def test_no_solver_is_needed_to_check_a_plan_again(scenario, tmp_path):
    out = solved(scenario, tmp_path / "out", "--time-limit", "2")
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_SOLVERS, "verify", out],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("All rules hold for ")


@pytest.mark.parametrize("name", ["pairings.csv", "unmatched.csv", "plan.xlsx"])
def test_a_file_to_work_with_that_was_changed_is_named(out, name):
    with (out / name).open("ab") as file:
        file.write(b"\n")
    result = run("verify", out)
    assert result.exit_code == 5
    assert f"Changed after the run: {name}." in result.output
    assert "All rules hold for 3 pairings" in result.output


def test_what_a_plan_says_beside_its_pairings_cannot_be_changed_either(out):
    plan = json.loads((out / "plan.json").read_text("utf-8"))
    plan["unmatched"][0]["funnel"] = {"forbidden": 2}
    (out / "plan.json").write_text(json.dumps(plan), "utf-8")
    result = run("verify", out)
    assert result.exit_code == 5
    assert "Changed after the run: plan.json." in result.output


def test_files_may_be_deleted_but_not_the_one_that_tells_of_them(out):
    for name in ("state.npz", "problems.csv"):
        (out / name).unlink()
    assert run("verify", out).exit_code == 0
    (out / "run.json").unlink()
    result = run("verify", out)
    assert result.exit_code == 5
    assert "run.json is gone or damaged" in result.output


def test_a_gap_is_told_and_whose_word_it_is(tmp_path):
    out = solved("early-years-pilot", tmp_path / "out", "--time-limit", "0")
    coverage, *later = json.loads((out / "plan.json").read_text("utf-8"))["proof"]
    assert coverage["gap"] > 0
    said = run("verify", out).output
    assert (
        "not proved to be the best, but by the solver's word at most "
        f"{coverage['gap']} from it; not shown again here."
    ) in said
    assert said.count("not proved to be the best.") == len(later)
    pairings = [line for line in said.splitlines() if not line.startswith("Teams: ")]
    assert not any("nothing better" in line for line in pairings)


def test_what_is_claimed_of_groups_and_teams_is_told_too(tmp_path):
    groups = run("verify", solved("childminders", tmp_path / "groups")).output
    assert "Groups: ungrouped 0: nothing better is possible, shown again." in groups
    assert (
        "Groups: points 13,500: by the solver's word nothing better is possible;"
        in (groups)
    )
    teams = run("verify", solved("early-years-pilot", tmp_path / "teams")).output
    assert "Teams: unled 0: nothing better is possible, shown again." in teams
    # Who had which lead before is no part of the round.
    assert "Teams: moved 0: by the solver's word nothing better is possible;" in teams


def test_who_asks_for_what_all_are_given_needs_no_prices(tmp_path):
    # No pairing of the plan before is lost, and none can be less than lost.
    said = run("verify", solved("ecf-trust", tmp_path / "out")).output
    assert "change 0: nothing better is possible, shown again." in said
