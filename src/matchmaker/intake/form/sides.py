"""The two sides of a form, and names that it asks for in halves."""

from __future__ import annotations

from typing import Literal

from matchmaker.domain.spelling import folded

Side = Literal["requests", "supporters"]
SIDES: tuple[Side, ...] = ("requests", "supporters")
NAME_PARTS = {"first name": 0, "forename": 0, "given name": 0,
              "last name": 1, "surname": 1, "family name": 1}  # fmt: skip
"""Headings of a name in two columns, in the order in which they are joined."""
_NAME_PARTS = {folded(heading): half for heading, half in NAME_PARTS.items()}
FIRST, LAST = "first name", "last name"


def name_part(heading: str) -> int | None:
    """Which half of a name a question asks for; `None` for neither."""
    return _NAME_PARTS.get(folded(heading))
