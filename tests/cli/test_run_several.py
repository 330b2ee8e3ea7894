"""`matchmaker run A B`: rounds that share their people."""

import csv

import pytest
from typer.testing import CliRunner

from matchmaker.cli.app import app

ROUND = """programme = "{programme}"
start = 2026-09-07
end = 2026-12-18
anchor_date = 2026-07-01
"""
ADA = {
    "id": "ada",
    "name": "Ada Lovell",
    "employer": "S1",
    "suitability": "clear",
    "trn": "0123456",
    "finished_induction": "yes",
    "subjects": "mathematics",
    "key_stages": "key stage 3",
}
SCHOOL = {"id": "S1", "can_serve_induction": "yes", "hosting": "actively looking"}
EVE = {"id": "eve", "setting": "S1", "induction_year": "year 1"}
TIM = {
    "id": "tim",
    "subjects": "mathematics",
    "key_stages": "key stage 3",
    "provider": "Ash",
    "postcode": "ST1",
    "start": "07/09/2026",
    "end": "18/12/2026",
}
SHARED = ("id", "name", "employer", "suitability", "subjects", "key_stages")


def write(path, rows):
    headings = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings)
        writer.writeheader()
        writer.writerows(rows)


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def rounds(tmp_path):
    """Two rounds at one school; Eve takes an hour of a mentor's week, Tim one and a half."""

    def writing(hours, more=()):
        mentors = [ADA | {"capacity_hours": hours}, *more]
        tables = {
            "ecf": {"ects": [EVE], "mentors": mentors},
            "itt": {
                "trainees": [TIM],
                "mentors": [
                    {name: row[name] for name in (*SHARED, "capacity_hours")}
                    for row in mentors
                ],
            },
        }
        folders = []
        for name, files in tables.items():
            folder = tmp_path / name
            folder.mkdir()
            text = ROUND.format(programme=f"{name}-mentors")
            (folder / "round.toml").write_text(text, "utf-8")
            school = SCHOOL | ({"postcode": "ST1"} if name == "itt" else {})
            write(folder / "schools.csv", [school])
            for table, content in files.items():
                write(folder / f"{table}.csv", content)
            folders.append(folder)
        return folders

    return writing


def run(*words):
    result = CliRunner().invoke(app, ["run", *map(str, words)])
    assert result.exit_code == 0, result.output
    return result.output


def paired(out):
    return [
        [
            (row["Request"], row["Supporter"])
            for row in rows(out / name / "pairings.csv")
        ]
        for name in ("ecf", "itt")
    ]


def test_the_first_named_comes_first_when_hours_are_short(rounds, tmp_path):
    ecf, itt = rounds("2")
    out = tmp_path / "out"
    said = run(ecf, itt, "-o", out)
    assert paired(out) == [[("eve", "ada")], []]
    assert "Hours a week of everybody" in said
    run(itt, ecf, "-o", tmp_path / "other")
    assert paired(tmp_path / "other") == [[], [("tim", "ada")]]


def test_hours_that_are_enough_serve_both_and_are_added_up(rounds, tmp_path):
    ecf, itt = rounds("2.5")
    run(ecf, itt, "-o", tmp_path / "out")
    assert paired(tmp_path / "out") == [[("eve", "ada")], [("tim", "ada")]]
    (hours,) = rows(tmp_path / "out" / "hours.csv")
    figures = [
        hours[name] for name in ("Person", "Hours a week", "Given", "ecf", "itt")
    ]
    assert figures == ["ada", "2.50", "2.50", "1", "1.50"]


def forbid(folder, *pairs):
    write(
        folder / "forbids.csv",
        [{"request": one, "supporter": other, "reason": "kin"} for one, other in pairs],
    )


def told(out, file="forbids.csv"):
    """The rows of a table that are a problem, and the ids."""
    return [
        (problem["row"], problem["value"])
        for problem in rows(out / "problems.csv")
        if problem["file"] == file
    ]


def test_a_pair_may_be_ruled_out_in_a_round_that_is_not_theirs(rounds, tmp_path):
    ecf, itt = rounds("2.5")
    forbid(ecf, ("tim", "ada"))
    run(ecf, itt, "-o", tmp_path / "out")
    assert paired(tmp_path / "out") == [[("eve", "ada")], []]
    assert told(tmp_path / "out" / "ecf") == told(tmp_path / "out" / "itt") == []
    (kept,) = rows(tmp_path / "out" / "itt" / "round" / "forbids.csv")
    assert [kept[key] for key in ("request", "supporter", "reason")] == [
        "tim",
        "ada",
        "kin",
    ]


