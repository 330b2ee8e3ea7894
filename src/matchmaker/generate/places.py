"""Real outcodes to put made-up people and nurseries in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np

from matchmaker.errors import InputError
from matchmaker.generate.dice import Weighted
from matchmaker.geo import (
    authority_of_lad,
    district_name,
    find_authority,
    find_region,
    outcodes,
)
from matchmaker.geo.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.domain.located import Located

T = TypeVar("T")

FEWEST_POSTCODES = 20
"""Outcodes with fewer are PO boxes and large organisations: nobody lives there."""

NEIGHBOURS = 6
"""A supporter lives in one of this many outcodes nearest to some setting."""


class Home(NamedTuple):
    """An outcode where people live; `postcodes` says how many of them, roughly."""

    outcode: str
    region: str
    authority: str
    easting: int
    northing: int
    postcodes: int
    district: str

    def located(self) -> dict[str, Any]:
        """The fields of somebody who is here, known to the outcode."""
        return {
            "region": self.region,
            "authority": self.authority,
            "postcode": self.outcode,
            "easting": self.easting,
            "northing": self.northing,
            "precision": "outcode",
        }


@cache
def homes() -> tuple[Home, ...]:
    """All outcodes in England where people live, in alphabetical order."""
    postcodes = {
        row["outcode"]: int(row["postcodes"]) for row in read_table("outcodes.csv")
    }
    found = []
    for outcode, place in outcodes().items():
        authority = authority_of_lad(place.lad or "")
        if authority is not None and postcodes[outcode] >= FEWEST_POSTCODES:
            found.append(
                Home(
                    outcode,
                    authority.region,
                    authority.name,
                    place.easting,
                    place.northing,
                    postcodes[outcode],
                    district_name(place.lad or "") or "",
                )
            )
    return tuple(found)


def homes_in(
    regions: Sequence[str] = (), authorities: Sequence[str] = ()
) -> Weighted[Home]:
    """
    The homes in some regions and authorities, weighted by how many live there.

    Args:
        regions: Names in any usual form; with no authorities either, all England.
        authorities: Names or codes; these are added to the regions.

    Raises:
        InputError: If a name is not known, or nobody lives there.
    """
    wanted_regions = {_known(find_region(text), "region", text) for text in regions}
    wanted_authorities = {
        _known(find_authority(text), "local authority", text).name
        for text in authorities
    }
    everywhere = not regions and not authorities
    weights = {
        home: home.postcodes
        for home in homes()
        if everywhere
        or home.region in wanted_regions
        or home.authority in wanted_authorities
    }
    if not weights:
        raise InputError("No outcode lies mostly in " + ", ".join(authorities) + ".")
    return Weighted(weights)


def _known(found: T | None, kind: str, text: str) -> T:
    if found is None:
        raise InputError(f"There is no {kind} '{text}' in England.")
    return found


class Neighbourhoods:
    """Finds the outcodes near a setting, within its own region."""

    def __init__(self) -> None:
        self._known: dict[tuple[str | None, int, int], tuple[Home, ...]] = {}
        self._by_region: dict[str | None, tuple[tuple[Home, ...], Any, Any]] = {}

    def near(self, place: Located) -> tuple[Home, ...]:
        """
        The outcodes nearest to a place, nearest first.

        Where the place is not known, all those of its authority, else of its
        region, else of England.
        """
        if place.easting is None or place.northing is None:
            return self._around(place)
        key = (place.region, place.easting, place.northing)
        if key not in self._known:
            self._known[key] = self._nearest(*key)
        return self._known[key]

    def _nearest(
        self, region: str | None, easting: int, northing: int
    ) -> tuple[Home, ...]:
        inside, eastings, northings = self._of_region(region)
        # Squares of whole metres: exact, so that ties break alike on every machine.
        squares = (eastings - easting) ** 2 + (northings - northing) ** 2
        return tuple(inside[i] for i in np.argsort(squares, kind="stable")[:NEIGHBOURS])

    def _of_region(self, region: str | None) -> tuple[tuple[Home, ...], Any, Any]:
        if region not in self._by_region:
            inside = tuple(h for h in homes() if region in (None, h.region)) or homes()
            self._by_region[region] = (
                inside,
                np.array([home.easting for home in inside], dtype=np.int64),
                np.array([home.northing for home in inside], dtype=np.int64),
            )
        return self._by_region[region]

    def _around(self, place: Located) -> tuple[Home, ...]:
        inside = self._of_region(place.region)[0]
        return tuple(h for h in inside if h.authority == place.authority) or inside
