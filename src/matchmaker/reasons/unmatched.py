"""Every request that did not get all it asked for, and the places it shares."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker.pipeline import Solved
from matchmaker.reasons.answers import ShortageReason
from matchmaker.reasons.outlook import why_short
from matchmaker.reasons.records import UnmetReason
from matchmaker.reasons.unmet import UnmetReasons


@dataclass(frozen=True, slots=True)
class Unmatched:
    """
    Why a request did not get all it asked for.

    Attributes:
        reason: Who fell at which rule, and who serves others instead.
        shortage: The requests that share too few places with it, if counting places
            shows why it stayed open.
    """

    reason: UnmetReason
    shortage: ShortageReason | None


def explain_unmatched(solved: Solved) -> tuple[Unmatched, ...]:
    """Reasons for every request not wholly met, in the plan's order."""
    reasons = UnmetReasons(solved)
    return tuple(
        Unmatched(reasons.why_unmet(missing), why_short(solved, missing.request))
        for missing in solved.plan.unmet
    )
