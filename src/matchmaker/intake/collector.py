"""Where a reading collects what is wrong, instead of stopping at the first fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict, Unpack

from matchmaker.domain.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN = 12
"""So many allowed words are listed in a remedy; more would bury it."""


Level = Literal["error", "warning"]


class Where(TypedDict, total=False):
    """Where in a file a problem stands, as far as it is known; see `Problem`."""

    row: int | None
    column: str | None
    value: str | None


class Collector:
    """Problems in the order in which they were met."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    @property
    def found(self) -> tuple[Problem, ...]:
        """All problems so far."""
        return tuple(self._found)

    def error(
        self, file: str, problem: str, remedy: str, **where: Unpack[Where]
    ) -> None:
        """Something was left out."""
        self._add("error", file, problem, remedy, where)

    def warning(
        self, file: str, problem: str, remedy: str, **where: Unpack[Where]
    ) -> None:
        """Something was used, but less well than it might be."""
        self._add("warning", file, problem, remedy, where)

    def _add(
        self, level: Level, file: str, problem: str, remedy: str, where: Where
    ) -> None:
        found = Problem(level=level, file=file, problem=problem, remedy=remedy, **where)
        self._found.append(found)


def listed(words: Sequence[str]) -> str:
    """
    Words for a message, the first few of them.

    >>> listed(["expert", "mentor"])
    'expert, mentor'
    """
    shown = ", ".join(words[:SHOWN])
    more = len(words) - SHOWN
    return f"{shown} and {more} more" if more > 0 else shown
