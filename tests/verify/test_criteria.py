"""
Every criterion, with numbers to check by hand.

A weight of 100 gives up to 1000 points, so points read as thousandths here. A
missing value is neutral, 500 points, and the confidence is 0 instead of 100.
"""

from __future__ import annotations

import numpy as np
import pytest

from matchmaker.domain.criteria import (
    AgeBands,
    Availability,
    Given,
    Improvement,
    Needs,
    SameAuthority,
    SameRegion,
    SettingTypeExperience,
    TravelTime,
)
from matchmaker.domain.given import GivenPairs
from matchmaker.domain.rules import Travel
from matchmaker.verify import confidence_of, points_of

MISSING = (500, 0)


@pytest.mark.parametrize(
    ("needs", "specialisms", "expected"),
    [
        # Three needs weigh 3, 2 and 1: six in all.
        (("send", "eal", "behaviour"), ("send",), (500, 100)),
        (("send", "eal", "behaviour"), ("eal",), (333, 100)),
        (("send", "eal", "behaviour"), ("behaviour",), (167, 100)),
        (("send", "eal", "behaviour"), ("behaviour", "eal", "send"), (1000, 100)),
        (("send",), ("eal",), (0, 100)),
        ((), ("send",), MISSING),
        (("send",), (), MISSING),
    ],
)
def test_needs_weigh_by_rank(small, needs, specialisms, expected):
    found = small.points(
        Needs(weight=100),
        request={"needs": needs},
        supporter={"specialisms": specialisms},
    )
    assert found == expected


@pytest.mark.parametrize(
    ("minutes", "own_limit", "expected"),
    [
        (0, None, 1000),
        (20, None, 1000),
        (21, None, 975),  # 39 of 40 minutes are left
        (40, None, 500),
        (60, None, 0),
        (70, None, 0),
        (22, 23, 333),  # 1 of 3 minutes is left to a limit of 23
        (10, 5, 1000),
    ],
)
def test_travel_time_falls_from_20_minutes_to_the_limit(
    small, minutes, own_limit, expected
):
    found = small.points(
        TravelTime(weight=100, full_minutes=20),
        Travel(limit_minutes=60),
        supporter={"travel_limit": own_limit},
        travel={("nursery", "ada"): minutes},
    )
    assert found == (expected, 100)


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ({}, MISSING),
        ({"setting": None}, MISSING),
        ({"mode": "virtual"}, (1000, 100)),
    ],
)
def test_travel_time_without_a_known_journey(small, request_, expected):
    travel_time = TravelTime(weight=100, full_minutes=20)
    limit = Travel(limit_minutes=60)
    assert small.points(travel_time, limit, request=request_) == expected


FAMILIES = {"pvi": ("preschool", "playgroup")}


@pytest.mark.parametrize(
    ("setting_type", "worked_in", "expected"),
    [
        ("preschool", ("mns", "playgroup"), (1000, 100)),
        ("preschool", ("mns",), (0, 100)),
        ("mns", ("mns",), (1000, 100)),
        (None, ("mns",), MISSING),
        ("preschool", (), MISSING),
    ],
)
def test_setting_type_experience_counts_families(
    small, setting_type, worked_in, expected
):
    found = small.points(
        SettingTypeExperience(weight=100, families=FAMILIES),
        setting={"setting_type": setting_type},
        supporter={"setting_types": worked_in},
    )
    assert found == expected


@pytest.mark.parametrize(
    ("ages", "worked_with", "expected"),
    [
        (("0-2", "2", "3-4"), ("2", "3-4"), (667, 100)),
        (("2",), ("0-2", "2", "3-4"), (1000, 100)),
        (("2",), ("0-2",), (0, 100)),
        ((), ("2",), MISSING),
        (("2",), (), MISSING),
    ],
)
def test_age_bands_are_a_share_of_the_settings(small, ages, worked_with, expected):
    found = small.points(
        AgeBands(weight=100), setting={"ages": ages}, supporter={"ages": worked_with}
    )
    assert found == expected


@pytest.mark.parametrize(
    ("improved", "expected"), [(True, (1000, 100)), (False, (0, 100)), (None, MISSING)]
)
def test_improvement_is_yes_no_or_missing(small, improved, expected):
    found = small.points(
        Improvement(weight=100), supporter={"improved_setting": improved}
    )
    assert found == expected


