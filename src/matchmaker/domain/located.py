"""Where somebody is: fields shared by settings and supporters."""

from __future__ import annotations

from typing import Literal

from matchmaker.domain.frozen import Frozen

Precision = Literal["exact", "outcode", "authority"]
"""How well a place is known: by coordinates, by the first half of the postcode
(1.2 km at the median), or only by its local authority."""


class Located(Frozen):
    """
    A place as far as it is known. Eastings and northings are both known or not.

    Attributes:
        region: One of the nine English regions.
        authority: The local authority's name.
        postcode: As given, tidied. Never needed finer than the outcode.
        easting: Metres on the British national grid.
        northing: Metres on the British national grid.
        precision: How well the coordinates are known.
    """

    region: str | None = None
    authority: str | None = None
    postcode: str | None = None
    easting: int | None = None
    northing: int | None = None
    precision: Precision | None = None
