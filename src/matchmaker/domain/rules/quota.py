"""Every quota of the round is kept."""

from typing import ClassVar, Literal

from matchmaker.domain.rules.base import Kind, Rule


class Quotas(Rule):
    """As many pairings fall under each of the round's quotas as it asks and allows."""

    kind: ClassVar[Kind] = "coupling"
    name: Literal["quota"] = "quota"
