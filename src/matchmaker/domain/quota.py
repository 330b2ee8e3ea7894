"""How many pairings some part of a round must and may get."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from matchmaker.domain.bonuses import Affiliation
from matchmaker.domain.frozen import Frozen

QuotaBy = Literal[
    "region",
    "authority",
    "group",
    "setting_type",
    "phase",
    "supporter region",
    "supporter authority",
    "employer",
    "employer group",
]
"""Whose value decides: the setting's (the phase is the request's), or one of the
supporter's (see `OF_SUPPORTER`)."""

OF_SUPPORTER: dict[QuotaBy, Affiliation] = {
    "supporter region": "region",
    "supporter authority": "authority",
    "employer": "employer",
    "employer group": "employer_group",
}
"""Where the supporter's value decides: which one, for `Round.affiliation_of`."""

WHERE: dict[QuotaBy, str] = {
    "region": "in {}",
    "authority": "in {}",
    "group": "with settings of {}",
    "setting_type": "with settings of the type {}",
    "phase": "in the phase {}",
    "supporter region": "by supporters from {}",
    "supporter authority": "by supporters from {}",
    "employer": "by supporters who work at {}",
    "employer group": "by supporters who work for {}",
}
"""Which pairings fall under a quota, in words."""


class Quota(Frozen):
    """
    How many pairings some part of the round gets, at the least and at the most.

    Attributes:
        by: Whose value decides whether a pairing falls under the quota.
        name: The value: a region, a group, the id of an employer ...
        role: Only pairings in this role count; `None` counts all.
        least: So many pairings there must be.
        most: More there may not be; `None` sets no limit.
        reason: Why, in the decider's words.
        by_whom: Who decided.
        on: When.
    """

    by: QuotaBy
    name: str
    role: str | None = None
    least: int = Field(default=0, ge=0)
    most: int | None = Field(default=None, ge=0)
    reason: str = ""
    by_whom: str = ""
    on: date | None = None

    @property
    def key(self) -> tuple[QuotaBy, str, str | None]:
        """What the quota is about; no two quotas of a round are about the same."""
        return self.by, self.name, self.role

    def __str__(self) -> str:
        """Read as `at least 3 pairings in Lancashire as expert`."""
        return f"{self._limits()} {self.where}"

    @property
    def where(self) -> str:
        """Which pairings fall under it: `in Lancashire as expert`."""
        place = WHERE[self.by].format(self.name)
        return place if self.role is None else f"{place} as {self.role}"

    def _limits(self) -> str:
        if self.most is None:
            return f"at least {_pairings(self.least)}"
        if self.most == 0:
            return "no pairings"
        if self.least == self.most:
            return f"exactly {_pairings(self.most)}"
        if self.least == 0:
            return f"at most {_pairings(self.most)}"
        return f"at least {self.least} and at most {_pairings(self.most)}"

    @model_validator(mode="after")
    def _check_limits(self) -> Self:
        if self.most is not None and self.most < self.least:
            raise ValueError(
                f"a quota {self.where} asks for at least {self.least} "
                f"and at most {self.most}"
            )
        return self


def _pairings(count: int) -> str:
    return f"{count} pairing" if count == 1 else f"{count} pairings"
