"""The share of the setting's half-days that suit the supporter too."""

from __future__ import annotations

from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.criteria import Availability
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.scoring.scorer import Scorer
from matchmaker.scoring.share import Share, shared


def scorer(criterion: Availability, table: Table) -> Scorer:
    """The share of the setting's half-days that suit the supporter too."""
    share = Share(
        [request.days for request in table.requests],
        [supporter.days for supporter in table.supporters],
        ranked=False,
    )
    return lambda r, s, minutes: share.thousandths(r, s)


def evidence(
    criterion: Availability,
    matching_round: Round,
    request: Request,
    supporter: Supporter,
) -> Evidence:
    """The half-days shared, against all that suit the setting."""
    return shared(request.days, supporter.days)
