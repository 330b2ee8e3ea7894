"""`matchmaker teams` as a person runs it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from matchmaker.cli.app import app
from matchmaker.report import pictures

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def run(*words: object):
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def solved(tmp_path_factory):
    """What a run of the pilot wrote: 37 people, four of six leads in use."""
    out = tmp_path_factory.mktemp("pilot") / "out"
    assert run("run", SCENARIOS / "early-years-pilot", "-o", out).exit_code == 0
    return out


def told(out: Path) -> dict:
    return json.loads((out / "teams.json").read_text("utf-8"))


def test_the_teams_of_a_plan_are_those_that_the_run_wrote(solved, tmp_path):
    result = run("teams", solved, "-o", tmp_path / "teams")
    assert result.exit_code == 0
    plan = json.loads((solved / "plan.json").read_text("utf-8"))
    data = told(tmp_path / "teams")
    assert data["teams"] == plan["teams"]
    assert "4 area leads lead 37 supporters" in result.output
    assert (tmp_path / "teams" / "teams.csv").read_bytes() == (
        solved / "teams.csv"
    ).read_bytes()


def test_a_round_is_matched_first(tmp_path):
    result = run("teams", SCENARIOS / "early-years-pilot")
    assert result.exit_code == 0
    assert "4 area leads lead 37 supporters" in result.output


def test_as_many_as_pays_and_the_proof(solved, tmp_path):
    out = tmp_path / "teams"
    result = run("teams", solved, "--appoint", "auto", "-o", out)
    assert result.exit_code == 0
    assert "Appointed: 4 leads" in result.output
    assert "optimal" in result.output
    data = told(out)
    (cost,) = data["proof"]
    assert cost["value"] == data["appointments"]["travel"] + 4 * 180
    assert {team["lead"] for team in data["teams"]} == set(
        data["appointments"]["appointed"]
    )
    # Travel is least: no more than in the run, which puts authorities first.
    assert "As it was: 4 leads for 37 people" in result.output


def test_pictures_are_drawn_where_they_can_be(solved, tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "can_draw", lambda: False)
    result = run("teams", solved, "-o", tmp_path / "plain")
    assert "matchmaker-edu[pictures]" in " ".join(result.output.split())
    assert not list((tmp_path / "plain").glob("*.svg"))
    monkeypatch.undo()
    if pictures.can_draw():
        run("teams", solved, "-o", tmp_path / "drawn")
        assert len(list((tmp_path / "drawn").glob("*.svg"))) == 2


def test_too_few_leads_end_with_what_would_mend_it(solved):
    result = run("teams", solved, "--appoint", "3")
    assert result.exit_code == 3
    assert "What would mend it: 4 leads at least." in result.stderr


def test_other_spans_are_tried_without_touching_the_programme(solved):
    result = run("teams", solved, "--most", "8")
    assert result.exit_code == 0
    assert "6 area leads lead 37 supporters, 3 to 8 each" in " ".join(
        result.output.split()
    )


def test_people_keep_the_lead_they_had(solved, tmp_path):
    # Before, in the file that was changed, two leads had each other's teams.
    old = Path(shutil.copytree(solved, tmp_path / "old"))
    plan = json.loads((old / "plan.json").read_text("utf-8"))
    moved = _moved(run("teams", solved, "--before", old).output)
    assert moved == 0
    for team in plan["teams"]:
        team["lead"] = {"P00005": "P00016", "P00016": "P00005"}.get(
            team["lead"], team["lead"]
        )
    (old / "plan.json").write_text(json.dumps(plan), "utf-8")
    assert _moved(run("teams", solved, "--before", old).output) > 0


def _moved(output: str) -> int:
    (line,) = (li for li in output.splitlines() if "lose their lead" in li)
    return int(line.split()[5])


def test_people_without_a_lead_and_what_would_mend_it_are_told(solved):
    said = " ".join(run("teams", solved, "--most", "5", "--least", "0").output.split())
    assert "have no area lead" in said
    assert "Needed: " in said
    assert "Leads who cover them and have no place left" in said


@pytest.mark.parametrize(("least", "refused"), [("5", False), ("6", True)])
def test_a_span_that_nobody_can_have_is_refused(solved, least, refused):
    result = run("teams", solved, "--most", "5", "--least", least)
    said = "Nobody can lead 6 people at least and 5 at most"
    assert (said in str(result.exception)) is refused


def test_a_run_without_teams_is_nothing_that_people_had_before(solved, tmp_path):
    run("run", SCENARIOS / "tiny", "-o", tmp_path / "tiny")
    result = run("teams", solved, "--before", tmp_path / "tiny")
    assert "has no teams" in str(result.exception)


@pytest.mark.parametrize("number", ["0", "-1", "many", "1.5"])
def test_what_is_no_number_of_leads_is_refused(solved, number):
    assert run("teams", solved, f"--appoint={number}").exit_code == 2


def test_a_programme_without_teams_says_so():
    result = run("teams", SCENARIOS / "tiny")
    assert "no teams" in str(result.exception)


def test_the_checker_reads_the_teams_proof_too(solved, tmp_path):
    out = Path(shutil.copytree(solved, tmp_path / "out"))
    assert run("verify", out).exit_code == 0
    plan = json.loads((out / "plan.json").read_text("utf-8"))
    travel = plan["team_proof"][-1]
    travel["value"] = travel["bound"] = travel["value"] + 1
    (out / "plan.json").write_text(json.dumps(plan), "utf-8")
    result = run("verify", out)
    assert result.exit_code == 5
    assert "teams (travel)" in result.output


def test_why_this_lead_and_not_another(solved):
    said = run("explain", solved, "--supporter", "P00002").output
    assert "Led by Yasmin Heatherstone (P00005): lives in their local authority" in said
    said = run("explain", solved, "--supporter", "P00002", "--why-not", "P00016").output
    assert "1 person more led from outside their authority" in said
    told = run(
        *("explain", solved, "--supporter", "P00002", "--why-not", "P00016", "--json")
    )
    assert json.loads(told.output)["cost"]["outside-authority"] == 1


def test_another_lead_is_tried(solved, tmp_path):
    out = tmp_path / "teams"
    assert run("teams", solved, "--lead", "P00002=P00016", "-o", out).exit_code == 0
    lead_of = {m: team["lead"] for team in told(out)["teams"] for m in team["members"]}
    assert lead_of["P00002"] == "P00016"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["P00002=P00044"], "P00044 works neither in Northumberland nor in North East"),
        (["P00002=nobody"], "no supporter 'nobody'"),
        (["P00002"], "no supporter ''"),
        (["P00002=P00016", "--appoint", "auto"], "ask one thing"),
    ],
)
def test_a_lead_who_cannot_be_is_refused(solved, asked, said):
    result = run("teams", solved, "--lead", *asked)
    assert result.exit_code != 0
    told = f"{result.stderr} {result.exception}"
    assert said in " ".join(told.replace("│", " ").split())


def test_a_supporter_may_not_ask_why_not_another_lead(solved):
    asked = ("--supporter", "P00002", "--why-not", "P00016", "--for", "supporter")
    assert run("explain", solved, *asked).exit_code == 2
