"""Who leads whom."""

from __future__ import annotations

from pydantic import Field

from matchmaker.domain.frozen import Frozen

MOST_SAME_LEAD = 1_000_000
MOST_APPOINT_MINUTES = 1_000_000


class Teams(Frozen):
    """
    The span of control of those who lead.

    Attributes:
        lead_role: The role that leads.
        member_roles: Matched people in these roles are led.
        target: The span that is meant.
        warn_below: A lead in use with fewer people is warned about.
        most: No lead has more.
        same_lead: Points of each setting whose matched people all have one lead.
        appoint_from: Holders of these roles may be appointed too.
        appoint_minutes: What one more lead counts as, in minutes of travel one way.
    """

    lead_role: str
    member_roles: tuple[str, ...]
    target: int = Field(ge=1)
    warn_below: int = Field(ge=0)
    most: int = Field(ge=1)
    same_lead: int = Field(default=0, ge=0, le=MOST_SAME_LEAD)
    appoint_from: tuple[str, ...] = ()
    appoint_minutes: int = Field(default=0, ge=0, le=MOST_APPOINT_MINUTES)
