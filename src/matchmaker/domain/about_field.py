"""What rules and criteria about a programme's own fields have in common."""

from __future__ import annotations

from typing import ClassVar

from matchmaker.domain.field import WORDS, FieldKind, Side
from matchmaker.domain.frozen import Frozen


class AboutField(Frozen):
    """
    A part of a programme that looks at one of its own fields.

    Attributes:
        sides: Who must be asked the field for it to make sense.
        kinds: The kinds of field that it understands.
        field: The name of the field.
    """

    sides: ClassVar[tuple[Side, ...]] = ()
    kinds: ClassVar[tuple[FieldKind, ...]] = WORDS
    name: str
    field: str

    @property
    def sides_asked(self) -> tuple[Side, ...]:
        """Who must be asked the field."""
        return self.sides

    @property
    def fields_asked(self) -> tuple[tuple[str, Side], ...]:
        """Every field that is looked at, with the side that answers it."""
        return tuple((self.field, side) for side in self.sides_asked)

    @property
    def words_named(self) -> tuple[str, ...]:
        """The words of the field that the parameters name."""
        return ()

    @property
    def key(self) -> str:
        """The name and the field's, such as `overlap:languages`."""
        return f"{self.name}:{self.field}"


class OfOneSide(AboutField):
    """
    A part of a programme that looks at what one side answered to a field.

    Attributes:
        of: Whose answer counts.
    """

    of: Side

    @property
    def sides_asked(self) -> tuple[Side, ...]:
        """The side whose answer counts."""
        return (self.of,)

    @property
    def key(self) -> str:
        """The name, the field's and the side, such as `answered:consent:request`."""
        return f"{super().key}:{self.of}"