@pytest.mark.parametrize(
    ("theirs", "own", "named", "expected"),
    [
        ("Camden", "Camden", (), (1000, 100)),
        ("Camden", "Camden", ("Camden",), (1000, 100)),
        ("Camden", "Barnet", ("Camden",), (400, 100)),
        ("Camden", None, ("Camden",), (400, 100)),
        ("Camden", "Barnet", (), (0, 100)),
        ("Camden", None, (), MISSING),
        (None, "Camden", (), MISSING),
    ],
)
def test_same_authority_counts_own_before_named(small, theirs, own, named, expected):
    found = small.points(
        SameAuthority(weight=100, named=400),
        setting={"authority": theirs},
        supporter={"authority": own, "authorities": named},
    )
    assert found == expected


@pytest.mark.parametrize(
    ("days", "free", "expected"),
    [
        (("mon-am", "mon-pm", "fri-am"), ("mon-am",), (333, 100)),
        (("mon-am",), ("mon-am", "tue-am"), (1000, 100)),
        (("mon-am",), ("mon-pm",), (0, 100)),
        ((), ("mon-am",), MISSING),
        (("mon-am",), (), MISSING),
    ],
)
def test_availability_is_a_share_of_the_settings_half_days(small, days, free, expected):
    found = small.points(
        Availability(weight=100), request={"days": days}, supporter={"days": free}
    )
    assert found == expected


@pytest.mark.parametrize(
    ("region", "own", "others", "expected"),
    [
        ("London", "London", (), (1000, 100)),
        ("London", "South East", ("London",), (1000, 100)),
        ("London", "South East", (), (0, 100)),
        ("London", None, (), (0, 100)),
        (None, None, (), MISSING),
    ],
)
def test_region_is_the_settings_or_not(small, region, own, others, expected):
    found = small.points(
        SameRegion(weight=100),
        setting={"region": region},
        supporter={"region": own, "regions": others},
    )
    assert found == expected


@pytest.mark.parametrize(
    "criterion",
    [
        SettingTypeExperience(weight=100),
        AgeBands(weight=100),
        SameAuthority(weight=100),
        SameRegion(weight=100),
    ],
    ids=lambda criterion: criterion.name,
)
def test_criteria_about_settings_are_missing_where_there_is_none(small, criterion):
    known = {"setting_types": ("mns",), "ages": ("2",), "authority": "Camden"}
    found = small.points(criterion, request={"setting": None}, supporter=known)
    assert found == MISSING


@pytest.mark.parametrize(
    ("supporter", "points", "confidence"), [(0, -7, 100), (1, 40, 100), (2, 0, 0)]
)
def test_given_points_are_taken_as_they_are(small, supporter, points, confidence):
    people = [small.round(supporter={"id": name}).supporters[0] for name in "xyz"]
    columns = ((0, 0), (0, 1), (-7, 40), (1, 2))
    made = small.round(
        Given(),
        supporters=tuple(people),
        given=GivenPairs(*(np.array(column) for column in columns)),
    )
    pair = (made, made.requests[0], made.supporters[supporter])
    assert points_of(*pair) == {"given": points}
    assert confidence_of(*pair) == confidence


def test_points_round_half_up_for_each_criterion(small):
    # 5 x 10 x 0.333 = 16.65, which is 17; 15 x 10 x 0.5 = 75.
    needs = {"needs": ("send", "eal", "behaviour")}
    made = small.round(
        Needs(weight=5),
        Improvement(weight=15),
        request=needs,
        supporter={"specialisms": ("eal",)},
    )
    pair = (made, made.requests[0], made.supporters[0])
    assert points_of(*pair) == {"needs": 17, "improvement": 75}
    # 5 of 20 weights are known.
    assert confidence_of(*pair) == 25


@pytest.mark.parametrize(("known", "missing", "percent"), [(1, 2, 33), (1, 199, 1)])
def test_confidence_rounds_half_up(small, known, missing, percent):
    # 1 of 200 is half a percent.
    made = small.round(
        Needs(weight=known),
        Improvement(weight=missing),
        request={"needs": ("send",)},
        supporter={"specialisms": ("send",)},
    )
    assert confidence_of(made, made.requests[0], made.supporters[0]) == percent


def test_a_criterion_that_weighs_nothing_for_the_role_is_left_out(small):
    made = small.round(Improvement(weight={"mentor": 5}), Needs(weight={"expert": 0}))
    pair = (made, made.requests[0], made.supporters[0])
    assert points_of(*pair) == {}
    assert confidence_of(*pair) == 100
