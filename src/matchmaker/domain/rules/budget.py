"""No region spends more than it has."""

from typing import ClassVar, Literal

from matchmaker.domain.rules.base import Kind, Rule


class Budget(Rule):
    """No region spends more than the round's budget for it, nor all together."""

    kind: ClassVar[Kind] = "coupling"
    name: Literal["budget"] = "budget"
