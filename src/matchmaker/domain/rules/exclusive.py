"""Pairs that a person ruled out together are not both made."""

from typing import ClassVar, Literal

from matchmaker.domain.rules.base import Kind, Rule


class Exclusive(Rule):
    """Pairs that a person ruled out together are not both made. Always applies."""

    kind: ClassVar[Kind] = "coupling"
    name: Literal["exclusive"] = "exclusive"
