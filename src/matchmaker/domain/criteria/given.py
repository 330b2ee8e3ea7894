"""Points that were given with the round."""

from typing import Literal

from matchmaker.domain.criteria.base import Criterion


class Given(Criterion):
    """The points that were given with the round, taken as they are."""

    name: Literal["given"] = "given"
    weight: Literal[1] = 1
