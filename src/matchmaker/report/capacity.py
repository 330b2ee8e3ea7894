"""What a supporter gives of what they offer, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.round import Round
from matchmaker.report.names import Names
from matchmaker.report.speech import counted
from matchmaker.report.table import in_hours

if TYPE_CHECKING:
    from matchmaker.reasons import SeenSupporter, SupporterOutlook


def capacity_line(
    outlook: SupporterOutlook | SeenSupporter, matching_round: Round
) -> str:
    """What a supporter gives in the plan, of what they offer and do not keep back."""
    who = Names(matching_round).supporter(outlook.supporter)
    if matching_round.programme.unit == "minutes":
        at_once = matching_round.programme.capacity_holds == "at once"
        whole = f"{in_hours(outlook.capacity):,} hours{' at once' if at_once else ''}"
        kept = kept_back_text(matching_round, outlook.supporter)
        return f"{who} gives {in_hours(outlook.load):,} of {whole}{kept}."
    return f"{who} gives {outlook.load:,} of {counted(outlook.capacity, 'place')}."


def kept_back_text(matching_round: Round, supporter_id: str) -> str:
    """What a supporter's roles keep back besides; nothing if they keep back nothing."""
    roles = matching_round.supporter(supporter_id).roles
    minutes = matching_round.programme.reserved_minutes(roles)
    return f", beside {in_hours(minutes):,} kept back for leading" if minutes else ""
