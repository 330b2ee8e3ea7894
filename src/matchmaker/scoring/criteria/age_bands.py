"""The share of the setting's age bands with which the supporter has worked."""

from __future__ import annotations

from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.criteria import AgeBands
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.scoring.scorer import Scorer
from matchmaker.scoring.share import Share, shared


def scorer(criterion: AgeBands, table: Table) -> Scorer:
    """The share of the setting's age bands with which the supporter has worked."""
    share = Share(
        [setting.ages if setting else () for setting in table.settings],
        [supporter.ages for supporter in table.supporters],
        ranked=False,
    )
    return lambda r, s, minutes: share.thousandths(r, s)


def evidence(
    criterion: AgeBands, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """The age bands shared, against all the setting's."""
    setting = matching_round.setting_of(request)
    return shared(setting.ages if setting else (), supporter.ages)
