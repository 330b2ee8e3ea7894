"""Words for the bonus `peers`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.report.names import NAMED, Names
from matchmaker.report.points import points_text
from matchmaker.report.speech import listed_first

if TYPE_CHECKING:
    from matchmaker.reasons import BonusReason

LABEL = "In company"

_AT = {
    "authority": "in the local authority {}",
    "region": "in the region {}",
    "employer": "at {}",
    "employer_group": "within {}",
}
"""Where the supporters are."""


def sentence(reason: BonusReason, names: Names) -> str:
    """Say who is not alone at a place, who else is there, and the points for it."""
    at_work = reason.by == "employer"
    place = names.setting(reason.value) if at_work else reason.value
    who = names.setting(reason.setting)
    others = listed_first([names.setting(one) for one in reason.peers], NAMED)
    verb = "is" if len(reason.peers) == 1 else "are"
    points = points_text(reason.points, names.round.decimals)
    return (
        f"{who} has company {_AT[reason.by].format(place)}: {others} {verb} there "
        f"at the same time ({points} points)"
    )
