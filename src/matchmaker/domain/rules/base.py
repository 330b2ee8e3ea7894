"""What every rule has: a name, the roles it speaks of, and a sentence."""

from __future__ import annotations

from typing import ClassVar, Literal

from matchmaker.domain.about_field import AboutField
from matchmaker.domain.frozen import Frozen

Kind = Literal["pair", "coupling"]


class Rule(Frozen):
    """
    A rule that must hold. The class's docstring is the rule as its owners say it.

    Attributes:
        kind: `pair` rules look at one request and one supporter; `coupling`
            rules tie several pairings together.
        roles: The roles the rule speaks of; empty means all.
    """

    kind: ClassVar[Kind] = "pair"
    name: str
    roles: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What tells the rule from the programme's others: usually its name."""
        return self.name

    def speaks_of(self, role: str) -> bool:
        """Whether the rule applies to requests for a role."""
        return not self.roles or role in self.roles


class FieldRule(AboutField, Rule):
    """A rule about one of the programme's own fields; it may be listed for several."""
