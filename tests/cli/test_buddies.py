"""`run`, `verify` and `explain` where people are paired or grouped."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from matchmaker.cli.app import app
from matchmaker.cli.failure import REJECTED

SHELF = Path(__file__).parents[2] / "scenarios"


def call(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("buddies") / "out"
    result = call("run", SHELF / "mentor-buddies", "-o", folder)
    assert result.exit_code == 0, result.output
    return folder, result.stdout


def test_run_says_how_people_are_paired(out):
    folder, said = out
    said = " ".join(said.split())
    assert "11 of 14 (78%)" in said
    assert "4 pairs and a trio: Carys Lloyd (M03) - Erin Walsh (M05)" in said
    assert "Suited least: Carys Lloyd (M03) and Erin Walsh (M05), with 950" in said
    assert "3 people have no buddy." in said
    assert {path.name for path in folder.iterdir() if path.is_file()} == {
        "buddies.csv",
        "alone.csv",
        "introductions.csv",
        "plan.xlsx",
        "plan.json",
        "certificate.json",
        "problems.csv",
        "run.json",
    }


def test_verify_adds_the_prices_up_again(out):
    result = call("verify", out[0])
    assert result.exit_code == 0, result.output
    assert "All rules hold for 6 links between buddies" in result.stdout
    assert result.stdout.count("shown again by adding up its prices") == 3


def test_verify_notices_what_was_changed(out, tmp_path):
    import shutil

    folder = shutil.copytree(out[0], tmp_path / "out")
    text = (folder / "plan.json").read_text("utf-8")
    (folder / "plan.json").write_text(text.replace("10000", "10001"), "utf-8")
    result = call("verify", folder)
    assert result.exit_code == REJECTED
    assert "the proof says 10001, the plan reaches 10000" in result.stdout

    (folder / "plan.json").write_text(text, "utf-8")
    proof = json.loads((folder / "certificate.json").read_text("utf-8"))
    proof["claims"][-1]["prices"] = [0] * len(proof["claims"][-1]["prices"])
    (folder / "certificate.json").write_text(json.dumps(proof), "utf-8")
    result = call("verify", folder)
    assert result.exit_code == REJECTED
    assert "the prices beside the plan do not bear it out" in result.stdout


def test_explain_says_what_each_is_to_the_other(out):
    said = call("explain", out[0], "--supporter", "M01").stdout
    assert said.startswith("Asha Verma (M01) and Ben Ashworth (M02) are buddies: 1,875")
    assert "Both can meet on Monday afternoon and Wednesday morning." in said
    assert "Ben Ashworth (M02) for Asha Verma (M01)" in said
    assert "Asha Verma (M01) for Ben Ashworth (M02)" in said
    assert call("explain", out[0], "--request", "M01").stdout == said
    short = call("explain", out[0], "--supporter", "M05", "--level", "sentence").stdout
    assert short.count("trio in whose middle is Erin Walsh (M05)") == 2


def test_explain_says_why_somebody_has_no_buddy(out):
    said = call("explain", out[0], "--unmatched").stdout
    assert said.count("has no buddy.") == 3
    assert "The other way round, with Lena Braun (M12) as the buddy: 2 where" in said
    data = json.loads(call("explain", out[0], "--supporter", "M13", "--json").stdout)
    assert data["alone"][0]["reason"] == "no allowed pair"
    assert data["links"] == []


@pytest.mark.parametrize(
    "words",
    [
        ["--request", "M01", "--remedies"],
        ["--supporter", "M13", "--remedies"],
        ["--supporter", "nobody"],
    ],
)
def test_what_cannot_be_asked_of_buddies_is_said(out, words):
    assert call("explain", out[0], *words).exit_code != 0


def test_groups_are_run_verified_and_explained(tmp_path):
    folder = tmp_path / "out"
    result = call("run", SHELF / "childminders", "-o", folder)
    assert result.exit_code == 0, result.output
    said = " ".join(result.stdout.split())
    assert "12 of 13 (92%)" in said
    assert "13 people are in 6 groups, 3 of them below the preferred size." in said
    result = call("verify", folder)
    assert result.exit_code == 0, result.output
    assert "All rules hold for 6 groups and 5 pairings" in result.stdout
    said = call("explain", folder, "--request", "group-C12").stdout
    assert "'Children aged 0 to 5' does not do" in said
    said = call("explain", folder, "--request", "C03").stdout
    assert said.startswith("Cat Nolan (C03) is in group-C01 with Abi Lowe (C01), Bea")
    assert "- Abi Lowe (C01): 1,400 points, both ways." in said
    assert "gets Nan Doyle (T01) as a mentor" in said
    theirs = call("explain", folder, "--request", "C03", "--for", "setting").stdout
    assert "points, both ways" not in theirs
    assert call("explain", folder, "--request", "C99").exit_code != 0
    text = (folder / "plan.json").read_text("utf-8")
    changed = text.replace('"C05",', '"C12",', 1)
    (folder / "plan.json").write_text(changed, "utf-8")
    assert call("verify", folder).exit_code == REJECTED


def test_what_would_bring_somebody_a_buddy(out):
    said = call("explain", out[0], "--request", "M14", "--remedies").stdout
    assert said.splitlines() == [
        "Nia Bowen (M14) would have a buddy with this:",
        "- Nia Bowen (M14) says yes under 'Consent' instead of no: nobody else loses",
    ]


def test_what_each_rule_costs_among_buddies(out):
    said = call("explain", out[0], "--price-of-rules").stdout
    (consent,) = (line for line in said.splitlines() if "'Consent'" in line)
    assert "12 (1 better)" in consent
    assert "worst-off: the points of the two who suit each other least" in said


def test_why_two_are_no_buddies_is_solved_for(out):
    said = call("explain", out[0], "--request", "M01", "--why-not", "M05").stdout
    assert "could be buddies, but the plan would then have 250 points less" in said
    assert "- Asha Verma (M01) gets Erin Walsh (M05) instead of Ben" in said
    assert said.endswith("Found by solving again with these two together.\n")
    data = json.loads(
        call("explain", out[0], "--request", "M01", "--why-not", "M05", "--json").stdout
    )
    assert data["cost"] == {"coverage": 0, "worst-off": 250, "points": 1575}


def test_why_two_cannot_be_buddies_names_the_rule_and_the_side(out):
    said = call("explain", out[0], "--request", "M03", "--why-not", "M01").stdout
    assert "cannot be buddies: with Carys Lloyd (M03) as the buddy" in said
    assert "'Line manager' names M01" in said


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--supporter", "M01", "--confirm"), "leave out --confirm"),
        (("--supporter", "M01", "--for", "supporter"), "for coordinators only"),
    ],
)
def test_what_means_nothing_of_buddies_is_refused(out, words, why):
    result = call("explain", out[0], *words)
    assert result.exit_code == 2
    assert why in " ".join(result.stderr.replace("│", " ").split())


def test_why_two_who_ask_are_in_different_groups(tmp_path):
    call("run", SHELF / "childminders", "-o", tmp_path / "cm")
    said = call("explain", tmp_path / "cm", "--request", "C01", "--why-not", "C05")
    assert said.stdout == (
        "Abi Lowe (C01) and Eve Shaw (C05) cannot be in one group: no time suits both.\n"
    )
    unknown = call("explain", tmp_path / "cm", "--request", "C99")
    assert "nobody with the id 'C99'" in str(unknown.exception)
    table = call("explain", tmp_path / "cm", "--request", "C03", "--level", "table")
    assert "what the other childminder offers is not known" in table.stdout
    assert "in the childminder's local authority" in table.stdout
    # One mentor is all that they could have: there is no other choice to be told of.
    assert "What another choice would cost" not in table.stdout


def test_a_run_names_the_files_that_it_wrote(tmp_path):
    said = " ".join(
        call("run", SHELF / "childminders", "-o", tmp_path / "cm").stdout.split()
    )
    named = said.partition("plan.xlsx to read, ")[2].partition(" to work with")[0]
    files = named.replace(" and ", ", ").split(", ")
    assert "groups.csv" in files
    assert all((tmp_path / "cm" / name).is_file() for name in files)
