"""A made-up round of every shipped programme goes all the way without an error."""

from __future__ import annotations

import csv
import json

import pytest
from typer.testing import CliRunner

from matchmaker.accounts import PayAreas, RateTables
from matchmaker.cli.app import app
from matchmaker.intake import (
    read_programme,
    read_round,
    shipped_programmes,
)

NAMES = [n for n in shipped_programmes() if read_programme(n).scores == "criteria"]


def command(*words):
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == 0, (result.output, result.exception)
    return result.stdout


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table))


@pytest.fixture(scope="module", params=NAMES)
def made(request, tmp_path_factory):
    """The programme, the folder with everything, and what `accounts` said."""
    name, folder = request.param, tmp_path_factory.mktemp(request.param)
    made = ("--programme", name, "--settings", 40, "--seed", 4)
    command("generate", folder / "round", *made)
    command("run", folder / "round", "-o", folder / "out", "--time-limit", 20)
    command("verify", folder / "out")
    said = command("accounts", folder / "out", "-o", folder / "accounts")
    return read_programme(name), folder, said


def test_nothing_is_wrong_with_the_rows(made):
    _, folder, _ = made
    levels = [row["level"] for row in rows(folder / "out" / "problems.csv")]
    assert "error" not in levels
    assert len(levels) <= 3


def test_somebody_is_paired_and_few_confirmed_their_time_long_ago(made):
    programme, folder, _ = made
    plan = json.loads((folder / "out" / "plan.json").read_text("utf-8"))
    if programme.buddies is not None:
        assert len(plan["buddies"]["links"]) > 5
        return
    stale = [w for w in plan["warnings"] if w["rule"].startswith("recent:")]
    assert len(plan["pairings"]) > 5
    assert len(stale) <= 0.3 * len(plan["pairings"])


def test_everybody_who_can_be_paid_is(made):
    programme, folder, said = made
    if programme.accounts is None and not programme.rates:
        assert "nothing to account for" in said
    elif programme.accounts and programme.accounts.kind in ("buddies", "groups"):
        assert "Nobody is paid in these accounts." in said
    else:
        lines = rows(folder / "accounts" / "lines.csv")
        unpaid = [line["Unpaid reason"] for line in lines if line["Unpaid reason"]]
        assert f"; {len(unpaid)} lines are not paid." in said
        # Routes are made up, too, and some are without funding.
        assert all("whose route is" in reason for reason in unpaid)
        assert 2 * len(unpaid) < len(lines)


def test_schools_lie_in_several_districts_and_pay_areas(made):
    programme, folder, _ = made
    if "district" not in programme.fields:
        pytest.skip("the programme asks for no district")
    whole = read_round(folder / "round").round
    districts = {s.fields["district"][0] for s in whole.settings if s.fields}
    areas = PayAreas(RateTables())
    assert len(districts) >= 8
    assert len({areas.area_of(name, whole.start) for name in districts}) >= 2
