"""Sentences in answers, and the words that are read in them."""

import pytest

from matchmaker.intake.form.wording import Phrases, least_number_in, yes_or_no_in
from matchmaker.intake.naming import People
from matchmaker.intake.vocabularies import Words

PARTS = {
    "mentee": ("be mentored", "mentored", "like a mentor", "looking for a mentor"),
    "mentor": ("a mentor", "to mentor", "looking for a mentee"),
    "both": ("either",),
}
STAGES = {
    "teacher": ("teacher of",),
    "middle leader": ("head of", "SENCO"),
    "senior leader": ("deputy head",),
    "headteacher": ("head", "HT"),
}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I'd like a mentor", ["mentee"]),
        ("I\u2019d like to be a mentor", ["mentor"]),
        ("Mentor & mentee", ["mentor", "mentee"]),
        ("I am a mentor looking for a mentee", ["mentor"]),
        ("Being mentored!", ["mentee"]),
        ("Mentor only", ["mentor"]),
        ("I don't want to be a mentor", []),
        ("Not a mentor, please", []),
        ("Mentorship", []),
        ("", []),
    ],
)
def test_the_longest_phrase_in_a_sentence_counts(text, said):
    assert list(Phrases(Words(PARTS)).found_in(text)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Head of Maths", ["middle leader"]),
        ("Retired head", ["headteacher"]),
        ("Deputy Head and SENCo", ["senior leader", "middle leader"]),
        # Two letters are a word only in capitals.
        ("HT at a primary school", ["headteacher"]),
        ("an ht", []),
    ],
)
def test_titles_are_found_whole(text, said):
    assert list(Phrases(Words(STAGES)).found_in(text)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I agree", True),
        ("Yes, that's fine", True),
        ("I consent to my details being shared", True),
        ("✓", True),
        ("x", True),
        ("No thanks", False),
        ("I do not agree", False),
        ("I don't consent", False),
        ("No problem", None),
        ("Yes, but only my name", None),
        ("yes, only my name", None),
        ("I agree unless it is somebody I know", None),
        ("My details", None),
        ("", None),
    ],
)
def test_agreement_is_read_only_where_it_is_plain(text, said):
    assert yes_or_no_in(text) is said


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("1-2", 1), ("2 or 3", 2), ("Just one", 1), ("3+", 3), ("2 (max)", 2),
        ("a couple", 2), ("None this term", 0), ("one or 2", 1), ("lots", None),
        ("-3", None), ("2 hours a week", None), ("50%", None), ("", None),
    ],
)  # fmt: skip
def test_nobody_gives_more_than_the_least_they_named(text, least):
    assert least_number_in(text) == least


@pytest.fixture
def people():
    return People([
        ("row-2", "sean@x.org", "Seán O\u2019Brien"),
        ("row-3", "jane@x.org", "Jane Brown"),
        ("row-4", "other@x.org", "Jane  BROWN"),
        ("row-5", "", "Tom Smith"),
        ("row-6", "", "Prince"),
        ("S1", "100001", "Art and Design College"),
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "ids"),
    [
        ("Sean OBrien", "row-2"),
        ("Mr Sean O'Brien (head of maths)", "row-2"),
        ("O'Brien, Seán", "row-2"),
        ("SEAN@x.org", "row-2"),
        ("my line manager is Tom Smith", "row-5"),
        # Whoever has the name is meant: nobody is met by mistake.
        ("Jane Brown", "row-3; row-4"),
        ("Jane Brown and Tom Smith", "row-3; row-4; row-5"),
        ("Tom Smith, Sean O'Brien; prince", "row-5; row-2; row-6"),
        # Two people, each named with the other's surname, are not in the form.
        # "and" within a name sets nobody apart, whoever is named before it.
        ("Tom Smith, Art and Design College", "row-5; S1"),
        ("Tom Brown, Jane Smith", "Tom Brown; Jane Smith"),
        ("the prince of Wales", "the prince of Wales"),
        ("", ""),
    ],
)
def test_people_are_found_by_any_way_of_writing_their_names(people, cell, ids):
    assert people.in_ids(cell) == ids


def test_who_is_nobody_but_has_a_surname_in_the_form_may_be_meant(people):
    assert list(people.strangers("row-2; T Smith; Ann Other")) == [
        ("T Smith", ["Tom Smith"]),
    ]
