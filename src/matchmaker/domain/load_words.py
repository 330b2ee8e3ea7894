"""Loads in words, as engines say them of what cannot hold."""

from __future__ import annotations

from typing import Literal

HOUR = 60
"""Minutes."""


def load_words(load: int, unit: Literal["minutes", "units"]) -> str:
    """
    A load with its unit; of places the number says it all.

    >>> load_words(1080, "minutes"), load_words(60, "minutes"), load_words(90, "minutes")
    ('18 hours', '1 hour', '90 minutes')
    >>> load_words(3, "units")
    '3'
    """
    if unit == "units":
        return str(load)
    number, rest = divmod(load, HOUR)
    if rest:
        return f"{load:,} minutes"
    return "1 hour" if number == 1 else f"{number:,} hours"
