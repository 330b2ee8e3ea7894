"""A place on the national grid, and how exactly it is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Precision = Literal["exact", "outcode", "authority"]
"""How a place was found: given coordinates, an outcode, or a local authority."""


@dataclass(frozen=True, slots=True)
class Place:
    """
    Where something is.

    Attributes:
        easting: Metres east on the Ordnance Survey national grid.
        northing: Metres north on it.
        precision: What the coordinates stand for. "outcode" is the middle of the
            outcode's postcodes (half of them lie within 1.2 km, 95 % within
            7.5 km); "authority" is the middle of the whole local authority.
        outcode: The first half of the postcode, "LS2", if known.
        lad: ONS code of the local authority district, if known. From an outcode
            it is the district where most of its postcodes lie.
        region: Name of the English region, one of `REGIONS`, if known.
    """

    easting: int
    northing: int
    precision: Precision
    outcode: str | None
    lad: str | None
    region: str | None
