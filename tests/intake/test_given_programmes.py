"""Programmes of given scores say nothing that their tables could not answer."""

from importlib.resources import files

import pytest

from matchmaker.errors import InputError
from matchmaker.intake import read_programme

GIVEN = (files("matchmaker") / "programmes" / "given-scores.toml").read_text("utf-8")


def faults(tmp_path, text) -> str:
    path = tmp_path / "own.toml"
    path.write_text(text, "utf-8")
    try:
        read_programme(str(path))
    except InputError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('[[rule]]\nname = "quota"', "rule quota: where scores are given"),
        ('[[rule]]\nname = "budget"', "rule budget: where scores are given"),
        ('[[rule]]\nname = "group_limit"\nmost = 2', "rule group_limit: where"),
        ('[[rule]]\nname = "contrast"\nby = "supporter"', "rule contrast: where"),
        ('[[rule]]\nname = "different_people"', "rule different_people: where"),
        ('[[rule]]\nname = "not_each_other"', "rule not_each_other: where"),
        (
            '[[rule]]\nname = "both_or_none"\nwithin_setting = true',
            "rule both_or_none: where",
        ),
        (
            '[[bonus]]\nname = "peers"\nroles = ["supporter"]\nby = "region"\npoints = 1',
            "bonus peers: where scores are given",
        ),
        (
            '[[rule]]\nname = "experience"\nyears = 3',
            "rule 'experience' is about pairs",
        ),
        ('[[rule]]\nname = "named"', "rule 'named' is about pairs"),
        (
            '[[criterion]]\nname = "preference"\nweight = 1',
            "'preference' gives no points",
        ),
    ],
)
def test_what_could_hold_nothing_is_refused(tmp_path, more, said):
    found = faults(tmp_path, f"{GIVEN}\n{more}\n")
    assert said in found
    assert "line 2" in found or "line 3" in found


def test_rates_have_nothing_to_count(tmp_path):
    rate = '[[rate]]\nrole = "supporter"\npence_per_day = 100\n'
    timed = GIVEN.replace('unit = "units"', 'unit = "minutes"')
    assert faults(tmp_path, timed) == ""
    assert "rates have nothing to count" in faults(tmp_path, f"{timed}\n{rate}")


@pytest.mark.parametrize(
    "more",
    [
        '[[rule]]\nname = "at_once"\nmost = 2',
        '[[rule]]\nname = "both_or_none"',
        '[[rule]]\nname = "together"',
        '[[rule]]\nname = "forbidden"',
    ],
)
def test_what_needs_no_more_than_the_tables_is_taken(tmp_path, more):
    assert faults(tmp_path, f"{GIVEN}\n{more}\n") == ""


def test_given_points_need_given_scores(tmp_path):
    found = faults(tmp_path, GIVEN.replace('scores = "given"\n', ""))
    assert 'only where scores = "given" stands' in found
