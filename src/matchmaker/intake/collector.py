"""Where a reading collects what is wrong, instead of stopping at the first fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN = 12
"""So many allowed words are listed in a remedy; more would bury it."""


class Collector:
    """Problems in the order in which they were met."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    @property
    def found(self) -> tuple[Problem, ...]:
        """All problems so far."""
        return tuple(self._found)

    def error(
        self,
        file: str,
        problem: str,
        remedy: str,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
    ) -> None:
        """Something was left out."""
        found = Problem(
            level="error",
            file=file,
            row=row,
            column=column,
            value=value,
            problem=problem,
            remedy=remedy,
        )
        self._found.append(found)

    def warning(
        self,
        file: str,
        problem: str,
        remedy: str,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
    ) -> None:
        """Something was used, but less well than it might be."""
        found = Problem(
            level="warning",
            file=file,
            row=row,
            column=column,
            value=value,
            problem=problem,
            remedy=remedy,
        )
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
