import pytest

from matchmaker.geo import Place, find_authority, find_outcode, locate

LEEDS = "E08000035"
YORKSHIRE = "Yorkshire and the Humber"


def test_exact_coordinates_come_first_and_the_postcode_adds_what_it_knows():
    assert locate("LS2 9JT", None, 429_500, 434_300) == Place(
        429_500, 434_300, "exact", "LS2", LEEDS, YORKSHIRE
    )


def test_a_postcode_comes_before_an_authority():
    assert locate("LS2 9JT", "Leeds") == find_outcode("LS2")


def test_an_authority_is_the_last_resort():
    leeds = find_authority("Leeds")
    expected = Place(leeds.easting, leeds.northing, "authority", None, LEEDS, YORKSHIRE)
    assert locate(None, "Leeds") == expected
    assert locate("not a postcode", "383") == expected


def test_an_authority_of_many_districts_names_none_of_them():
    place = locate(None, "Lancashire")
    assert (place.lad, place.region) == (None, "North West")


def test_without_anything_known_there_is_no_place():
    assert locate(None, None) is None
    assert locate("", "") is None
    assert locate("CF10 1AA", "Cardiff") is None


def test_coordinates_alone_are_a_place_in_no_known_region():
    assert locate(None, None, 429_500, 434_300) == Place(
        429_500, 434_300, "exact", None, None, None
    )


@pytest.mark.parametrize(
    ("easting", "northing"),
    [
        (None, None),
        (429_500, None),
        (None, 434_300),
        (0, 0),
        (53, -2),
        (999, 434_300),
        (429_500, 999),
        (700_000, 434_300),
        (429_500, 1_300_000),
    ],
)
def test_half_or_impossible_coordinates_are_not_taken_for_a_place(easting, northing):
    assert locate(None, None, easting, northing) is None
    assert locate("LS2", None, easting, northing).precision == "outcode"


def test_the_edges_of_the_grid_are_places():
    assert locate(None, None, 1_000, 1_000).precision == "exact"
    assert locate(None, None, 699_999, 1_299_999).precision == "exact"


def test_a_given_authority_decides_where_an_outcode_straddles_a_border():
    # Most of PE6 is in Peterborough (East of England), some of it in Lincolnshire.
    assert locate("PE6", None).region == "East of England"
    across = locate("PE6", "Lincolnshire")
    assert (across.lad, across.region) == (None, "East Midlands")
    assert locate("PE6", "Rutland").lad == "E06000017"


def test_the_own_district_stays_where_the_authority_agrees():
    assert locate("PR1", "Lancashire").lad == "E07000123"
