"""What a programme does with the answers to its own fields."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from matchmaker.domain.criteria import OtherThanNamed
from matchmaker.domain.field import words_of
from matchmaker.domain.rules import Answered, Differ, NotNamed, Recent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matchmaker.domain.accounts import AccountsKind
    from matchmaker.domain.field import FieldValues, Side
    from matchmaker.domain.programme import Programme

BLANK = 40
"""So many of a thousand answers are missing."""
SELDOM = 950
"""So many are missing where an answer is an exception, or names somebody."""
ALONE = 700
"""So many of a thousand apply with nobody."""


class Asked:
    """Fields that are more than their kind says, by what the programme does with them."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme

    def blanks(self, name: str) -> int:
        """How many of a thousand leave a field blank."""
        if name == self.together:
            return ALONE
        return SELDOM if name in self.seldom else BLANK

    def wanted(self, name: str, side: Side) -> tuple[str, ...]:
        """The words that a rule asks of this side, or of those who work there."""
        for rule in self._programme.rules:
            if not isinstance(rule, Answered) or rule.field != name:
                continue
            if side in (rule.of, "setting"):
                return rule.one_of
        return ()

    def years_before(self, given: FieldValues) -> int:
        """Since how many whole years, by the answer on which the load depends."""
        loads = (role.load_by for role in self._programme.roles.values())
        for load in filter(None, loads):
            for years, word in enumerate(load.minutes):
                if word in words_of(given.get(load.field)):
                    return years
        return 0

    @property
    def together(self) -> str | None:
        """The field in which those who apply together write the same."""
        groups = self._programme.groups
        return groups.together if groups else None

    @property
    def shared(self) -> str | None:
        """The field with the ids of people who share a job."""
        return self._of_accounts("training", "job_share")

    @property
    def times(self) -> str | None:
        """The field of times to meet, in half-days or in anybody's own words."""
        return self._of_accounts("induction", "slots")

    @property
    def began(self) -> str | None:
        """The field that says when all began, maybe years before the round."""
        return self._of_accounts("induction", "started")

    def _of_accounts(self, kind: AccountsKind, key: str) -> str | None:
        """A field that accounts of one kind look at."""
        accounts = self._programme.accounts
        return getattr(accounts, key) if accounts and accounts.kind == kind else None

    @cached_property
    def recent(self) -> Mapping[str, int]:
        """Fields of dates that may not be long past, with the days that may be."""
        rules = (*self._programme.rules, *self._programme.warnings)
        return {rule.field: rule.days for rule in rules if isinstance(rule, Recent)}

    @cached_property
    def seldom(self) -> frozenset[str]:
        """Fields that name people, or record exceptions."""
        named = [rule for rule in self._programme.rules if isinstance(rule, NotNamed)]
        preferred = self._programme.criteria
        return frozenset(
            {rule.field for rule in named}
            | {rule.unless for rule in named if rule.unless}
            | {c.field for c in preferred if isinstance(c, OtherThanNamed)}
            | ({self.shared} if self.shared else set())
        )

    @cached_property
    def distinct(self) -> frozenset[str]:
        """Fields in which equal answers keep people apart."""
        rules = self._programme.rules
        return frozenset(rule.field for rule in rules if isinstance(rule, Differ))

    @cached_property
    def percents(self) -> frozenset[str]:
        """Fields with somebody's share of full time."""
        loads = (role.load_by for role in self._programme.roles.values())
        return frozenset(load.percent for load in loads if load and load.percent)
