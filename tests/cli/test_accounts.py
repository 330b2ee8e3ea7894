"""`matchmaker accounts` from a plan and from a ledger."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from matchmaker.cli.app import app
from matchmaker.errors import InputError

PILOT = Path(__file__).parents[2] / "scenarios" / "early-years-pilot"
ORGANISATIONS = "urn,name,authority,district,type\n100001,Ash,Leeds,E08000035,34\n"
TRAINING = (
    "claim,mentor,provider,school,date,hours,status\n"
    "C1,A,Ash,100001,04/11/2024,10,submitted\n"
)


@pytest.fixture
def ledger(tmp_path):
    folder = tmp_path / "ledger"
    folder.mkdir()
    (folder / "organisations.csv").write_text(ORGANISATIONS)
    (folder / "training.csv").write_text(TRAINING)
    return folder


@pytest.fixture
def run(tmp_path):
    def command(*words):
        return CliRunner().invoke(
            app, ["accounts", *map(str, words), "-o", str(tmp_path / "accounts")]
        )

    return command


def test_a_ledger_is_accounted_for(run, ledger, tmp_path):
    result = run(ledger, "--anchor-date", "2025-09-01")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[:2] == [
        "Forecast: £438.00 for 1 organisation in 1 line; 0 lines are not paid.",
        "To pay now: £438.00.",
    ]
    assert (tmp_path / "accounts" / "pay_list.csv").is_file()


def test_what_is_not_paid_is_said(run, ledger):
    (ledger / "training.csv").write_text(TRAINING.replace(",10,", ",21,"))
    result = run(ledger, "--anchor-date", "2025-09-01")
    assert "Not paid, C1: 21 hours asked for, 20 left of 20" in result.stdout


def test_rows_left_out_are_reported_and_the_command_exits_with_1(run, ledger):
    (ledger / "training.csv").write_text(
        TRAINING + "C2,B,Ash,100001,04/11/2024,2.5,draft\n"
    )
    result = run(ledger, "--anchor-date", "2025-09-01")
    assert result.exit_code == 1
    assert 'training.csv row 3, column hours, "2.5"' in result.stdout
    assert "£438.00" in result.stdout


def test_an_unmapped_district_stops_it_and_writes_nothing(run, ledger, tmp_path):
    (ledger / "organisations.csv").write_text(
        ORGANISATIONS.replace("E08000035", "9999")
    )
    result = run(ledger, "--anchor-date", "2025-09-01")
    assert isinstance(result.exception, InputError)
    assert "100001 Ash: the district '9999' is not in pay_areas.csv" in str(
        result.exception
    )
    assert not (tmp_path / "accounts").exists()


def test_rates_of_ones_own_are_used(run, ledger, tmp_path):
    own = tmp_path / "rates"
    own.mkdir()
    (own / "itt_hourly_rates.csv").write_text(
        "area,pence_per_hour,valid_from,valid_to,source,source_date\n"
        "rest,4318,,,a slip of the keyboard,2024-05-01\n"
    )
    result = run(ledger, "--anchor-date", "2025-09-01", "--rates", own)
    assert "Forecast: £431.80" in result.stdout


@pytest.fixture(scope="module")
def pilot(tmp_path_factory):
    """A solved plan of experts and mentors, from a few settings of the pilot."""
    out = tmp_path_factory.mktemp("pilot") / "out"
    source = tmp_path_factory.mktemp("pilot") / "round"
    shutil.copytree(PILOT, source)
    with (source / "requests.csv").open(encoding="utf-8") as file:
        lines = file.readlines()
    (source / "requests.csv").write_text("".join(lines[:6]), "utf-8")
    for name in ("pins", "forbids"):
        (source / f"{name}.csv").unlink(missing_ok=True)
    result = CliRunner().invoke(app, ["run", str(source), "-o", str(out)])
    assert result.exit_code == 0, result.output
    return out


def rows(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_plan_of_day_rates_is_accounted_for(run, pilot, tmp_path):
    """Every pairing costs what the plan says, and area leads 3,600 each besides."""
    result = run(pilot)
    assert result.exit_code == 0, result.output
    (total,) = rows(tmp_path / "accounts" / "forecast.csv")
    pairings = rows(pilot / "pairings.csv")
    teams = {row["Area lead"] for row in rows(pilot / "teams.csv") if row["Area lead"]}
    cost = sum(float(row["Cost (£)"]) for row in pairings)
    assert pairings
    assert float(total["Amount (£)"]) == cost + 3600 * len(teams)
    assert "To pay now: £0.00." in result.stdout


def test_after_the_term_it_is_due(run, pilot, tmp_path):
    run(pilot, "--anchor-date", "2022-09-01")
    assert {row["Status"] for row in rows(tmp_path / "accounts" / "pay_list.csv")} == {
        "due"
    }


def test_a_ledger_beside_a_ledger_is_refused(run, ledger):
    result = run(ledger, "--ledger", ledger)
    assert result.exit_code == 2
    # The message stands in a box whose lines break anywhere.
    said = "".join(result.output.replace("│", "").split())
    assert "holdsnoplan,so--ledgeraddsnothing" in said


def test_a_folder_with_neither_is_refused(run, tmp_path):
    (tmp_path / "none").mkdir()
    result = run(tmp_path / "none")
    assert isinstance(result.exception, InputError)


SCENARIOS = PILOT.parent


def solved(folder, *names):
    rounds = [str(SCENARIOS / name) for name in names]
    result = CliRunner().invoke(app, ["run", *rounds, "-o", str(folder)])
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
def several(tmp_path_factory):
    """What `matchmaker run A B` wrote: one round that is paid for and one that is not."""
    out = tmp_path_factory.mktemp("several") / "out"
    return solved(out, "ecf-trust", "itt-partnership")


def test_rounds_that_were_run_together_are_accounted_for_each(run, several, tmp_path):
    alone = tmp_path / "alone"
    result = run(several)
    assert result.exit_code == 0, result.output
    made = tmp_path / "accounts"
    assert {path.name for path in made.iterdir()} == {"ecf-trust", "itt-partnership"}
    words = ["accounts", str(several / "ecf-trust"), "-o", str(alone)]
    assert CliRunner().invoke(app, words).exit_code == 0
    assert rows(alone / "lines.csv") == rows(made / "ecf-trust" / "lines.csv")
    assert rows(made / "itt-partnership" / "lines.csv")
    assert result.stdout.count("Forecast: ") == 2


def test_a_ledger_is_not_counted_in_two_rounds(run, several, ledger):
    result = run(several, "--ledger", ledger)
    assert result.exit_code == 2
    said = "".join(result.output.replace("\u2502", "").split())
    assert "Aledgerbelongstooneround:name" in said
    assert "ecf-trustor" in said


def test_one_round_that_cannot_be_accounted_for_leaves_nothing_written(
    run, several, tmp_path
):
    """Otherwise half of the accounts would be of yesterday."""
    broken = shutil.copytree(several, tmp_path / "broken")
    settings = broken / "itt-partnership" / "round" / "schools.csv"
    settings.write_text(settings.read_text("utf-8").replace("Stafford", "Nowhere"))
    result = run(broken)
    assert isinstance(result.exception, InputError)
    assert not (tmp_path / "accounts").exists()


@pytest.fixture(scope="module")
def unpaid(tmp_path_factory):
    """A plan of #EduMentoring, in which nobody is paid."""
    out = tmp_path_factory.mktemp("unpaid") / "out"
    form = SCENARIOS / "edumentoring" / "responses.csv"
    result = CliRunner().invoke(app, ["pair", str(form), "-o", str(out)])
    assert result.exit_code == 0, result.output
    return out


