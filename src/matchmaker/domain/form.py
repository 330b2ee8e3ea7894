"""How one table of answers becomes requests and supporters."""

from __future__ import annotations

from pydantic import Field

from matchmaker.domain.frozen import Frozen


class Form(Frozen):
    """
    One table of answers in which some ask, some offer, and some do both.

    Attributes:
        field: The field in which people say what they are.
        asks: Its words for those who ask.
        offers: Its words for those who offer; a word may stand in both lists.
    """

    field: str
    asks: tuple[str, ...] = Field(min_length=1)
    offers: tuple[str, ...] = Field(min_length=1)
