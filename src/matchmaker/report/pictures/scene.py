"""What both pictures of teams show, and the colours that they share."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from matchmaker.report.names import Names
from matchmaker.report.pictures.colours import team_colours
from matchmaker.report.speech import plural
from matchmaker.report.summary import spans_of, spans_text

if TYPE_CHECKING:
    from matchmaker.domain.supporter import Supporter
    from matchmaker.pipeline import Solved

CELL = 2_000
"""Places are drawn at the middle of squares of so many metres: no finer than the
first half of a postcode, so that no picture tells where somebody lives."""


@dataclass(frozen=True, eq=False)
class Scene:
    """
    Teams to be drawn.

    Attributes:
        solved: The solved round, with its teams.
        new: Leads who would be appointed anew, by id.
    """

    solved: Solved
    new: Set[str]

    @property
    def title(self) -> str:
        """What stands above."""
        leads = plural(Names(self.solved.round).lead)
        return f"{self.solved.round.programme.title}: {leads} and their teams"

    @property
    def told(self) -> list[str]:
        """Lines below the title."""
        spans = spans_of(self.solved)
        return [self.solved.round.name, *([] if spans is None else [spans_text(spans)])]

    @cached_property
    def colours(self) -> dict[str, str]:
        """The colour of each team, by its lead."""
        leads = [team.lead for team in self.solved.plan.teams]
        places = [cell_of(self.solved.round.supporter(lead)) for lead in leads]
        colours = team_colours([place or (0, 0) for place in places])
        return dict(zip(leads, colours, strict=True))


def cell_of(supporter: Supporter) -> tuple[int, int] | None:
    """The middle of the square somebody is in; `None` where that is not known."""
    if supporter.easting is None or supporter.northing is None:
        return None
    x, y = supporter.easting // CELL, supporter.northing // CELL
    return x * CELL + CELL // 2, y * CELL + CELL // 2
