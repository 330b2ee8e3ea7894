"""How long one journey takes."""

from __future__ import annotations

from matchmaker import geo
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter


def minutes_between(
    matching_round: Round, request: Request, supporter: Supporter
) -> int | None:
    """Minutes one way from a supporter to a request's setting; `None` if unknown."""
    setting = matching_round.setting_of(request)
    if setting is None:
        return None
    stated = matching_round.travel.get((setting.id, supporter.id))
    if stated is not None:
        return stated
    ends = (setting.easting, setting.northing, supporter.easting, supporter.northing)
    if None in ends:
        return None
    return int(geo.travel_minutes(geo.distance_metres(*ends)))  # type: ignore[arg-type]