def test_where_nobody_is_paid_that_is_said(run, unpaid, tmp_path):
    result = run(unpaid)
    assert result.exit_code == 0
    assert "there is nothing to account for" in result.stdout
    assert not (tmp_path / "accounts").exists()


def test_a_ledger_with_a_plan_that_pays_nobody_is_refused(run, unpaid, ledger):
    """It would not be counted, and silence would look like a sum of nothing."""
    result = run(unpaid, "--ledger", ledger)
    assert isinstance(result.exception, InputError)
    assert "nobody is paid in it" in str(result.exception)


def test_groups_have_a_plan_of_their_hours(run, tmp_path):
    """24 hours in the 11 weeks left of the term: 9 of two hours and 2 of three."""
    out = solved(tmp_path / "out", "childminders")
    result = run(out)
    assert result.exit_code == 0, result.output
    made = rows(tmp_path / "accounts" / "timetable.csv")
    assert "Nobody is paid in these accounts." in result.stdout
    assert {row["Sessions"] + " x " + row["Minutes each"] for row in made} == {
        "9 x 120",
        "2 x 180",
    }
    hours: dict[str, float] = {}
    for row in made:
        assert (row["For"], row["Term"], row["Half-day"] != "") == (
            "group",
            "Spring",
            True,
        )
        hours[row["Person"]] = hours.get(row["Person"], 0) + float(row["Hours"])
    assert hours
    assert set(hours.values()) == {24}


@pytest.mark.parametrize("programme", ["ecf-mentors", "itt-mentors"])
def test_the_untouched_template_is_accounted_for_in_full(run, programme, tmp_path):
    book, out = tmp_path / "round.xlsx", tmp_path / "out"
    for words in (["init", programme, book], ["run", book, "-o", out]):
        made = CliRunner().invoke(app, [str(word) for word in words])
        assert made.exit_code == 0, made.output
    result = run(out)
    assert result.exit_code == 0, result.output
    assert "; 0 lines are not paid." in result.stdout


def test_figures_that_are_missing_are_put_in_as_the_message_says(run, ledger, tmp_path):
    """A teacher of the cohort of 2025 in Camden, of which no figures were found."""
    (ledger / "training.csv").unlink()
    (ledger / "organisations.csv").write_text(
        ORGANISATIONS.replace("E08000035", "E09000007")
    )
    (ledger / "inductions.csv").write_text(
        "ect,mentor,school,start\nEve,Ada,100001,2025-09-01\n"
    )
    refused = run(ledger, "--anchor-date", "2026-09-01")
    assert isinstance(refused.exception, InputError)
    assert "init ecf-mentors FOLDER --rates" in str(refused.exception)
    own = tmp_path / "own"
    made = CliRunner().invoke(app, ["init", "ecf-mentors", str(own), "--rates"])
    assert made.exit_code == 0
    assert "ecf_grants.csv" in made.stdout
    with (own / "ecf_grants.csv").open("a", encoding="utf-8") as table:
        for element, per, pence in (
            ("time off timetable", "ect", 130_000),
            ("mentoring", "ect", 90_000),
            ("mentor training started", "mentor", 17_000),
            ("mentor training engaged", "mentor", 71_000),
        ):
            table.write(
                f"{element},{per},inner,{pence},1,,2025-09-01,,ours,2025-11-22\n"
            )
    paid = run(ledger, "--anchor-date", "2026-09-01", "--rates", own)
    assert paid.exit_code == 0, paid.output
    assert "Forecast: £3,080.00 for 1 organisation" in paid.stdout
