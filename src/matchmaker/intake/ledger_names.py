"""Names that rows of a ledger spell in several ways: told, because caps hang on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.spelling import folded, nearest
from matchmaker.intake.cells import short

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matchmaker.intake.row import Row

NEARLY = 88
"""From this likeness (of 100) on, two providers may be one with a slip of the pen."""


class LedgerNames:
    """The names met so far in one kind of column, such as mentors or providers."""

    def __init__(self, known: Iterable[str], *, warn_of_near: bool) -> None:
        """
        Begin with the names of a round, if there is one.

        Args:
            known: These stand as they are.
            warn_of_near: Whether names that are only nearly alike are told.
        """
        self._warn_of_near = warn_of_near
        self._told = set(known)
        self._first = {folded(name): (name, "the round") for name in sorted(self._told)}

    def meet(self, row: Row, column: str) -> None:
        """Tell if a row spells a name otherwise than the rows above, once for each."""
        name = row.text(column)
        if name is None:
            return
        key = folded(name)
        if key not in self._first:
            near = self._near(name)
            self._first[key] = name, row.where
            if near is not None:
                row.warning(
                    column,
                    f'"{short(name)}" is nearly "{short(near)}", and counts as another',
                    "If they are one, write them alike: hours are capped for each.",
                    name,
                )
            return
        first, where = self._first[key]
        if name not in (first, *self._told):
            self._told.add(name)
            row.warning(
                column,
                f'"{short(name)}" was taken for "{short(first)}" of {where}',
                "Write it the same way everywhere; if they are two, name them apart.",
                name,
            )

    def _near(self, name: str) -> str | None:
        if not self._warn_of_near or not self._first:
            return None
        return nearest(name, [first for first, _ in self._first.values()], NEARLY)
