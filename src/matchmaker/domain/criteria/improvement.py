"""Whether the supporter has helped a setting out of a poor judgement."""

from typing import Literal

from matchmaker.domain.criteria.base import Criterion


class Improvement(Criterion):
    """Whether the supporter has moved a setting out of a poor judgement."""

    name: Literal["improvement"] = "improvement"
