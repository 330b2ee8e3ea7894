"""Where a reading collects what is wrong, instead of stopping at the first fault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypedDict, Unpack

from matchmaker.domain.decisions import Conflict, Forbid
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


@dataclass(frozen=True)
class Stray:
    """
    Two who are kept apart, and are not both of this round.

    Attributes:
        file: The file or sheet that rules them out.
        row: The row as people count it.
        columns: Its columns of who asks and who offers, as the user wrote them.
        decision: The two as they were written, and why.
    """

    file: str
    row: int
    columns: tuple[str, str]
    decision: Forbid | Conflict


class Collector:
    """
    Problems in the order in which they were met.

    Attributes:
        strays: Pairs kept apart that may be another round's.
    """

    def __init__(self) -> None:
        self._found: list[Problem] = []
        self.strays: list[Stray] = []

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
