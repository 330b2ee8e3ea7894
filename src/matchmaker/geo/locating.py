"""Finding a place from whatever is known about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.geo.authorities import find_authority
from matchmaker.geo.grid import on_grid
from matchmaker.geo.places import Place
from matchmaker.geo.postcodes import find_outcode, outcode_of

if TYPE_CHECKING:
    from matchmaker.geo.authorities import Authority


def locate(
    postcode: str | None,
    authority: str | None,
    easting: int | None = None,
    northing: int | None = None,
) -> Place | None:
    """
    Return the best place that the given facts allow.

    Exact coordinates come first, then the middle of the outcode, then the middle
    of the authority; `Place.precision` says which it was. Coordinates count only
    as a pair and only on the grid (see `on_grid`); registers write 0 for "none".

    Where an authority is given, it decides the region: an outcode may straddle a
    border, and its own district is only where most of it lies.

    Args:
        postcode: A postcode or an outcode.
        authority: Name or code, as `find_authority` takes it.
        easting: Metres on the national grid.
        northing: Likewise.

    Returns:
        None where nothing given is known. There is no default place.
    """
    middle = find_outcode(postcode) if postcode else None
    within = find_authority(authority) if authority else None
    lad, region = _settle(middle, within)
    outcode = outcode_of(postcode) if postcode else None
    if easting is not None and northing is not None and on_grid(easting, northing):
        return Place(easting, northing, "exact", outcode, lad, region)
    if middle:
        return Place(middle.easting, middle.northing, "outcode", outcode, lad, region)
    if within:
        return Place(within.easting, within.northing, "authority", None, lad, region)
    return None


def _settle(
    middle: Place | None, within: Authority | None
) -> tuple[str | None, str | None]:
    """Return district and region, so that they agree with the authority, if given."""
    lad = middle.lad if middle else None
    if within is None:
        return lad, middle.region if middle else None
    if lad not in within.lads:
        lad = within.lads[0] if len(within.lads) == 1 else None
    return lad, within.region
