"""Tied requests are all given somebody, or none of them is."""

from typing import ClassVar, Literal

from matchmaker.domain.rules.base import Kind, Rule


class BothOrNone(Rule):
    """
    Tied requests are all given somebody, or none of them is. Always applies.

    Ties that people wrote down hold whether or not the programme lists the rule,
    and whatever its `roles`.

    Attributes:
        within_setting: All requests of one setting, in the rule's roles, are tied:
            of a setting's expert and mentor neither comes alone.
    """

    kind: ClassVar[Kind] = "coupling"
    name: Literal["both_or_none"] = "both_or_none"
    within_setting: bool = False
