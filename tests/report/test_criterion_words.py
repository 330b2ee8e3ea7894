"""Every criterion has words, for values that are there and values that are missing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from matchmaker.candidates import Evidence
from matchmaker.domain.criteria import CRITERIA
from matchmaker.domain.programme import Programme
from matchmaker.report.criteria import criterion_words

NAMES = [criterion.model_fields["name"].default for criterion in CRITERIA]

PROGRAMME = Programme.model_validate(
    {
        "name": "museum",
        "title": "Museum volunteers",
        "nouns": {"request": "newcomer", "supporter": "guide"},
        "roles": {"guide": {"title": "Guide"}},
        "criterion": [{"name": "needs", "weight": 1}],
        "objective": [{"name": "points"}],
        "field": {
            name: {"title": title, "kind": kind, "request": {}, "supporter": {}}
            for name, title, kind in (
                ("topics", "Topics", "list"),
                ("times", "Times", "half-days"),
                ("seasons", "Seasons", "number"),
                ("consent", "Consent", "yes or no"),
                ("friends", "Friends", "list"),
            )
        },
    }
)

SAID = [
    ("given", None, None, (812, 10), "812 points, as they were given with the round"),
    ("given", None, None, (Decimal("12.50"), 10), "12.50 points, as they were given with the round"),
    ("needs", ("send", "eal"), ("send", "eal", "twos"), (208, 250), "covers 2 of 3 needs: send, eal (208 of 250 points)"),
    ("needs", (), ("send", "eal"), (0, 250), "does not cover send or eal (0 of 250 points)"),
    ("needs", None, ("send",), (125, 250), "the guide's specialisms are not known, counted as neutral (125 of 250 points)"),
    ("needs", (), (), (125, 250), "the setting named no needs, counted as neutral (125 of 250 points)"),
    ("travel_time", 30, 60, (150, 200), "30 minutes one way, the limit is 60 (150 of 200 points)"),
    ("travel_time", 30, None, (150, 200), "30 minutes one way (150 of 200 points)"),
    ("travel_time", None, 60, (100, 200), "the length of the journey is not known, counted as neutral (100 of 200 points)"),
    ("travel_time", None, None, (200, 200), "support is virtual, so nobody travels (200 of 200 points)"),
    ("setting_type_experience", ("preschool",), "preschool", (150, 150), "has worked in this kind of setting (preschool) (150 of 150 points)"),
    ("setting_type_experience", ("school",), "preschool", (0, 150), "has worked in school, not in this kind (preschool) (0 of 150 points)"),
    ("setting_type_experience", None, "preschool", (75, 150), "where the guide has worked is not known, counted as neutral (75 of 150 points)"),
    ("setting_type_experience", ("school",), None, (75, 150), "the type of the setting is not known, counted as neutral (75 of 150 points)"),
    ("age_bands", ("2",), ("2", "3-4"), (50, 100), "has worked with 1 of 2 age bands: 2 (50 of 100 points)"),
    ("age_bands", (), ("2", "3-4"), (0, 100), "has not worked with ages 2 or 3-4 (0 of 100 points)"),
    ("age_bands", None, ("2",), (50, 100), "the ages with which the guide has worked are not known, counted as neutral (50 of 100 points)"),
    ("age_bands", ("2",), (), (50, 100), "the ages at the setting are not known, counted as neutral (50 of 100 points)"),
    ("improvement", True, None, (100, 100), "has moved a setting out of a poor judgement (100 of 100 points)"),
    ("improvement", False, None, (0, 100), "has not moved a setting out of a poor judgement (0 of 100 points)"),
    ("improvement", None, None, (50, 100), "no record of past improvement is known, counted as neutral (50 of 100 points)"),
    ("same_authority", ("Leeds", "York"), "Leeds", (50, 50), "works in the setting's local authority, Leeds (50 of 50 points)"),
    ("same_authority", ("Leeds", "York"), "York", (25, 50), "named the setting's local authority, York (25 of 50 points)"),
    ("same_authority", ("Leeds",), "York", (0, 50), "works in Leeds; the setting is in York (0 of 50 points)"),
    ("same_authority", None, "York", (25, 50), "the guide's local authority is not known, counted as neutral (25 of 50 points)"),
    ("same_authority", ("Leeds",), None, (25, 50), "the setting's local authority is not known, counted as neutral (25 of 50 points)"),
    ("availability", ("mon-am",), ("mon-am", "tue-pm"), (25, 50), "1 of 2 half-days suit both: Monday morning (25 of 50 points)"),
    ("availability", (), ("mon-am",), (0, 50), "none of the setting's days suit both (0 of 50 points)"),
    ("availability", None, ("mon-am",), (25, 50), "the days that suit the guide are not known, counted as neutral (25 of 50 points)"),
    ("availability", ("mon-am",), (), (25, 50), "the setting named no days, counted as neutral (25 of 50 points)"),
    ("region", ("London",), "London", (50, 50), "works in the setting's region, London (50 of 50 points)"),
    ("region", ("London",), "North West", (0, 50), "works in London; the setting is in North West (0 of 50 points)"),
    ("region", (), "North West", (0, 50), "works in no known region; the setting is in North West (0 of 50 points)"),
    ("overlap:topics", ("maps",), ("maps", "ships"), (120, 250), "meets 1 of 2: maps (120 of 250 points)"),
    ("overlap:times", ("mon-am",), ("mon-am",), (250, 250), "meets 1 of 1: Monday morning (250 of 250 points)"),
    ("overlap:topics", (), ("maps", "ships"), (0, 250), "nothing of maps or ships (0 of 250 points)"),
    ("overlap:topics", None, ("maps",), (125, 250), "what the guide offers is not known, counted as neutral (125 of 250 points)"),
    ("overlap:topics", ("maps",), (), (125, 250), "nothing is asked for, counted as neutral (125 of 250 points)"),
    ("level:seasons", 2, None, (100, 100), "the guide stands 2 above (100 of 100 points)"),
    ("level:seasons", 0, None, (0, 100), "the guide stands no higher (0 of 100 points)"),
    ("level:seasons", None, None, (50, 100), "the level of both sides is not known, counted as neutral (50 of 100 points)"),
    ("answer:consent:supporter", True, None, (100, 100), "the guide's answer is yes (100 of 100 points)"),
    ("answer:consent:supporter", False, None, (0, 100), "the guide's answer is no (0 of 100 points)"),
    ("answer:seasons:request", 1200, None, (40, 100), "the newcomer's answer is 1,200 (40 of 100 points)"),
    ("answer:topics:supporter", ("maps", "ships"), None, (40, 100), "the guide's answer is maps and ships (40 of 100 points)"),
    ("answer:topics:supporter", None, None, (50, 100), "the guide's answer is not known, counted as neutral (50 of 100 points)"),
    ("wish:topics", ("maps",), ("maps", "ships"), (100, 100), "as wished: maps (100 of 100 points)"),
    ("wish:topics", (), ("maps", "ships"), (0, 100), "not as wished: maps or ships (0 of 100 points)"),
    ("wish:topics", None, ("maps",), (50, 100), "whether the guide is what is wished for is not known, counted as neutral (50 of 100 points)"),
    ("wish:topics", None, (), (50, 100), "nothing is wished for, counted as neutral (50 of 100 points)"),
    ("not_named:topics:request", None, ("kim",), (50, 50), "the newcomer's answer names somebody else (50 of 50 points)"),
    ("not_named:topics:request", "lee", ("kim", "lee"), (0, 50), "the newcomer's answer names lee (0 of 50 points)"),
    ("not_named:topics:supporter", None, None, (25, 50), "the guide's answer is not known, counted as neutral (25 of 50 points)"),
    ("preference", 2, 1, (45, 50), "the 2nd choice of who asks and the 1st choice of who offers (45 of 50 points)"),
    ("preference", None, 3, (30, 50), "the 3rd choice of who offers (30 of 50 points)"),
    ("preference", None, None, (25, 50), "no list was given, counted as neutral (25 of 50 points)"),
    ("region", ("London",), None, (25, 50), "the region of the setting is not known, counted as neutral (25 of 50 points)"),
]  # fmt: skip


KEYS = list(dict.fromkeys(key for key, *_ in SAID))


def test_every_criterion_is_tried():
    assert {key.partition(":")[0] for key in KEYS} == set(NAMES)


@pytest.mark.parametrize("key", KEYS)
def test_every_criterion_has_a_heading(key):
    assert criterion_words(key, PROGRAMME).LABEL[0].isupper()


def test_a_criterion_about_a_field_is_headed_by_the_field():
    assert criterion_words("overlap:times", PROGRAMME).LABEL == "Times"


@pytest.mark.parametrize(("key", "value", "limit", "marks", "words"), SAID)
def test_a_criterion_says_what_it_saw_and_its_points(key, value, limit, marks, words):
    said = criterion_words(key, PROGRAMME).sentence(Evidence(value, limit), *marks)
    assert said == words


def test_whom_a_list_leaves_out_is_told():
    words = criterion_words("preference", PROGRAMME)
    left_out = Evidence(1, None, ("supporter",))
    assert words.sentence(left_out, 25, 50) == (
        "the 1st choice of who asks and not on the list of who offers (25 of 50 points)"
    )
    nobody = Evidence(None, None, ("request", "supporter"))
    assert words.sentence(nobody, 0, 50) == (
        "not on the list of who asks and not on the list of who offers (0 of 50 points)"
    )


def test_what_is_near_to_what_is_asked_for_is_not_said_to_be_met():
    words = criterion_words("overlap:topics", PROGRAMME)
    near = Evidence(("maps",), ("ships", "maps"), ("ships",))
    assert words.sentence(near, 225, 300) == (
        "meets 1 of 2: maps; ships nearly (225 of 300 points)"
    )
    assert words.sentence(Evidence((), ("ships",), ("ships",)), 50, 100) == (
        "meets 0 of 1; ships nearly (50 of 100 points)"
    )


def test_criteria_about_places_speak_in_the_programmes_nouns():
    words = criterion_words("same_authority", PROGRAMME)
    people = PROGRAMME.model_copy(update={"asks": "people"})
    unknown = Evidence(None, "Leeds")
    assert words.sentence(unknown, 5, 10).startswith("the guide's local authority")
    known = Evidence(("Leeds",), "Leeds")
    assert words.sentence(known, 10, 10).startswith("works in the setting's local")
    of_people = criterion_words("same_authority", people)
    assert of_people.sentence(known, 10, 10).startswith("works in the newcomer's local")
