"""Every criterion has words, for values that are there and values that are missing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from matchmaker.candidates import Evidence
from matchmaker.domain.criteria import CRITERIA
from matchmaker.report.criteria import criterion_words

NAMES = [criterion.model_fields["name"].default for criterion in CRITERIA]

SAID = [
    ("given", None, None, (812, 10), "812 points, as they were given with the round"),
    ("given", None, None, (Decimal("12.50"), 10), "12.50 points, as they were given with the round"),
    ("needs", ("send", "eal"), ("send", "eal", "twos"), (208, 250), "covers 2 of 3 needs: send, eal (208 of 250 points)"),
    ("needs", (), ("send", "eal"), (0, 250), "does not cover send or eal (0 of 250 points)"),
    ("needs", None, ("send",), (125, 250), "the supporter's specialisms are not known, counted as neutral (125 of 250 points)"),
    ("needs", (), (), (125, 250), "the setting named no needs, counted as neutral (125 of 250 points)"),
    ("travel_time", 30, 60, (150, 200), "30 minutes one way, the limit is 60 (150 of 200 points)"),
    ("travel_time", 30, None, (150, 200), "30 minutes one way (150 of 200 points)"),
    ("travel_time", None, 60, (100, 200), "the length of the journey is not known, counted as neutral (100 of 200 points)"),
    ("travel_time", None, None, (200, 200), "support is virtual, so nobody travels (200 of 200 points)"),
    ("setting_type_experience", ("preschool",), "preschool", (150, 150), "has worked in this kind of setting (preschool) (150 of 150 points)"),
    ("setting_type_experience", ("school",), "preschool", (0, 150), "has worked in school, not in this kind (preschool) (0 of 150 points)"),
    ("setting_type_experience", None, "preschool", (75, 150), "where the supporter has worked is not known, counted as neutral (75 of 150 points)"),
    ("setting_type_experience", ("school",), None, (75, 150), "the type of the setting is not known, counted as neutral (75 of 150 points)"),
    ("age_bands", ("2",), ("2", "3-4"), (50, 100), "has worked with 1 of 2 age bands: 2 (50 of 100 points)"),
    ("age_bands", (), ("2", "3-4"), (0, 100), "has not worked with ages 2 or 3-4 (0 of 100 points)"),
    ("age_bands", None, ("2",), (50, 100), "the ages with which the supporter has worked are not known, counted as neutral (50 of 100 points)"),
    ("age_bands", ("2",), (), (50, 100), "the ages at the setting are not known, counted as neutral (50 of 100 points)"),
    ("improvement", True, None, (100, 100), "has moved a setting out of a poor judgement (100 of 100 points)"),
    ("improvement", False, None, (0, 100), "has not moved a setting out of a poor judgement (0 of 100 points)"),
    ("improvement", None, None, (50, 100), "no record of past improvement is known, counted as neutral (50 of 100 points)"),
    ("same_authority", ("Leeds", "York"), "Leeds", (50, 50), "works in the setting's local authority, Leeds (50 of 50 points)"),
    ("same_authority", ("Leeds", "York"), "York", (25, 50), "named the setting's local authority, York (25 of 50 points)"),
    ("same_authority", ("Leeds",), "York", (0, 50), "works in Leeds; the setting is in York (0 of 50 points)"),
    ("same_authority", None, "York", (25, 50), "the supporter's local authority is not known, counted as neutral (25 of 50 points)"),
    ("same_authority", ("Leeds",), None, (25, 50), "the setting's local authority is not known, counted as neutral (25 of 50 points)"),
    ("availability", ("mon-am",), ("mon-am", "tue-pm"), (25, 50), "1 of 2 half-days suit both: Monday morning (25 of 50 points)"),
    ("availability", (), ("mon-am",), (0, 50), "none of the setting's days suit both (0 of 50 points)"),
    ("availability", None, ("mon-am",), (25, 50), "the days that suit the supporter are not known, counted as neutral (25 of 50 points)"),
    ("availability", ("mon-am",), (), (25, 50), "the setting named no days, counted as neutral (25 of 50 points)"),
    ("region", ("London",), "London", (50, 50), "works in the setting's region, London (50 of 50 points)"),
    ("region", ("London",), "North West", (0, 50), "works in London; the setting is in North West (0 of 50 points)"),
    ("region", (), "North West", (0, 50), "works in no known region; the setting is in North West (0 of 50 points)"),
    ("region", ("London",), None, (25, 50), "the region of the setting is not known, counted as neutral (25 of 50 points)"),
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_criterion_has_a_heading_and_is_tried_below(name):
    assert criterion_words(name).LABEL[0].isupper()
    assert name in {criterion for criterion, *_ in SAID}


@pytest.mark.parametrize(("name", "value", "limit", "marks", "words"), SAID)
def test_a_criterion_says_what_it_saw_and_its_points(name, value, limit, marks, words):
    assert criterion_words(name).sentence(Evidence(value, limit), *marks) == words
