"""The nine regions of England, under all their names."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from matchmaker.domain.spelling import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

REGIONS: Mapping[str, str] = MappingProxyType(
    {
        "A": "North East",
        "B": "North West",
        "D": "Yorkshire and the Humber",
        "E": "East Midlands",
        "F": "West Midlands",
        "G": "East of England",
        "H": "London",
        "J": "South East",
        "K": "South West",
    }
)
"""Names by letter of the Government Office Region, in its order (as in GIAS)."""

OTHER_NAMES = {
    "Eastern": "East of England",
    "Greater London": "London",
    "Yorkshire": "Yorkshire and the Humber",
    "Yorkshire and Humberside": "Yorkshire and the Humber",
}


def find_region(text: str) -> str | None:
    """
    Return the name of a region as `REGIONS` writes it.

    Takes names in any case and with stray spaces, "&" for "and", with or without
    "the", "region" and "England"; letters of the Government Office Region; and
    ONS codes E12000001 to E12000009.

    Returns:
        None where the text names no region: "Z", "Not applicable", or a region of
        another kind, as "Lancashire and West Yorkshire".

    >>> find_region(" yorkshire & Humber ")
    'Yorkshire and the Humber'
    >>> find_region("G"), find_region("Eastern"), find_region("E12000006")
    ('East of England', 'East of England', 'East of England')
    """
    return _regions_by_key().get(_key(text))


@cache
def _regions_by_key() -> dict[str, str]:
    """Return the region of every letter, code and name, folded by `_key`."""
    by_letter = dict(REGIONS)
    by_code = {f"E1200000{i}": name for i, name in enumerate(REGIONS.values(), start=1)}
    by_name = {name: name for name in REGIONS.values()}
    every = by_letter | by_code | by_name | OTHER_NAMES
    return {_key(text): name for text, name in every.items()}


def _key(text: str) -> str:
    """Fold away what does not tell one region from another."""
    idle = {"the", "of", "region", "england"}
    return " ".join(word for word in tokens(text) if word not in idle)
