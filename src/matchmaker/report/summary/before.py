"""What became of the plan before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matchmaker.report.before import fates
from matchmaker.report.speech import counted

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved


@dataclass(frozen=True, slots=True)
class Before:
    """
    What became of the plan before.

    Attributes:
        pairings: How many it had.
        kept: How many of them this plan has, too.
        impossible: How many could not be kept, whatever the plan.
    """

    pairings: int
    kept: int
    impossible: int


def before_of(solved: Solved) -> Before | None:
    """What became of the plan before; `None` in rounds without one."""
    if not solved.round.before:
        return None
    found = fates(solved)
    return Before(
        pairings=len(found),
        kept=sum(fate.kept for fate in found),
        impossible=sum(fate.impossible is not None for fate in found),
    )


def before_text(before: Before) -> str:
    """
    What became of the plan before, in a sentence.

    >>> before_text(Before(pairings=14, kept=12, impossible=1))
    'Of the plan before 12 of 14 pairings are kept; 1 of the others is impossible now.'
    """
    kept = f"{before.kept:,} of {counted(before.pairings, 'pairing')} are kept"
    if not before.impossible:
        return f"Of the plan before {kept}."
    verb = "is" if before.impossible == 1 else "are"
    rest = f"{before.impossible:,} of the others {verb} impossible now"
    return f"Of the plan before {kept}; {rest}."
