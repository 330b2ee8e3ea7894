"""What every rule has: a name, the roles it speaks of, and a sentence."""

from __future__ import annotations

from typing import ClassVar, Literal

from matchmaker.domain.field import WORDS, FieldKind
from matchmaker.domain.frozen import Frozen

Kind = Literal["pair", "coupling"]
Side = Literal["request", "setting", "supporter"]
"""Who answers a field of the programme."""


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


class FieldRule(Rule):
    """
    A rule about one of the programme's own fields; it may be listed for several.

    Attributes:
        sides: Who must be asked the field for the rule to make sense.
        kinds: The kinds of field that the rule understands.
        field: The name of the field.
    """

    sides: ClassVar[tuple[Side, ...]] = ()
    kinds: ClassVar[tuple[FieldKind, ...]] = WORDS
    field: str

    @property
    def sides_asked(self) -> tuple[Side, ...]:
        """Who must be asked the field."""
        return self.sides

    @property
    def fields_asked(self) -> tuple[tuple[str, Side], ...]:
        """Every field that the rule looks at, with the side that answers it."""
        return tuple((self.field, side) for side in self.sides_asked)

    @property
    def words_named(self) -> tuple[str, ...]:
        """The words of the field that the rule's parameters name."""
        return ()

    @property
    def key(self) -> str:
        """The rule's name and the field's, such as `overlap:languages`."""
        return f"{self.name}:{self.field}"
