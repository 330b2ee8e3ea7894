"""What pairings earn together, in words, tables and files."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from matchmaker.domain.bonuses import BONUSES
from matchmaker.domain.setting import Setting
from matchmaker.intake import read_round, write_round
from matchmaker.reasons import BonusReason, Comer, explain
from matchmaker.report.bonuses import bonus_words
from matchmaker.report.names import Names
from matchmaker.report.output import write_outputs
from matchmaker.report.pairing_words import pairing_lines
from matchmaker.report.plan_json import plan_document
from matchmaker.report.plan_reading import read_plan
from matchmaker.report.summary import bonuses_text, summarise, summary_sentences
from matchmaker.report.tables.bonuses import bonuses_table
from matchmaker.report.workbook import workbook_bytes

LINE = (
    "From one place: Ada Lovell (S1) as an expert and Di Ash (S4) as a mentor come "
    "from the local authority Camden (50 points together)."
)


@pytest.fixture(scope="module")
def why_coupled(coupled):
    return explain(coupled)


@pytest.mark.parametrize("bonus", BONUSES)
def test_every_bonus_has_a_heading(bonus):
    assert bonus_words(bonus.model_fields["name"].default).LABEL[0].isupper()


@pytest.mark.parametrize(
    ("by", "value", "said"),
    [
        ("authority", "Camden", "come from the local authority Camden"),
        ("region", "London", "come from the region London"),
        ("employer", "N1", "work at Sunny Days (N1)"),
        ("employer", "far-away", "work at far-away"),
        ("employer_group", "Elm Trust", "work for Elm Trust"),
    ],
)
def test_a_couple_says_who_comes_from_where(coupled, by, value, said):
    comers = (Comer("expert", "S2"), Comer("mentor", "S4"))
    reason = BonusReason("couple", "N1", by, value, 1200, comers)
    assert bonus_words("couple").sentence(reason, Names(coupled.round)) == (
        f"Bo Field (S2) as an expert and Di Ash (S4) as a mentor {said} "
        "(1,200 points together)"
    )


@pytest.mark.parametrize(
    ("by", "value", "where"),
    [
        ("authority", "Camden", "in the local authority Camden"),
        ("region", "London", "in the region London"),
        ("employer", "N1", "at Sunny Days (N1)"),
        ("employer", "far-away", "at far-away"),
        ("employer_group", "Elm Trust", "within Elm Trust"),
    ],
)
def test_company_says_where_and_whose(coupled, by, value, where):
    names = Names(coupled.round)
    one, two = coupled.round.settings[1:3]
    reason = BonusReason(
        "peers", "N1", by, value, 30, (Comer("mentor", "S4"),), (one.id,)
    )
    sentence = bonus_words("peers").sentence
    assert sentence(reason, names) == (
        f"Sunny Days (N1) has company {where}: {names.setting(one.id)} is there "
        "at the same time (30 points)"
    )
    both = sentence(replace(reason, peers=(one.id, two.id)), names)
    assert f"{names.setting(one.id)} and {names.setting(two.id)} are there" in both
    many = sentence(replace(reason, peers=(one.id,) * 7), names)
    assert "and 2 more are there" in many


def test_points_are_in_the_users_unit(coupled):
    this = coupled.round.replace(decimals=1)
    reason = BonusReason(
        "couple", "N1", "region", "London", 55, (Comer("expert", "S2"),)
    )
    assert (
        bonus_words("couple")
        .sentence(reason, Names(this))
        .endswith("(5.5 points together)")
    )
    document = plan_document(replace(coupled, round=this), explain(coupled), {})
    assert document["bonuses"][0]["points"] == Decimal("5.0")


def test_both_pairings_mention_it_and_others_do_not(
    coupled, why_coupled, why_nurseries
):
    expert, mentor = why_coupled.pairings
    assert pairing_lines(expert, coupled.round)[-1] == LINE
    assert pairing_lines(mentor, coupled.round)[-1] == LINE
    said = pairing_lines(why_nurseries.pairings[0], coupled.round)
    assert not [line for line in said if line.startswith("From one place")]


def test_a_bonus_is_one_row(coupled):
    table = bonuses_table(coupled)
    headings = [column.heading for column in table.columns]
    (row,) = table.rows
    assert dict(zip(headings, row, strict=True)) == {
        "Setting": "N1",
        "Setting name": "Sunny Days",
        "Bonus": "From one place",
        "In common": "authority",
        "Place": "Camden",
        "Supporters": "S1, S4",
        "Points": 50,
        "Why": LINE.removeprefix("From one place: ").removesuffix("."),
    }


def test_the_summary_counts_them_where_there_can_be_any(coupled, nurseries):
    line = "1 bonus is earned, worth 50 points together."
    assert line in list(summary_sentences(summarise(coupled, ())))
    none = replace(coupled, plan=coupled.plan.model_copy(update={"bonuses": ()}))
    assert "No bonus is earned." in list(summary_sentences(summarise(none, ())))
    said = " ".join(summary_sentences(summarise(nurseries, ())))
    assert "bonus" not in said
    assert bonuses_text([1250], 2) == "1 bonus is earned, worth 12.50 points together."


def test_the_workbook_has_a_sheet_for_them_where_there_can_be_any(
    coupled, why_coupled, nurseries, why_nurseries
):
    book = load_workbook(io.BytesIO(workbook_bytes(coupled, why_coupled, ())))
    headings, row = ([cell.value for cell in row] for row in book["Bonuses"].rows)
    assert dict(zip(headings, row, strict=True))["Points"] == 50
    plain = load_workbook(io.BytesIO(workbook_bytes(nurseries, why_nurseries, ())))
    assert "Bonuses" not in plain.sheetnames


def test_a_run_writes_them_and_reads_them_back(coupled, why_coupled, tmp_path):
    out = write_outputs(coupled, why_coupled, (), tmp_path / "out", write_round)
    (listed,) = json.loads((out / "plan.json").read_text("utf-8"))["bonuses"]
    assert listed == {
        "bonus": "couple",
        "roles": ["expert", "mentor"],
        "by": "authority",
        "setting": "N1",
        "value": "Camden",
        "points": 50,
    }
    assert "Camden" in (out / "bonuses.csv").read_text("utf-8-sig")
    assert read_plan(out / "plan.json")[0] == coupled.plan
    again = read_round(out / "round").round
    assert again.programme.bonuses == coupled.round.programme.bonuses


def test_a_run_without_any_writes_no_table(nurseries, why_nurseries, tmp_path):
    out = write_outputs(nurseries, why_nurseries, (), tmp_path / "out", write_round)
    assert json.loads((out / "plan.json").read_text("utf-8"))["bonuses"] == []
    assert not (out / "bonuses.csv").exists()


def test_a_setting_without_a_name_is_called_by_its_id(coupled):
    this = coupled.round.replace(
        settings=(Setting(id="N1", region="London"), *coupled.round.settings[1:])
    )
    assert Names(this).setting("N1") == "N1"
    assert Names(coupled.round).setting("N1") == "Sunny Days (N1)"
