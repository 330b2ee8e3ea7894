"""How short the journey is."""

from typing import Literal

from pydantic import Field

from matchmaker.domain.criteria.base import Criterion


class TravelTime(Criterion):
    """
    How short the journey is: full marks up to some minutes, none at the limit.

    Straight-line in between. Virtual support has full marks. The limit is the
    one the travel rule holds for this pair.

    Attributes:
        full_minutes: Up to this many minutes a journey has full marks.
    """

    name: Literal["travel_time"] = "travel_time"
    full_minutes: int = Field(ge=0, le=600)
