"""The table of land that maps are drawn from."""

from matchmaker.geo import REGIONS
from matchmaker.geo.tables import read_table

ROWS = [
    {name: int(row[name]) for name in ("west", "east", "south", "north")}
    | {"region": row["region"]}
    for row in read_table("land.csv")
]


def region_at(east, north):
    """Kilometres on the national grid."""
    found = [
        row["region"]
        for row in ROWS
        if row["west"] <= east < row["east"] and row["south"] <= north < row["north"]
    ]
    assert len(found) < 2
    return found[0] if found else None


def test_places_lie_in_their_region_and_the_sea_in_none():
    assert region_at(530, 180) == "London"
    assert region_at(430, 434) == "Yorkshire and the Humber"  # Leeds
    assert region_at(384, 398) == "North West"  # Manchester
    assert region_at(264, 85) == "South West"  # Dartmoor, where few live
    assert region_at(10, 300) is None
    assert region_at(480, 560) is None


def test_all_regions_are_there_and_no_two_rows_overlap():
    assert {row["region"] for row in ROWS} == set(REGIONS.values())
    by_row = {}
    for row in sorted(ROWS, key=lambda row: (row["south"], row["west"])):
        assert row["west"] >= by_row.get(row["south"], 0)
        by_row[row["south"]] = row["east"]


def test_england_is_about_as_large_as_it_is():
    squares = sum((r["east"] - r["west"]) * (r["north"] - r["south"]) for r in ROWS)
    assert 125_000 < squares < 142_000  # 130,000 square kilometres, and some shore
