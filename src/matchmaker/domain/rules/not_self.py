"""Nobody is paired with themselves."""

from typing import Literal

from matchmaker.domain.rules.base import Rule


class NotSelf(Rule):
    """
    Nobody is paired with themselves.

    Somebody who asks and somebody who offers are one person where their ids are
    the same.
    """

    name: Literal["not_self"] = "not_self"
