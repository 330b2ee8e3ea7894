"""What deciding pairings and area leads together came to."""

from __future__ import annotations

from matchmaker.domain.frozen import Frozen


class Jointly(Frozen):
    """
    How good pairings and area leads are together, in points.

    Counted are the plan's points, and those of settings whose people have one lead.

    Attributes:
        in_turn: Where pairings are decided first, and leads in turn.
        points: Of the plan.
        bound: No plan has more that is as good in every objective ahead of points,
            and whose teams are no worse than those in turn in what comes before one
            lead for a setting; `None` if not known.
    """

    in_turn: int
    points: int
    bound: int | None

    @property
    def gained(self) -> int:
        """Points that deciding together brought."""
        return self.points - self.in_turn

    @property
    def lost_at_most(self) -> int | None:
        """Points by which the plan may fall behind the best; `None` if not known."""
        return None if self.bound is None else self.bound - self.points
