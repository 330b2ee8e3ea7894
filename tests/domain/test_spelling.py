"""What counts as the same id, name, number or address, and whom it finds."""

import pytest

from matchmaker.domain.spelling import Directory, alike, folded, tokens, who_is, who_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Local authority (LA)", "local_authority_la"),
        ("Séance", "SEANCE"),
        ("Redcar & Cleveland", "redcar and cleveland"),
        ("St. Mary\u2019s", "st marys"),
        ("0012345", "12345"),
        ("M1-12", "m1 12"),
        ("16\u201318", "16-18"),
    ],
)
def test_two_spellings_of_one(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("M1-12", "M11-2"),
        ("1-12", "112"),
        ("A01", "A1"),
        ("0", ""),
        ("?", "-"),
        ("Ash and Elm", "Ash Elm"),
    ],
)
def test_two_that_are_not_one(one, other):
    assert folded(one) != folded(other)


def test_words_lose_accents_but_not_their_order():
    assert tokens("King\u2019s Lynn & Wisbéch") == ["kings", "lynn", "and", "wisbech"]


def test_a_person_is_told_by_name_and_address():
    assert who_is("Dr Ann Able", "A@x.org") == who_of("Able, Ann", " a@x.org")
    assert who_is("Ann Able", None) is who_is("(she/her)", "a@x.org") is None
    assert who_of("Ann Able", "a.b@x.org") != who_of("Ann Able", "ab@x.org")


@pytest.fixture
def named():
    return Directory([
        ("M1", "ivy@x.org", "Ivy Stone"),
        ("0002", None, "Jo Low"),
        ("S1", "100001", "Green Park"),
        ("S2", "100002", "Park Green"),
        ("Ivy", None, "M1"),
        ("T1", None, "Al Fox"), ("T2", None, "AL FOX"), ("Bo@x.org", None, None),
        ("T9", None, None), ("t 9", None, None),
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("M1", ["M1"]),
        ("m 1", ["M1"]),
        ("2", ["0002"]),
        ("IVY@x.org ", ["M1"]),
        ("i.vy@x.org", []),
        ("bo@X.org", ["Bo@x.org"]),
        ("t 9", ["t 9"]),
        ("t9", ["T9", "t 9"]),
        ("100002", ["S2"]),
        ("Stone, Ivy", ["M1"]),
        ("Mr Jo Low (head)", ["0002"]),
        # Places that share their words are told apart where they are spelt out.
        ("green park", ["S1"]),
        ("Park, Green", ["S2"]),
        ("The Green Park", []),
        ("al fox", ["T1", "T2"]),
        ("", []),
    ],
)
def test_ids_come_first_then_numbers_then_names(named, text, ids):
    assert named.meant(text) == ids


def test_who_must_meet_nobody_of_a_name_meets_none_of_its_words(named):
    assert named.all_meant("Green Park") == ["S1", "S2"]
    # An id as it stands is nobody's name: what was written out reads back the same.
    assert named.all_meant("M1") == ["M1"]
    assert named.all_meant("nobody") == []


def test_a_sentence_names_those_of_whom_several_words_stand_in_it(named):
    assert named.within("not with Ivy Stone of M1, please") == ["M1"]
    assert named.within("nobody, thanks") == []


@pytest.mark.parametrize(
    ("text", "whole"), [("Stone, Ivy", True), ("T, 1", False), ("Jo Low, M1", False)]
)
def test_commas_may_be_part_of_a_name_but_not_of_another_id(named, text, whole):
    assert named.is_whole(text) is whole


def test_the_likest_come_first_and_the_unlike_never():
    assert alike("A46-exprt", ["B1", "A46-mentor", "A46-expert"], 2, 80) == [
        "A46-expert"
    ]
    assert alike("p00041", ["P00040", "P00014"], 1) == ["P00040"]
