"""Ids that rows have claimed, and what became of their rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matchmaker.intake.cells import CellFault, short
from matchmaker.intake.columns import plain

if TYPE_CHECKING:
    from matchmaker.intake.row import Row


EXAMPLE = "EXAMPLE"
"""Ids that begin with this came with the template."""


class Known:
    """
    The ids of one kind of thing, for finding duplicates and resolving references.

    Attributes:
        kind: The thing in a word, such as "setting".
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._claimed: dict[str, str] = {}
        self._good: set[str] = set()
        self._aliases: dict[str, str | None] = {}
        self._hints: dict[str, str] = {}
        self._parts: dict[str, tuple[str, ...]] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._good

    def claim(self, row: Row, key: str) -> bool:
        """Take an id for a row; a second claim is reported, and the first stands."""
        first = self._claimed.setdefault(key, row.where)
        if first == row.where:
            if key.startswith(EXAMPLE):
                row.warning(
                    "id",
                    f'"{short(key)}" is an example from the template, used like any row',
                    "Delete the row, unless you are trying the template out.",
                )
            return True
        row.error(
            "id",
            f'the {self.kind} id "{short(key)}" stands already in {first}',
            "Give each row an id of its own, or delete the second row.",
        )
        return False

    def accept(self, key: str) -> None:
        """The row with this id is part of the round."""
        self._good.add(key)
        self._hints.setdefault(plain(key), key)

    def alias(self, other: str, key: str) -> None:
        """A second name for an id; where two ids share it, it names neither."""
        self._aliases[other] = None if other in self._aliases else key

    def split(self, key: str, parts: tuple[str, ...]) -> None:
        """The row with this id became several things with ids of their own."""
        self._parts[key] = parts

    def resolve(self, key: str) -> str:
        """
        The id that a reference means.

        Raises:
            CellFault: It means nobody, or somebody whose row was left out.
        """
        if key in self._good:
            return key
        if key in self._parts:
            raise CellFault(
                f'{self.kind} "{short(key)}" became {", ".join(self._parts[key])}',
                "Name one of these.",
            )
        if key in self._claimed:
            raise CellFault(
                f'{self.kind} "{short(key)}" was left out because of '
                f"{self._claimed[key]}",
                "Mend that row first.",
            )
        other = self._aliases.get(key)
        if other in self._good and other is not None:
            return other
        raise CellFault(f'there is no {self.kind} "{short(key)}"', self._hint(key))

    def _hint(self, key: str) -> str:
        near = self._hints.get(plain(key))
        hint = f'Did you mean "{near}"? ' if near else ""
        return f"{hint}Correct the id, or add the {self.kind}."


@dataclass(frozen=True)
class Ids:
    """What is known of a round's ids while it is being read."""

    settings: Known = field(default_factory=lambda: Known("setting"))
    supporters: Known = field(default_factory=lambda: Known("supporter"))
    requests: Known = field(default_factory=lambda: Known("request"))


def refer(row: Row, name: str, known: Known) -> str | None:
    """The id that a cell refers to; reported, and the row unusable, if to nobody."""
    key = row.need(name)
    if key is None:
        return None
    try:
        return known.resolve(key)
    except CellFault as fault:
        row.error(name, fault.problem, fault.remedy)
        return None
