"""The cells of a round, whoever writes them."""

from datetime import date

import pytest

from matchmaker.domain.files import facts_of, tables_of, toml_text, write_csv
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.intake import read_programme


@pytest.fixture
def whole():
    return Round(
        name="spring",
        programme=read_programme("edumentoring"),
        today=date(2026, 1, 5),
        settings=(Setting(id="S1", name="Ash"), Setting(id="ann", name="Ann")),
        requests=(
            Request(id="T1", setting="ann", role="mentor", preferences=(("M1",),)),
        ),
        supporters=(
            Supporter(
                id="M1",
                roles=("mentor",),
                capacity=2,
                pence_per_day=27_005,
                fields={"topics": ("workload", "behaviour")},
            ),
        ),
        forbids=({"request": "T1", "supporter": "M1", "on": date(2026, 1, 2)},),
        budgets={"London": 100_005},
    )


def test_who_asks_stands_in_the_row_of_the_request(whole):
    tables = tables_of(whole)
    assert [row["id"] for row in tables["settings"]] == ["S1"]
    (asked,) = tables["requests"]
    assert (asked["id"], asked["person"], asked["name"]) == ("T1", "ann", "Ann")
    assert (asked["preferences"], "setting" in asked) == ("M1", False)


def test_answers_and_amounts_stand_under_their_headings(whole):
    (person,) = tables_of(whole)["supporters"]
    heading = whole.programme.fields["topics"].supporter.heading
    assert person[heading] == ("workload", "behaviour")
    assert str(person["day_rate"]) == "270.05"
    assert "fields" not in person


def test_decisions_have_the_day_as_date(whole):
    (forbid,) = tables_of(whole)["forbids"]
    assert forbid["date"] == date(2026, 1, 2)
    assert "on" not in forbid


def test_budgets_are_numbers_of_pounds_and_silence_is_no_key(whole):
    text = toml_text(facts_of(whole, "edumentoring"))
    assert text.endswith("[budget]\nLondon = 1000.05\n")
    assert "decimals" not in text
    assert "start" not in text


def test_a_table_is_written_as_it_is_even_what_looks_like_a_formula(tmp_path):
    write_csv(tmp_path / "a.csv", ["name"], [["=1+1"], ['"Zoë"']], "cp1252")
    written = (tmp_path / "a.csv").read_bytes().decode("cp1252")
    assert written == 'name\n=1+1\n"""Zoë"""\n'
