"""Every pair that a person decided is in the plan."""

from typing import ClassVar, Literal

from matchmaker.domain.rules.base import Kind, Rule


class Pinned(Rule):
    """Every pair that a person decided is in the plan. Always applies."""

    kind: ClassVar[Kind] = "coupling"
    name: Literal["pinned"] = "pinned"
