"""Nobody supports a person who supports them."""

from typing import ClassVar, Literal

from matchmaker.domain.rules.base import Kind, Rule


class NotEachOther(Rule):
    """
    Nobody supports a person who supports them.

    For programmes in which people ask, and one person may both ask and offer.
    """

    kind: ClassVar[Kind] = "coupling"
    name: Literal["not_each_other"] = "not_each_other"
