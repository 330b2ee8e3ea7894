"""`matchmaker pair`, from a form's export to introductions."""

import csv
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from matchmaker.cli.app import app

ROOT = Path(__file__).parents[2]
RESPONSES = ROOT / "scenarios" / "edumentoring" / "responses.csv"
CIVIL_SERVICE = ROOT / "scenarios" / "civil-service" / "programme.toml"
SAMPLE = ROOT.parent / "shared" / "data" / "forms" / "civil_service_mentor_match"
NOBODY = "row-31"
"""The one who does not agree that details are shared."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The answers, paired beside themselves: nothing but their name was given."""
    folder = tmp_path_factory.mktemp("forms")
    shutil.copy(RESPONSES, folder)
    result = CliRunner().invoke(app, ["pair", str(folder / RESPONSES.name)])
    assert result.exit_code == 0, result.output
    (folder / "said.txt").write_text(result.output, "utf-8")
    return folder


@pytest.fixture(scope="module")
def out(folder):
    return folder / "responses-matches"


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_it_says_how_it_understood_the_questions(folder):
    said = (folder / "said.txt").read_text("utf-8")
    assert "topics wanted" in said
    assert "Anything else you would like" in said
    assert "(not read)" in said
    assert "37 of 40" in said


def test_introductions_are_ready_to_be_sent(out):
    introductions = rows(out / "introductions.csv")
    assert len(introductions) == 37
    first = introductions[0]
    assert first["Mentee email"] == "chen.roberts0@example.org"
    assert first["Message"].startswith(f"Dear Chen and {first['Mentor'].split()[0]},")
    assert {row["State"] for row in introductions} == {"introduced"}


def test_nobody_is_introduced_without_consent(out):
    introductions = rows(out / "introductions.csv")
    named = {row[key] for row in introductions for key in ("Mentee id", "Mentor id")}
    assert NOBODY not in named
    (waiting,) = [r for r in rows(out / "waiting.csv") if r["Mentee id"] == NOBODY]
    assert "Consent" in waiting["Why"]


def test_a_message_tells_no_points_and_no_address(out):
    for row in rows(out / "introductions.csv"):
        assert "@" not in row["Message"]
        assert row["Points"] not in row["Message"]


def test_the_plan_passes_its_own_check(out):
    result = CliRunner().invoke(app, ["verify", str(out)])
    assert result.exit_code == 0, result.output


def test_the_next_round_parts_who_never_answered(folder, out, tmp_path):
    before = tmp_path / "before"
    shutil.copytree(out, before)
    introductions = rows(before / "introductions.csv")
    for row in introductions:
        row["State"] = "in contact"
    introductions[0]["State"] = "no answer"
    with (before / "introductions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, introductions[0])
        writer.writeheader()
        writer.writerows(introductions)
    words = ["pair", str(RESPONSES), "-o", str(tmp_path / "next")]
    result = CliRunner().invoke(app, [*words, "--earlier", str(before)])
    assert result.exit_code == 0, result.output
    pairs = {
        row["Mentee id"]: row["Mentor id"]
        for row in rows(tmp_path / "next" / "introductions.csv")
    }
    parted, *kept = introductions
    for row in rows(tmp_path / "next" / "introductions.csv"):
        again = (row["State"], row["Message"]) == ("introduced before", "")
        assert again == any(row["Mentee id"] == old["Mentee id"] for old in kept)
    assert pairs.get(parted["Mentee id"]) != parted["Mentor id"]
    assert all(pairs[row["Mentee id"]] == row["Mentor id"] for row in kept)


def test_a_mapping_beside_the_answers_is_found(folder, out, tmp_path):
    shutil.copy(RESPONSES, tmp_path)
    text = (out / "mapping.toml").read_text("utf-8")
    assert '"When are you available?" = "times"' in text
    corrected = text.replace('available?" = "times"', 'available?" = ""')
    (tmp_path / "mapping.toml").write_text(corrected, "utf-8")
    result = CliRunner().invoke(app, ["pair", str(tmp_path / RESPONSES.name)])
    assert result.exit_code == 0, result.output
    understood = tmp_path / "responses-matches" / "mapping.toml"
    assert understood.read_text("utf-8") == corrected


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample of answers is not here")
def test_the_civil_service_s_sample_is_paired_by_its_own_rules(tmp_path):
    files = [str(SAMPLE / f"small_{side}.csv") for side in ("mentees", "mentors")]
    words = [
        "pair",
        *files,
        "--programme",
        str(CIVIL_SERVICE),
        "-o",
        str(tmp_path / "o"),
    ]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    assert "50 of 50" in result.output
