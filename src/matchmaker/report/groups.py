"""Groups in words."""

from __future__ import annotations

from matchmaker.domain.groups import UngroupedReason

WHY: dict[UngroupedReason, str] = {
    "too many": "more people applied together than a group may have",
    "no time": "no time suits all who applied together",
    "apart": "the rules keep some who applied together out of one group",
    "nobody": "too few others have a time in common and may be in one group",
    "no place": "there could be a group, but not for everybody at once",
}


def why_ungrouped(reason: UngroupedReason) -> str:
    """Why somebody is in no group, as a clause."""
    return WHY[reason]
