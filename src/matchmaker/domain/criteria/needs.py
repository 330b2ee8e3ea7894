"""How well the supporter's specialisms cover the setting's needs."""

from typing import Literal

from matchmaker.domain.criteria.base import Criterion


class Needs(Criterion):
    """
    How much of what the setting needs is a specialism of the supporter.

    Of n ranked needs, the first counts n, the second n - 1, the last 1; the
    sub-score is the share of these that is covered. Missing where the setting
    named no need or the supporter no specialism.
    """

    name: Literal["needs"] = "needs"
