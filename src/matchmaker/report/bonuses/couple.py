"""Words for the bonus `couple`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.report.names import Names
from matchmaker.report.points import points_text
from matchmaker.report.speech import listed, with_article

if TYPE_CHECKING:
    from matchmaker.reasons import BonusReason

LABEL = "From one place"

_COME = {
    "authority": "come from the local authority {}",
    "region": "come from the region {}",
    "employer": "work at {}",
    "employer_group": "work for {}",
}
"""What the supporters have in common."""


def sentence(reason: BonusReason, names: Names) -> str:
    """Say who comes from one place, and the points that they earn together."""
    who = [
        f"{names.supporter(comer.supporter)} as {with_article(names.role(comer.role))}"
        for comer in reason.comers
    ]
    at_work = reason.by == "employer"
    place = names.setting(reason.value) if at_work else reason.value
    points = points_text(reason.points, names.round.decimals)
    return f"{listed(who)} {_COME[reason.by].format(place)} ({points} points together)"
