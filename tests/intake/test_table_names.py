"""Tables go by the programme's names, and by the usual ones."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from matchmaker.errors import RoundError
from matchmaker.intake import read_round, write_round


def test_the_usual_name_is_read_as_well(gallery):
    (gallery.folder / "newcomers.csv").rename(gallery.folder / "requests.csv")
    reading = gallery.read()
    assert reading.problems == ()
    assert len(reading.round.requests) == 2


def test_a_table_under_both_names_is_an_error(gallery):
    gallery.write("requests.csv", "id\n")
    with pytest.raises(RoundError) as caught:
        gallery.read()
    assert caught.value.faults == (
        "newcomers.csv and requests.csv are the same table under two names. Keep one: "
        'this programme calls it "newcomers".',
    )


def test_what_is_missing_is_asked_for_under_the_programmes_name(gallery):
    (gallery.folder / "guides.csv").unlink()
    with pytest.raises(RoundError) as caught:
        gallery.read()
    assert caught.value.faults[0].startswith('there is no table "guides".')


def test_a_name_nearly_right_is_answered_with_the_programmes(gallery):
    (gallery.folder / "galleries.csv").rename(gallery.folder / "galeries.csv")
    gallery.change("guides.csv", ",gallery", ",postcode").change(
        "guides.csv", "G1", "LS1"
    )
    gallery.change("guides.csv", "G2", "LS2")
    assert gallery.problem.remedy == 'Did you mean "galleries"? Rename it.'


def test_sheets_of_a_workbook_go_by_these_names_too(gallery, tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.title = "round"
    sheet.append(["programme", "gallery.toml"])
    for name in ("newcomers", "Guides", "settings"):
        file = {"Guides": "guides.csv", "settings": "galleries.csv"}.get(name)
        text = (gallery.folder / (file or f"{name}.csv")).read_text()
        sheet = book.create_sheet(name)
        for line in text.replace('"coins, medals"', "coins").splitlines():
            sheet.append(line.split(","))
    book.save(tmp_path / "round.xlsx")
    reading = read_round(tmp_path / "round.xlsx")
    assert reading.problems == ()
    assert reading.round.requests == gallery.read().round.requests


def test_copies_are_written_under_the_programmes_names(gallery, tmp_path):
    folder = write_round(gallery.read().round, tmp_path / "copy")
    names = {path.name for path in folder.iterdir()}
    assert {"newcomers.csv", "guides.csv", "galleries.csv"} <= names
    assert not {"requests.csv", "supporters.csv", "settings.csv"} & names
