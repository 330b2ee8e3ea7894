"""How many of the setting's days suit the supporter."""

from typing import Literal

from matchmaker.domain.criteria.base import Criterion


class Availability(Criterion):
    """
    The share of the setting's half-days that suit the supporter too.

    Missing where either side names none.
    """

    name: Literal["availability"] = "availability"