def test_it_does_not_matter_who_of_the_two_stands_in_which_column(rounds, tmp_path):
    ecf, itt = rounds("2.5")
    forbid(ecf, ("ada", "tim"))
    run(ecf, itt, "-o", tmp_path / "out")
    assert paired(tmp_path / "out") == [[("eve", "ada")], []]
    assert told(tmp_path / "out" / "ecf") == []


def test_rounds_are_checked_together_too(rounds, tmp_path):
    ecf, itt = rounds("2.5")
    forbid(ecf, ("tim", "ada"), ("ghost", "ada"))
    found = tmp_path / "found.csv"
    words = ["check", str(ecf), str(itt), "--problems", str(found)]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 1
    told = [(row["file"], row["value"]) for row in rows(found)]
    assert ("ecf/forbids.csv", "ghost") in told
    assert "tim" not in {value for _, value in told}
    assert result.output.count("1 request and 1 supporter can be used") == 2
    alone = CliRunner().invoke(app, ["check", str(ecf)]).output
    assert 'forbids.csv row 2, column request, "tim"' in alone


def test_two_who_stand_in_different_rounds_never_meet_and_are_no_problem(
    rounds, tmp_path
):
    ecf, itt = rounds("2.5")
    with (itt / "mentors.csv").open("a", encoding="utf-8") as file:
        file.write("zoe,Zoe,S1,clear,,,1\n")
    forbid(ecf, ("eve", "zoe"))
    run(ecf, itt, "-o", tmp_path / "out")
    assert told(tmp_path / "out" / "ecf") == []


def test_a_conflict_may_be_declared_in_a_round_that_is_not_theirs(rounds, tmp_path):
    ecf, itt = rounds("2.5")
    conflict = {"supporter": "ada", "kind": "blocked"}
    write(
        ecf / "conflicts.csv",
        [conflict | {"party": "tim"}, conflict | {"party": "ghost"}],
    )
    run(ecf, itt, "-o", tmp_path / "out")
    assert paired(tmp_path / "out") == [[("eve", "ada")], []]
    assert told(tmp_path / "out" / "ecf", "conflicts.csv") == [("3", "ghost")]


def test_who_stands_in_none_of_the_rounds_is_told(rounds, tmp_path):
    ecf, itt = rounds("2.5")
    forbid(ecf, ("tim", "nobody"), ("noone", "ada"))
    run(ecf, itt, "-o", tmp_path / "out")
    assert told(tmp_path / "out" / "ecf") == [("2", "nobody"), ("3", "noone")]
    assert paired(tmp_path / "out") == [[("eve", "ada")], [("tim", "ada")]]


def test_of_one_round_alone_strangers_are_told(rounds, tmp_path):
    ecf, _ = rounds("2.5")
    forbid(ecf, ("tim", "ada"))
    run(ecf, "-o", tmp_path / "out")
    assert told(tmp_path / "out") == [("2", "tim")]


def test_what_was_written_together_is_verified_together(rounds, tmp_path):
    run(*rounds("2.5"), "-o", tmp_path / "out")
    words = ["verify", str(tmp_path / "out")]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0
    assert result.output.count("All rules hold for 1 pairings") == 2
    plan = tmp_path / "out" / "itt" / "plan.json"
    plan.write_text(plan.read_text("utf-8").replace('"tim"', '"tom"'), "utf-8")
    assert CliRunner().invoke(app, words).exit_code != 0


def test_an_early_career_teacher_is_no_mentor_to_a_trainee(rounds, tmp_path):
    # Eve stands among the mentors too, by mistake, and Ada has no time for Tim.
    eve = ADA | {"id": "eve", "name": "Eve", "trn": "", "capacity_hours": "5"}
    ecf, itt = rounds("1", [eve])
    run(itt, "-o", tmp_path / "alone")
    alone = rows(tmp_path / "alone" / "pairings.csv")
    assert [row["Supporter"] for row in alone] == ["eve"]
    run(ecf, itt, "-o", tmp_path / "out")
    assert paired(tmp_path / "out") == [[("eve", "ada")], []]


def test_two_rounds_of_one_name_cannot_be_told_apart(rounds, tmp_path):
    ecf, _ = rounds("2")
    words = ["run", str(ecf), str(ecf), "-o", str(tmp_path / "out")]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()
