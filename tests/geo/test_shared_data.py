"""The tables against independent lists, where they lie beside the checkout."""

import csv
from pathlib import Path

import numpy as np
import pytest

from matchmaker.geo import (
    authorities,
    authority_of_lad,
    find_authority,
    find_outcode,
    find_region,
    lonlat_to_grid,
    outcodes,
)

SHARED = Path(__file__).parents[2].parent / "shared" / "data"


def rows_of(name):
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{name} is not beside this checkout")
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_outcodes_agree_with_the_table_built_before():
    rows = rows_of("geo/england_outcodes.csv")
    assert [row["outcode"] for row in rows] == list(outcodes())
    for row in rows:
        place = find_outcode(row["outcode"])
        assert (place.easting, place.northing) == (
            int(row["easting"]),
            int(row["northing"]),
        )
        assert place.lad == row["lad"]
    # Of PE6, Peterborough has the largest part, but the East Midlands have more.
    assert [
        row["outcode"]
        for row in rows
        if find_outcode(row["outcode"]).region != find_region(row["region"])
    ] == ["PE6"]


def test_every_district_lies_in_the_region_named_for_it():
    for row in rows_of("geo/lad_region.csv"):
        assert authority_of_lad(row["lad"]).region == find_region(row["region"])


def test_the_departments_list_of_2017_is_known_name_by_name():
    for row in rows_of("schools/dfe_la_code_to_region_2017.csv"):
        known = find_authority(row["Local authority (code)"])
        assert known.region == row["Region"]
        named = find_authority(row["Local authority (name)"])
        # Dorset has had another code since 2019.
        assert named is known or (known.code, named.code) == ("835", "838")


def test_the_list_of_153_names_is_the_one_of_today():
    path = SHARED / "early-years" / "local-authority.yml"
    if not path.exists():
        pytest.skip("local-authority.yml is not beside this checkout")
    lines = path.read_text(encoding="utf-8").splitlines()
    names = {line.split("name: ")[1].strip() for line in lines if "name: " in line}
    assert names == {a.name for a in authorities() if not a.successors}


def test_schools_are_found_by_postcode_authority_and_region():
    for row in rows_of("schools/schools_england_joined.csv"):
        assert find_outcode(row["postcode"]) is not None
        assert find_authority(row["la"]).region == find_region(row["region"])


def test_full_records_agree_on_codes_and_names():
    for row in rows_of("schools/gias_full_records_803.csv"):
        assert find_authority(row["la_code"]) is find_authority(row["la"])
        assert find_region(row["region_code"]) == find_region(row["region"])
        if row["district_code"]:
            assert authority_of_lad(row["district_code"]).name == row["la"]


def test_degrees_of_schools_give_their_metres():
    # That file made its degrees from its metres by the same transformation: it
    # shows the arithmetic right over all of England, not how exact the method is.
    rows = rows_of("schools/schools_england_joined.csv")
    east, north = lonlat_to_grid(
        [float(row["longitude"]) for row in rows],
        [float(row["latitude"]) for row in rows],
    )
    away = np.hypot(
        east - np.array([float(row["easting"]) for row in rows]),
        north - np.array([float(row["northing"]) for row in rows]),
    )
    assert away.max() <= 1


def test_degrees_of_outcodes_give_their_metres():
    # Degrees from the OSTN15 grid, rounded to 4 places: up to 7 m, and our 5 m.
    rows = rows_of("geo/england_outcodes.csv")
    east, north = lonlat_to_grid(
        [float(row["lon"]) for row in rows], [float(row["lat"]) for row in rows]
    )
    away = np.hypot(
        east - np.array([int(row["easting"]) for row in rows]),
        north - np.array([int(row["northing"]) for row in rows]),
    )
    assert np.median(away) <= 5
    assert away.max() <= 12


def test_nurseries_of_trafford_lie_in_their_outcode():
    rows = rows_of("schools/trafford_nurseries_ofsted_2018.csv")
    east, north = lonlat_to_grid(
        [float(row["lon"]) for row in rows], [float(row["lat"]) for row in rows]
    )
    middles = [find_outcode(row["postcode"]) for row in rows]
    away = np.hypot(
        east - np.array([place.easting for place in middles]),
        north - np.array([place.northing for place in middles]),
    )
    assert np.median(away) <= 1_500
    assert away.max() <= 7_500
