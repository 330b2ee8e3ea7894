"""Nobody is paired with somebody whom their list leaves out."""

from typing import Literal

from matchmaker.domain.rules.base import Rule


class Named(Rule):
    """
    Nobody is paired with somebody whom their list leaves out.

    A list ranks those of the other side whom somebody would like. Whoever gave none
    takes anybody.

    Attributes:
        of: Whose lists count: those of who asks, of who offers, or both.
    """

    name: Literal["named"] = "named"
    of: Literal["request", "supporter", "both"] = "both"
