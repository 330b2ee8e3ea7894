"""Bonuses in programme files: what may stand there, and what is said of the rest."""

from __future__ import annotations

from importlib.resources import files

import pytest

from matchmaker.domain.bonuses import Couple, Peers
from matchmaker.domain.files import toml_text
from matchmaker.errors import ProgrammeError
from matchmaker.intake import parse_programme

COUPLE = """
[[bonus]]
name = "couple"
roles = ["expert", "mentor"]
by = "authority"
points = 50
"""


def parsed(*parts):
    shipped = files("matchmaker") / "programmes" / "early-years.toml"
    return parse_programme("\n".join([shipped.read_text("utf-8"), *parts]), "my.toml")


def test_a_bonus_is_read_and_comes_back():
    programme = parsed(COUPLE)
    assert programme.bonuses == (
        Couple(roles=("expert", "mentor"), by="authority", points=50),
    )
    text = toml_text(programme.model_dump(by_alias=True))
    assert parse_programme(text, "copy.toml") == programme


def test_a_name_may_stand_twice_where_something_else_is_counted():
    programme = parsed(COUPLE, COUPLE.replace("authority", "region"))
    assert [bonus.by for bonus in programme.bonuses] == ["authority", "region"]


@pytest.mark.parametrize(
    ("was", "now", "line", "said"),
    [
        ("50", "0", 6, 'bonus couple: "points" is 0, but must be at least 1.'),
        ("50", "1000001", 6, "but must be at most 1000000."),
        ("50", '"50"', 6, 'bonus couple: "points" is "50", but must be a whole number.'),
        ("points = 50", "", 2, 'bonus couple: the key "points" is missing.'),
        ("points", "point", 6, 'the key "point" is not known. Did you mean "points"?'),
        ("couple", "cuople", 2, 'there is no bonus "cuople". Did you mean "couple"?'),
        ('name = "couple"', "", 2, 'a [[bonus]] has no "name". Allowed: couple'),
        ("authority", "postcode", 5, "'authority', 'region', 'employer' or 'employer_group'"),
        (', "mentor"', "", 4, "but needs at least 2 entries."),
        ("mentor", "expert", 2, "bonus 'couple' by authority names one role twice"),
        ("mentor", "mentr", 2, "bonus 'couple' by authority names the role 'mentr', which is not one of"),
        ("mentor", "area_lead", 2, "names the role 'area_lead', for which nobody asks"),
    ],
)  # fmt: skip
def test_a_wrong_bonus_is_told_with_its_line(was, now, line, said):
    before = len(parsed_lines())
    with pytest.raises(ProgrammeError) as refused:
        parsed(COUPLE.replace(was, now))
    assert f"line {before + line}: " in str(refused.value)
    assert said in str(refused.value)


def parsed_lines():
    shipped = files("matchmaker") / "programmes" / "early-years.toml"
    return shipped.read_text("utf-8").split("\n")


def test_the_same_bonus_twice_is_refused():
    other_order = COUPLE.replace('"expert", "mentor"', '"mentor", "expert"')
    with pytest.raises(ProgrammeError, match="listed twice for these roles"):
        parsed(COUPLE, other_order)


def test_a_fault_is_placed_at_the_bonus_that_has_it():
    before = len(parsed_lines())
    wrong = COUPLE.replace("mentor", "mentr")
    fine = COUPLE.replace("authority", "region")
    with pytest.raises(ProgrammeError, match=rf"line {before + 2}: .* by authority"):
        parsed(wrong, fine)


PEERS = COUPLE.replace("couple", "peers").replace('"expert", ', "")


def test_peers_are_read_beside_couples_of_the_same_places():
    both = COUPLE.replace("couple", "peers")
    programme = parsed(COUPLE, both)
    assert programme.bonuses == (
        Couple(roles=("expert", "mentor"), by="authority", points=50),
        Peers(roles=("expert", "mentor"), by="authority", points=50),
    )
    text = toml_text(programme.model_dump(by_alias=True))
    assert parse_programme(text, "copy.toml") == programme


@pytest.mark.parametrize(
    ("was", "now", "line", "said"),
    [
        ('"mentor"', "", 4, "but needs at least 1 entry."),
        ('"mentor"', '"mentor", "mentor"', 2, "bonus 'peers' by authority names one role twice"),
        ('"mentor"', '"area_lead"', 2, "names the role 'area_lead', for which nobody asks"),
        ("authority", "school", 5, "'authority', 'region', 'employer' or 'employer_group'"),
    ],
)  # fmt: skip
def test_wrong_peers_are_told_with_their_line(was, now, line, said):
    # The couple after them is by authority too, and is not to blame.
    before = len(parsed_lines())
    with pytest.raises(ProgrammeError) as refused:
        parsed(PEERS.replace(was, now), COUPLE)
    assert f"line {before + line}: " in str(refused.value)
    assert said in str(refused.value)


def test_the_same_peers_twice_are_refused():
    with pytest.raises(ProgrammeError, match="'peers' by authority is listed twice"):
        parsed(PEERS, PEERS.replace("50", "60"))
