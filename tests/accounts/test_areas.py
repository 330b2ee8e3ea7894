"""The pay area follows the district; what is not listed has none."""

from collections import Counter
from datetime import date

import pytest

from matchmaker.accounts import PayAreas
from matchmaker.domain.organisation import Organisation
from matchmaker.errors import InputError
from matchmaker.geo.authorities import authority_of_lad
from matchmaker.geo.tables import read_table

DAY = date(2025, 11, 4)


@pytest.mark.parametrize(
    ("district", "area"),
    [
        ("City of London", "inner"),
        ("Barking and Dagenham", "inner"),  # outer to the statisticians, inner in pay
        ("Greenwich", "inner"),
        ("Ealing", "inner"),
        ("Brent", "inner"),
        ("Haringey", "inner"),
        ("Merton", "inner"),
        ("Newham", "inner"),
        ("Barnet", "outer"),
        ("Waltham Forest", "outer"),
        ("Bracknell Forest", "fringe"),
        ("Slough", "fringe"),
        ("Windsor and Maidenhead", "fringe"),
        ("Buckinghamshire", "fringe"),
        ("Thurrock", "fringe"),
        ("Welwyn Hatfield", "fringe"),
        ("Dartford", "fringe"),
        ("Sevenoaks", "fringe"),
        ("Woking", "fringe"),
        ("Crawley", "fringe"),
        ("Horsham", "rest"),
        ("Milton Keynes", "rest"),
        ("Leeds", "rest"),
    ],
)
def test_districts_lie_in_their_pay_areas(tables, district, area):
    assert PayAreas(tables).area_of(district, DAY) == area


def test_a_district_is_found_by_its_code_and_by_its_name_in_any_spelling(tables):
    areas = PayAreas(tables)
    assert areas.area_of("E09000007", DAY) == "inner"
    assert areas.area_of("e09000007", DAY) == "inner"
    assert areas.area_of("hammersmith & fulham", DAY) == "inner"


def test_19_districts_are_inner_and_14_outer_and_together_they_are_london(tables):
    rows = tables["pay_areas"].rows
    london = {row["district_code"] for row in rows if row["district_code"][:3] == "E09"}
    areas = Counter(row["area"] for row in rows)
    assert areas["inner"] == 19
    assert areas["outer"] == 14
    assert london == {
        row["district_code"] for row in rows if row["area"] in ("inner", "outer")
    }


def test_all_of_surrey_is_fringe(tables):
    areas = PayAreas(tables)
    for row in read_table("districts.csv"):
        authority = authority_of_lad(row["code"])
        if authority and authority.name == "Surrey":
            assert areas.area_of(row["code"], DAY) == "fringe"


def test_every_district_of_england_has_an_area(tables):
    areas = PayAreas(tables)
    for row in read_table("districts.csv"):
        assert areas.area_of(row["code"], DAY)


def test_districts_of_one_name_lie_in_one_area(tables):
    by_name: dict[str, set[str]] = {}
    for row in tables["pay_areas"].rows:
        by_name.setdefault(row["district"], set()).add(row["area"])
    assert all(len(areas) == 1 for areas in by_name.values())


@pytest.mark.parametrize("district", ["9999", "W06000015", "Cardiff", "North West"])
def test_an_unmapped_district_is_never_the_rest_of_england(tables, district):
    with pytest.raises(InputError, match=f"district '{district}' is not in pay_areas"):
        PayAreas(tables).area_of(district, DAY)


@pytest.mark.parametrize("district", [None, ""])
def test_a_missing_district_is_never_the_rest_of_england(tables, district):
    with pytest.raises(InputError, match="no district is given"):
        PayAreas(tables).area_of(district, DAY)


def test_all_organisations_without_an_area_are_named_at_once(tables):
    claims = [
        (Organisation(id="1", name="Ash", district="Cardiff"), DAY),
        (Organisation(id="2"), DAY),
        (Organisation(id="3", district="Leeds"), DAY),
    ]
    with pytest.raises(InputError) as error:
        PayAreas(tables).of_organisations(claims)
    assert len(error.value.faults) == 2
    assert error.value.faults[0].startswith("1 Ash: the district 'Cardiff'")
    assert error.value.faults[1].startswith("2: no district is given")


def test_an_area_that_there_is_not_is_refused(own_tables):
    with pytest.raises(InputError, match='"middle" is not one of inner, outer'):
        PayAreas(own_tables("pay_areas", ("Camden,inner", "Camden,middle")))
