"""The declared columns hold together."""

import pytest

from matchmaker.domain.spelling import folded
from matchmaker.intake import read_programme, shipped_programmes
from matchmaker.intake.columns import tables_for
from matchmaker.intake.words import vocabulary

UNLISTED = ("setting_type", "phase")


@pytest.mark.parametrize("name", shipped_programmes())
def test_no_heading_means_two_columns_of_one_table(name):
    for table in tables_for(read_programme(name)).values():
        meant: dict[str, set[str]] = {}
        for column in table.columns:
            for heading in (column.name, *column.synonyms):
                meant.setdefault(folded(heading), set()).add(column.name)
        assert {h: names for h, names in meant.items() if len(names) > 1} == {}


@pytest.mark.parametrize("name", shipped_programmes())
def test_choices_have_words_and_examples_are_among_them(name):
    programme = read_programme(name)
    for table in tables_for(programme).values():
        for column in table.columns:
            assert column.note.endswith(".")
            words = vocabulary(column.words, programme)
            # A vocabulary that the programme does not list takes any text.
            if column.kind == "choice" and column.words not in UNLISTED:
                assert words
            for word in column.example.split("; ") if words and column.example else ():
                assert word in words


def test_capacity_columns_follow_the_programmes_matched_roles():
    names = [
        c.name for c in tables_for(read_programme("early-years"))["supporters"].columns
    ]
    assert "mentor_hours" in names
    assert "expert_days" in names
    assert "area_lead_days" not in names
