"""Loads in the unit that people know: hours, or places."""

from __future__ import annotations

from typing import Literal

from matchmaker.report.speech import counted
from matchmaker.report.table import in_hours

Unit = Literal["minutes", "units"]
"""What a programme counts."""

HOUR = 60
"""Minutes."""


def load_text(load: int, unit: Unit) -> str:
    """
    A load in words.

    >>> load_text(60, "minutes"), load_text(1080, "minutes"), load_text(90, "minutes")
    ('1 hour', '18 hours', '1.50 hours')
    >>> load_text(1, "units")
    '1 place'
    """
    if unit == "units":
        return counted(load, "place")
    return "1 hour" if load == HOUR else f"{in_hours(load):,} hours"
