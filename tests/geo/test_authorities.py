from collections import Counter

import pytest

from matchmaker.geo import (
    REGIONS,
    authorities,
    authority_of_lad,
    district_name,
    find_authority,
    on_grid,
    outcodes,
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Leeds", "383"),
        ("LEEDS CITY COUNCIL", "383"),
        ("383", "383"),
        ("E08000035", "383"),
        ("E10000017", "888"),
        ("Lancashire County Council", "888"),
        ("Durham", "840"),
        ("County Durham", "840"),
        ("St Helens", "342"),
        ("St. Helens", "342"),
        ("St.Helens", "342"),
        ("Saint Helens Metropolitan Borough Council", "342"),
        ("Bristol", "801"),
        ("Bristol, City of", "801"),
        ("Bristol City of", "801"),
        ("City of Bristol", "801"),
        ("Hull", "810"),
        ("Kingston upon Hull, City of", "810"),
        ("Kingston-upon-Hull City Council", "810"),
        ("Kingston upon Thames", "314"),
        ("Brighton & Hove", "846"),
        ("Bath & North East Somerset", "800"),
        ("BCP", "839"),
        ("Bournemouth, Christchurch and Poole", "839"),
        ("Bournemouth Christchurch & Poole Council", "839"),
        ("Herefordshire, County of", "884"),
        ("Herefordshire", "884"),
        ("London Borough of Camden", "202"),
        ("City of London", "201"),
        ("City of London Corporation", "201"),
        ("City of York", "816"),
        ("North Yorkshire", "815"),
        ("Derby City", "831"),
        ("Derbyshire", "830"),
        ("Stoke on Trent", "861"),
        ("Isles Of Scilly", "420"),
        ("Westmorland & Furness", "943"),
        ("West Northamptonshire", "941"),
    ],
)
def test_an_authority_is_found_however_it_is_called(text, code):
    assert find_authority(text).code == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "City of",
        "London",
        "Greater London",
        "Yorkshire",
        "Preston",
        "Ledes",
        "999",
        "Cardiff",
        "0",
        "Newcastle",
    ],
)
def test_what_is_no_authority_is_none(text):
    assert find_authority(text) is None


@pytest.mark.parametrize(
    ("text", "code", "successors"),
    [
        ("Cumbria", "909", ("942", "943")),
        ("Pre-LGR 2023 Cumbria", "909", ("942", "943")),
        ("Northamptonshire", "928", ("940", "941")),
        ("Poole", "836", ("839",)),
        ("837", "837", ("839",)),
        ("Pre-LGR 2019 Dorset", "835", ("838",)),
    ],
)
def test_a_former_authority_knows_its_successors(text, code, successors):
    former = find_authority(text)
    assert former.code == code
    assert former.gss is None
    assert former.current_codes == successors
    assert set(former.lads) == {
        lad for heir in successors for lad in find_authority(heir).lads
    }


def test_dorset_means_the_authority_of_today():
    assert find_authority("Dorset").current_codes == ("838",)


def test_there_are_153_authorities_and_each_answers_to_its_own_names():
    today = [authority for authority in authorities() if not authority.successors]
    assert len(today) == 153
    for authority in authorities():
        assert find_authority(authority.code) is authority
        assert find_authority(authority.name) is authority
        assert authority.region in REGIONS.values()
        assert on_grid(authority.easting, authority.northing)


def test_the_districts_of_today_belong_to_one_authority_each():
    owners = Counter(
        lad for authority in authorities() if authority.gss for lad in authority.lads
    )
    assert len(owners) == 296
    assert set(owners.values()) == {1}
    assert {place.lad for place in outcodes().values()} <= set(owners)
    for authority in authorities():
        if authority.gss:
            assert {authority_of_lad(lad) for lad in authority.lads} == {authority}


@pytest.mark.parametrize(
    ("lad", "name", "authority"),
    [
        ("E07000123", "Preston", "Lancashire"),
        (" e07000123 ", "Preston", "Lancashire"),
        ("E08000035", "Leeds", "Leeds"),
        ("E08000039", "Sheffield", "Sheffield"),
        ("E08000019", "Sheffield", "Sheffield"),  # its code until 2025
        ("E07000031", "South Lakeland", "Westmorland and Furness"),  # until 2023
        ("E07000163", "Craven", "North Yorkshire"),
        ("E07000187", "Mendip", "Somerset"),
    ],
)
def test_a_district_leads_to_its_authority_of_today(lad, name, authority):
    assert district_name(lad) == name
    assert authority_of_lad(lad).name == authority


@pytest.mark.parametrize("lad", ["", "9999", "E10000017", "W06000015"])
def test_an_unknown_district_leads_nowhere(lad):
    assert authority_of_lad(lad) is None
    assert district_name(lad) is None
