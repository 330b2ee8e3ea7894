"""How much of what the request answers to a field the supporter answers too."""

from __future__ import annotations

from matchmaker.candidates.answers import Families, word_lists
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.criteria import OverlapShare
from matchmaker.domain.field import words_of
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.spelling import folded
from matchmaker.domain.supporter import Supporter
from matchmaker.scoring.scorer import Scorer
from matchmaker.scoring.share import Share


def scorer(criterion: OverlapShare, table: Table) -> Scorer:
    """How much of what the request answers to a field the supporter answers too."""
    share = Share(
        word_lists(table, "request", criterion.field),
        word_lists(table, "supporter", criterion.field),
        ranked=criterion.ranked,
        families=Families(criterion.families),
        kin=criterion.kin,
    )
    return lambda r, s, minutes: share.thousandths(r, s)


def evidence(
    criterion: OverlapShare,
    matching_round: Round,
    request: Request,
    supporter: Supporter,
) -> Evidence:
    """The words covered, against all asked for; apart those met by their family only."""
    asked = words_of(request.fields.get(criterion.field))
    held = {folded(word) for word in words_of(supporter.fields.get(criterion.field))}
    families = Families(criterion.families)
    covered = tuple(word for word in asked if folded(word) in held)
    near = tuple(
        word
        for word in asked
        if word not in covered
        and not held.isdisjoint(families.with_kin([folded(word)]))
    )
    return Evidence(covered if held else None, asked, near)
