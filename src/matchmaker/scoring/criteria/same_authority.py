"""Whether the supporter knows the setting's local authority."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates.coded import UNKNOWN, Codes, Ints, Membership
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.criteria import THOUSANDTHS, SameAuthority
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.scoring.scorer import Scorer


def scorer(criterion: SameAuthority, table: Table) -> Scorer:
    """Whether the supporter knows the setting's local authority."""
    codes = Codes()
    theirs = codes.column(
        setting.authority if setting else None for setting in table.settings
    )
    own = codes.column(supporter.authority for supporter in table.supporters)
    named = Membership([supporter.authorities for supporter in table.supporters])
    rows = named.rows(
        setting.authority if setting else None for setting in table.settings
    )
    silent = np.array(
        [s.authority is None and not s.authorities for s in table.supporters],
        dtype=bool,
    )

    def score(r: Ints, s: Ints, minutes: Ints) -> Ints:
        marks = named.table[rows[r], s] * criterion.named
        marks = np.where(theirs[r] == own[s], THOUSANDTHS, marks)
        return np.where((theirs[r] == UNKNOWN) | silent[s], UNKNOWN, marks)

    return score


def evidence(
    criterion: SameAuthority,
    matching_round: Round,
    request: Request,
    supporter: Supporter,
) -> Evidence:
    """The supporter's own and named authorities, against the setting's."""
    setting = matching_round.setting_of(request)
    known = (supporter.authority, *supporter.authorities)
    return Evidence(
        tuple(dict.fromkeys(name for name in known if name)) or None,
        setting.authority if setting else None,
    )
