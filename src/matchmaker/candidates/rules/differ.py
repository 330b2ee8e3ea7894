"""Both sides' answers to a field have no word in common."""

from __future__ import annotations

from matchmaker.candidates.answers import Common, word_lists
from matchmaker.candidates.coded import Test
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.field import words_of
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Differ
from matchmaker.domain.spelling import folded
from matchmaker.domain.supporter import Supporter


def screen(rule: Differ, table: Table) -> Test:
    """Both sides' answers to a field have no word in common."""
    common = Common(
        word_lists(table, "request", rule.field),
        word_lists(table, "supporter", rule.field),
    )
    return lambda r, s: ~common.any(r, s)


def evidence(
    rule: Differ, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """The words that both sides answered, as the supporter wrote them."""
    asked = {folded(word) for word in words_of(request.fields.get(rule.field))}
    held = words_of(supporter.fields.get(rule.field))
    return Evidence(tuple(word for word in held if folded(word) in asked))
