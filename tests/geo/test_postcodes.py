import pytest

from matchmaker.geo import (
    REGIONS,
    authority_of_lad,
    find_outcode,
    normalise_postcode,
    on_grid,
    outcode_of,
    outcodes,
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("LS2 9JT", "LS2 9JT"),
        ("ls29jt", "LS2 9JT"),
        ("  pr1   2hE ", "PR1 2HE"),
        ("LS2\u00a09JT", "LS2 9JT"),  # a space that does not break, from a web page
        ("m1 1ae", "M1 1AE"),
        ("SW1A1AA", "SW1A 1AA"),
        ("W1A 0AX", "W1A 0AX"),
        ("B33 8TH", "B33 8TH"),
        ("LS211AA", "LS21 1AA"),
    ],
)
def test_a_postcode_is_read_however_it_is_typed(typed, meant):
    assert normalise_postcode(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "LS2",
        "Leeds",
        "LS2 9J",
        "LS2 JT9",
        "LS2 9JTX",
        "2LS 9JT",
        "LS2-9JT",
        "LS2 9CT",
        "unknown",
        "LSS2 9JT",
    ],
)
def test_what_is_not_shaped_like_a_postcode_is_none(text):
    assert normalise_postcode(text) is None


@pytest.mark.parametrize(
    ("text", "outcode"),
    [("ls2", "LS2"), (" PR1 ", "PR1"), ("la1 1aa", "LA1"), ("LS211AA", "LS21")],
)
def test_the_outcode_comes_from_a_postcode_or_stands_alone(text, outcode):
    assert outcode_of(text) == outcode


def test_a_sector_is_not_mistaken_for_another_outcode():
    assert outcode_of("LS2 1") is None
    assert outcode_of("LS21") == "LS21"


@pytest.mark.parametrize("text", ["", "L", "Leeds", "LS2 9J", "LS2 9JT extra"])
def test_other_text_has_no_outcode(text):
    assert outcode_of(text) is None
    assert find_outcode(text) is None


# The centres of Leeds, Preston, Lancaster and Truro, as any map shows them.
@pytest.mark.parametrize(
    ("text", "easting", "northing", "region"),
    [
        ("LS2 9JT", 430_000, 434_000, "Yorkshire and the Humber"),
        ("PR1", 354_000, 429_500, "North West"),
        ("la1", 347_500, 462_000, "North West"),
        ("TR1", 182_500, 45_000, "South West"),
    ],
)
def test_an_outcode_is_where_the_map_shows_it(text, easting, northing, region):
    place = find_outcode(text)
    assert place.precision == "outcode"
    assert place.region == region
    assert abs(place.easting - easting) < 1_000
    assert abs(place.northing - northing) < 1_000


@pytest.mark.parametrize("text", ["CF10 1AA", "EH1", "BT1 1AA", "ZZ9 9ZZ", "BF1 1AA"])
def test_outside_england_nothing_is_found(text):
    assert find_outcode(text) is None


def test_every_outcode_has_a_place_and_the_region_of_its_district():
    assert len(outcodes()) == 2_323
    for outcode, place in outcodes().items():
        assert place.outcode == outcode == outcode_of(outcode)
        assert on_grid(place.easting, place.northing)
        assert place.region in REGIONS.values()
        assert authority_of_lad(place.lad).region == place.region
