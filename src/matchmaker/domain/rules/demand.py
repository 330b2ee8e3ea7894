"""No request gets more units than it wants, nor one supporter twice."""

from typing import ClassVar, Literal

from matchmaker.domain.rules.base import Kind, Rule


class Demand(Rule):
    """No request gets more than it wants, nor the same supporter twice. Always applies."""

    kind: ClassVar[Kind] = "coupling"
    name: Literal["demand"] = "demand"
