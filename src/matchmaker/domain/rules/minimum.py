"""Requests and supporters get the least that was promised them."""

from typing import ClassVar, Literal

from matchmaker.domain.rules.base import Kind, Rule


class Minimum(Rule):
    """Requests and supporters get the least that was promised them. Always applies."""

    kind: ClassVar[Kind] = "coupling"
    name: Literal["minimum"] = "minimum"
