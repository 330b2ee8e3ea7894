"""Whether both are in the same region, where that is only preferred."""

from typing import Literal

from matchmaker.domain.criteria.base import Criterion


class SameRegion(Criterion):
    """
    Whether the supporter works in the setting's region.

    For roles whose region rule is `preferred`. Missing where the setting's region
    is not known.
    """

    name: Literal["region"] = "region"
