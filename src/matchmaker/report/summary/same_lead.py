"""How far settings have one lead for all their people."""

from __future__ import annotations

from matchmaker.domain.jointly import Jointly
from matchmaker.pipeline.teams import SameLead
from matchmaker.report.points import points_text
from matchmaker.report.speech import counted


def same_lead_text(same: SameLead, decimals: int) -> str:
    """
    How far settings have one lead, and what another plan could gain by it at most.

    >>> same_lead_text(SameLead(possible=9, several=8, shared=7, each=50), 0)
    'Of 8 settings with several people 7 have one lead, worth 350 points; deciding pairings first lost 100 points of that at most.'
    """
    settings = counted(same.several, "setting")
    verb = "has" if same.shared == 1 else "have"
    found = (
        f"Of {settings} with several people {same.shared:,} {verb} one lead, "
        f"worth {points_text(same.points, decimals)} points"
    )
    if same.jointly is not None:
        return f"{found}; {_jointly_text(same.jointly, decimals)}"
    if not same.lost_at_most:
        return f"{found}: as much as any plan could have."
    return (
        f"{found}; deciding pairings first lost "
        f"{points_text(same.lost_at_most, decimals)} points of that at most."
    )


def _jointly_text(jointly: Jointly, decimals: int) -> str:
    """
    What deciding pairings and leads together gained, and what it may still lose.

    >>> _jointly_text(Jointly(in_turn=900, points=930, bound=930), 0)
    'decided together, pairings and leads have 30 points more than in turn, and no plan has more.'
    """
    more = points_text(jointly.gained, decimals) if jointly.gained else "no"
    return (
        f"decided together, pairings and leads have {more} points more than in turn, "
        f"and {_best_text(jointly.lost_at_most, decimals)}."
    )


def _best_text(lost: int | None, decimals: int) -> str:
    """How much more the best plan has than this one."""
    if lost is None:
        return "how much more another plan could have is not known"
    if not lost:
        return "no plan has more"
    return f"the best plan has {points_text(lost, decimals)} more at most"
