"""Which column of a form each question means: inferred, shown, and corrected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matchmaker.intake.form.claims import RANKING, Claim, is_same, likely, stated
from matchmaker.intake.form.likeness import EXACT
from matchmaker.intake.form.sides import Side

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme
    from matchmaker.intake.columns import Table
    from matchmaker.intake.raw import RawTable


@dataclass(frozen=True)
class Meaning:
    """
    What one question means.

    Attributes:
        index: Where its answers stand.
        heading: The question.
        requests: The column of requests that it fills; `None` for none.
        supporters: The column of supporters likewise.
        certain: Whether the heading or a person said so, not likeness.
    """

    index: int
    heading: str
    requests: str | None = None
    supporters: str | None = None
    certain: bool = True

    def on(self, side: Side) -> str | None:
        """The column filled on one side."""
        found: str | None = getattr(self, side)
        return found

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns filled, each once."""
        both = (self.requests, self.supporters)
        return tuple(dict.fromkeys(name for name in both if name is not None))


def understand(
    raw: RawTable,
    tables: Mapping[Side, Table],
    programme: Programme,
    corrections: Mapping[str, tuple[str, ...]],
) -> tuple[Meaning, ...]:
    """
    What each question of a form means, in order.

    A question that is a heading or a synonym means that column; others mean the
    column whose heading they are most like, if its words fit the answers.

    Args:
        raw: The form.
        tables: The tables that it fills.
        programme: Knows the words of columns.
        corrections: By folded question, the columns that a person says it means.
    """
    taken: dict[int, dict[Side, Claim]] = defaultdict(dict)
    for claim in stated(raw, tables, corrections):
        taken[claim.index][claim.side] = claim
    given = {(c.side, c.column) for mine in taken.values() for c in mine.values()}
    for claim in likely(raw, tables, programme, corrections):
        mine = taken[claim.index]
        # A first choice and a second may be asked for in questions of their own.
        again = claim.column != RANKING and (claim.side, claim.column) in given
        if claim.side in mine or again:
            continue
        # The two sides of a question ask the same thing.
        if all(is_same(other, claim, tables) for other in mine.values()):
            mine[claim.side] = claim
            given.add((claim.side, claim.column))
    return tuple(
        _meaning(index, heading, taken[index])
        for index, heading in enumerate(raw.heading)
    )


def _meaning(index: int, heading: str, taken: Mapping[Side, Claim]) -> Meaning:
    names = {side: claim.column for side, claim in taken.items()}
    certain = all(claim.score >= EXACT for claim in taken.values())
    return Meaning(
        index, heading, names.get("requests"), names.get("supporters"), certain
    )
