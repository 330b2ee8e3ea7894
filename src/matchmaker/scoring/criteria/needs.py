"""How much of what the setting needs is a specialism of the supporter."""

from __future__ import annotations

from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.criteria import Needs
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.scoring.scorer import Scorer
from matchmaker.scoring.share import Share, shared


def scorer(criterion: Needs, table: Table) -> Scorer:
    """How much of what the setting needs is a specialism of the supporter."""
    share = Share(
        [request.needs for request in table.requests],
        [supporter.specialisms for supporter in table.supporters],
        ranked=True,
    )
    return lambda r, s, minutes: share.thousandths(r, s)


def evidence(
    criterion: Needs, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """The needs covered, against all needs."""
    return shared(request.needs, supporter.specialisms)
