"""How urgent a request is: whole points from a table, never a formula."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from matchmaker.domain.frozen import Frozen
from matchmaker.domain.request import Request
from matchmaker.domain.setting import Setting

DAYS_PER_WEEK = 7


class PriorityTable(Frozen):
    """
    Points that make one unit of a request weigh more in coverage.

    Attributes:
        base: Points of every request.
        idaci_decile: Extra points by decile of deprivation.
        judgement: Extra points by the setting's latest or worst recent judgement,
            whichever gives more.
        unmet_before: Extra points for each earlier round that left it unmet.
        unmet_most: At most this many rounds count.
        weeks_waiting: One extra point for each so many weeks since application;
            0 switches it off.
        waiting_most: At most this many extra points for waiting.
    """

    base: int = Field(default=1, ge=0)
    idaci_decile: dict[int, int] = {}
    judgement: dict[str, int] = {}
    unmet_before: int = Field(default=0, ge=0)
    unmet_most: int = Field(default=3, ge=0)
    weeks_waiting: int = Field(default=0, ge=0)
    waiting_most: int = Field(default=0, ge=0)

    def points(self, request: Request, setting: Setting | None, today: date) -> int:
        """Priority of one unit of a request; an explicit priority wins."""
        if request.priority is not None:
            return request.priority
        return (
            self.base
            + self._for_setting(setting)
            + self.unmet_before * min(request.unmet_before, self.unmet_most)
            + self._for_waiting(request.applied_on, today)
        )

    def _for_setting(self, setting: Setting | None) -> int:
        if setting is None:
            return 0
        latest = setting.inspection.judgement if setting.inspection else None
        judged = [
            self.judgement.get(judgement, 0)
            for judgement in (latest, setting.worst_judgement)
            if judgement is not None
        ]
        return max(judged, default=0) + self.idaci_decile.get(
            setting.idaci_decile or 0, 0
        )

    def _for_waiting(self, applied_on: date | None, today: date) -> int:
        if not self.weeks_waiting or applied_on is None or applied_on >= today:
            return 0
        weeks = (today - applied_on).days // DAYS_PER_WEEK
        return min(weeks // self.weeks_waiting, self.waiting_most)
