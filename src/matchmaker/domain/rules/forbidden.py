"""No pair that a person ruled out."""

from typing import Literal

from matchmaker.domain.rules.base import Rule


class Forbidden(Rule):
    """No pair that a person ruled out. Always applies."""

    name: Literal["forbidden"] = "forbidden"
