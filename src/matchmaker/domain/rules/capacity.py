"""Nobody gives more than they have, over all their roles and in each."""

from typing import ClassVar, Literal

from matchmaker.domain.rules.base import Kind, Rule


class Capacity(Rule):
    """Nobody gives more than they have, over all roles and in each. Always applies."""

    kind: ClassVar[Kind] = "coupling"
    name: Literal["capacity"] = "capacity"
