"""The supporter works at one of the round's settings."""

from typing import Literal

from matchmaker.domain.rules.base import Rule


class Employed(Rule):
    """
    The supporter works at one of the round's settings.

    For support that is given where the supporter works, such as placements of
    trainees: whoever works nowhere could take nobody in.
    """

    name: Literal["employed"] = "employed"
