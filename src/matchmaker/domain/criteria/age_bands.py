"""Whether the supporter has worked with children of the same ages."""

from typing import Literal

from matchmaker.domain.criteria.base import Criterion


class AgeBands(Criterion):
    """
    The share of the setting's age bands with which the supporter has worked.

    Missing where either side names none.
    """

    name: Literal["age_bands"] = "age_bands"
