"""Postcodes and outcodes: their shape, and where in England an outcode is."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from matchmaker.geo.places import Place
from matchmaker.geo.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

OUTCODE = r"[A-Z]{1,2}[0-9][A-Z0-9]?"

# The last two letters of a postcode are never C, I, K, M, O or V.
POSTCODE_SHAPE = re.compile(rf"({OUTCODE})([0-9][ABD-HJLNP-UW-Z]{{2}})")
OUTCODE_SHAPE = re.compile(OUTCODE)


def normalise_postcode(text: str) -> str | None:
    """
    Return a postcode in upper case with one space, or None if it is none.

    Only the shape is looked at: the postcode need not exist.

    >>> normalise_postcode(" ls29jt")
    'LS2 9JT'
    >>> normalise_postcode("LS2") is None
    True
    """
    parts = POSTCODE_SHAPE.fullmatch("".join(text.split()).upper())
    return f"{parts[1]} {parts[2]}" if parts else None


def outcode_of(text: str) -> str | None:
    """
    Return the outcode of a postcode, or of a bare outcode such as "ls2".

    A part of a postcode that is neither gives None: in "LS2 1" nobody can tell
    whether the 1 begins the second half or a space slipped into LS21.
    """
    postcode = normalise_postcode(text)
    if postcode:
        return postcode.split()[0]
    bare = text.strip().upper()
    return bare if OUTCODE_SHAPE.fullmatch(bare) else None


def find_outcode(text: str) -> Place | None:
    """
    Return the place of a postcode or outcode, to the outcode.

    Returns:
        None for text of another shape and for outcodes outside England.

    >>> find_outcode("ls2 9jt")
    Place(easting=430075, northing=434000, precision='outcode', outcode='LS2', \
lad='E08000035', region='Yorkshire and the Humber')
    """
    outcode = outcode_of(text)
    return outcodes().get(outcode) if outcode else None


@cache
def outcodes() -> Mapping[str, Place]:
    """Return the places of all outcodes in England, in alphabetical order."""
    places = {
        row["outcode"]: Place(
            easting=int(row["easting"]),
            northing=int(row["northing"]),
            precision="outcode",
            outcode=row["outcode"],
            lad=row["lad"],
            region=row["region"],
        )
        for row in read_table("outcodes.csv")
    }
    return MappingProxyType(places)
