"""Requests tied together have the same supporters, or none."""

from typing import ClassVar, Literal

from matchmaker.domain.rules.base import Kind, Rule


class Together(Rule):
    """Requests tied together have the same supporters, or none. Always applies."""

    kind: ClassVar[Kind] = "coupling"
    name: Literal["together"] = "together"
