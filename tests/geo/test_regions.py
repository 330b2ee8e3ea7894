import pytest

from matchmaker.geo import REGIONS, find_region


def test_the_nine_regions_stand_in_the_order_of_their_letters():
    assert "".join(REGIONS) == "ABDEFGHJK"
    assert list(REGIONS.values())[3] == "East Midlands"


@pytest.mark.parametrize(
    "text",
    [
        "Yorkshire and the Humber",
        "Yorkshire and The Humber",
        "Yorkshire and Humber",
        "Yorkshire & The Humber",
        " yorkshire  &  humber ",
        "Yorkshire&Humber",
        "Yorkshire and the Humber Region",
        "D",
        "d",
        "E12000003",
    ],
)
def test_yorkshire_and_the_humber_is_found_under_all_its_names(text):
    assert find_region(text) == "Yorkshire and the Humber"


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Eastern", "East of England"),
        ("east of england", "East of England"),
        ("East England", "East of England"),
        ("East", "East of England"),  # as the ONS itself used to call it
        ("E", "East Midlands"),
        ("North-East", "North East"),
        ("South West England", "South West"),
        ("Greater London", "London"),
        ("E12000001", "North East"),
        ("e12000009", "South West"),
    ],
)
def test_other_regions_are_found_by_name_letter_and_code(text, region):
    assert find_region(text) == region


@pytest.mark.parametrize(
    "text",
    [
        "",
        "C",
        "Z",
        "Not applicable",
        "England",
        "North",
        "E12000010",
        "Wales",
        "Lancashire and West Yorkshire",
        "South-East England and South London",
    ],
)
def test_what_is_no_region_of_these_nine_is_none(text):
    assert find_region(text) is None


@pytest.mark.parametrize("name", list(REGIONS.values()))
def test_every_name_finds_itself(name):
    assert find_region(name) == name
