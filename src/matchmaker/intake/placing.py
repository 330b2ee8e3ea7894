"""Where a setting or a person is, from whatever their row says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from matchmaker.domain.spelling import nearest
from matchmaker.geo import (
    REGIONS,
    Place,
    authorities,
    find_authority,
    find_outcode,
    find_region,
    locate,
    normalise_postcode,
    on_grid,
    outcode_of,
)
from matchmaker.intake.cells import CellFault, short
from matchmaker.intake.vocabularies import comma_forms, split_list
from matchmaker.intake.words import PLACE_UNKNOWN

if TYPE_CHECKING:
    from matchmaker.intake.row import Row

Fields = dict[str, object]
"""Fields of a record, by name."""


def region_name(text: str) -> str:
    """A region by any of its names; not guessed."""
    region = find_region(text)
    if region is None:
        raise CellFault(
            f'"{short(text)}" is not one of the nine English regions',
            f"Use one of: {', '.join(REGIONS.values())}.",
        )
    return region


def authority_name(text: str) -> str:
    """A local authority by any of its names or codes; not guessed."""
    authority = find_authority(text)
    if authority is None:
        near = nearest(text, (known.name for known in authorities()))
        hint = f'Did you mean "{near}"? ' if near else ""
        raise CellFault(
            f'"{short(text)}" is not an English local authority with schools',
            f"{hint}Write the county, unitary or borough council, not the district.",
        )
    return authority.name


def regions(row: Row, name: str) -> tuple[str, ...]:
    """Several regions in one cell."""
    return row.each(name, split_list, lambda entry: (region_name(entry),))


def authority_names(row: Row, name: str) -> tuple[str, ...]:
    """Several authorities in one cell; "Bristol, City of" is one."""
    return row.each(name, _split_authorities, lambda entry: (authority_name(entry),))


def _split_authorities(cell: str) -> Iterator[str]:
    return split_list(cell, _authorities_with_commas())


@cache
def _authorities_with_commas() -> re.Pattern[str] | None:
    return comma_forms(known.name for known in authorities())


@dataclass(frozen=True)
class Stated:
    """What a row says of its place, each part tidied or `None`."""

    region: str | None
    authority: str | None
    postcode: str | None
    easting: int | None
    northing: int | None


def place_fields(row: Row) -> Fields:
    """
    Region, authority, postcode and coordinates of a row.

    A row that states its precision is final: matchmaker's own copies do. Else the
    best of coordinates, outcode and authority counts, and what is less than an
    outcode is reported.
    """
    precision = row.choice("precision")
    easting, northing = _coordinates(row, final=precision is not None)
    stated = Stated(
        row.read("region", region_name),
        row.read("authority", authority_name),
        row.read("postcode", _home if row.places == "outcode" else _postcode),
        easting,
        northing,
    )
    if row.places == "outcode":
        stated, precision = _coarse(row, stated, precision)
    if precision is None or not _agrees(row, precision, stated):
        return vars(stated) | _looked_up(row, stated)
    unknown = precision == PLACE_UNKNOWN
    return vars(stated) | {"precision": None if unknown else precision}


def _postcode(text: str) -> str:
    tidied = normalise_postcode(text) or outcode_of(text)
    if tidied is None:
        raise CellFault(
            f'"{short(text)}" does not look like a postcode',
            "Write it in full, such as PR1 8XJ, or its first half, such as PR1.",
        )
    return tidied


def _home(text: str) -> str:
    """A postcode; a fault says nothing of what stands there, which may be a home."""
    try:
        return _postcode(text)
    except CellFault as fault:
        raise CellFault("this does not look like a postcode", fault.remedy) from None


def _coordinates(row: Row, *, final: bool) -> tuple[int, int] | tuple[None, None]:
    easting, northing = row.whole("easting"), row.whole("northing")
    if easting is None and northing is None:
        return None, None
    if easting is None or northing is None:
        _refuse(row, "only one of easting and northing can be read")
    elif final or on_grid(easting, northing):
        return easting, northing
    elif (easting, northing) != (0, 0):  # Registers write zeros for "not known".
        _refuse(row, "easting and northing lie outside Great Britain")
    return None, None


def _refuse(row: Row, problem: str) -> None:
    row.warning(
        "easting",
        f"{problem}; the coordinates were left out",
        "Correct them, or delete both and give a postcode.",
    )


def _coarse(
    row: Row, stated: Stated, precision: str | None
) -> tuple[Stated, str | None]:
    """What may be kept where homes are not to be known any finer than an outcode."""
    outcode = stated.postcode and outcode_of(stated.postcode)
    if precision == PLACE_UNKNOWN:
        return replace(stated, postcode=outcode), precision
    # Whatever a row says of its precision, its coordinates may be a home's.
    if stated.easting is not None and outcode is None and stated.authority is None:
        _refuse(row, "this programme keeps no place finer than an outcode")
    return replace(stated, postcode=outcode, easting=None, northing=None), None


def _agrees(row: Row, precision: str, stated: Stated) -> bool:
    if (precision == PLACE_UNKNOWN) == (stated.easting is None):
        return True
    row.warning(
        "precision",
        "precision and coordinates contradict each other; the precision was left out",
        "Leave precision blank: it is found by itself.",
    )
    return False


def _looked_up(row: Row, stated: Stated) -> Fields:
    if stated.postcode and find_outcode(stated.postcode) is None:
        row.warning(
            "postcode",
            "the postcode lies in no postcode district of England",
            "Correct it; until then the local authority's middle counts, if known.",
        )
    place = locate(stated.postcode, stated.authority, stated.easting, stated.northing)
    if place is None:
        # Where nothing depends on places, nobody needs to say where they are.
        if row.heeds_places:
            row.warning(
                "postcode",
                "the place is not known, so face-to-face support cannot be planned",
                "Give a postcode, its first half, or the local authority.",
            )
        return {"precision": None}
    _report_doubts(row, stated, place)
    return {
        "region": stated.region or place.region,
        "easting": place.easting,
        "northing": place.northing,
        "precision": place.precision,
    }


def _report_doubts(row: Row, stated: Stated, place: Place) -> None:
    if place.precision == "authority" and row.heeds_places:
        row.warning(
            "postcode",
            "the place is known only by its local authority, so journeys are rough",
            "Give a postcode, or its first half.",
        )
    if stated.region is None and place.region is None:
        row.warning(
            "region",
            "the region is not known",
            "Give the region, the local authority or a postcode.",
        )
    if stated.region and place.region and stated.region != place.region:
        row.warning(
            "region",
            f"the region is {stated.region}, but the postcode or the local authority "
            f"lies in {place.region}; the region was kept",
            "Correct whichever is wrong.",
        )
