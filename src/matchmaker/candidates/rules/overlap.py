"""Both sides' answers to a field have a word in common."""

from __future__ import annotations

from matchmaker.candidates.answers import Common, Families, silent, word_lists
from matchmaker.candidates.coded import Test, at
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.domain.field import words_of
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Overlap
from matchmaker.domain.supporter import Supporter


def screen(rule: Overlap, table: Table) -> Test:
    """Both sides' answers to a field have a word, or two words of one family, in common."""
    families = Families(rule.families)
    asked = [families.with_kin(w) for w in word_lists(table, "request", rule.field)]
    held = word_lists(table, "supporter", rule.field)
    common = Common(asked, held)
    if rule.silent == "fails":
        return common.any
    none_asked, none_held = silent(asked), silent(held)
    return lambda r, s: common.any(r, s) | at(none_asked, r) | none_held[s]


def evidence(
    rule: Overlap, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """The supporter's words, against the request's."""
    return Evidence(
        words_of(supporter.fields.get(rule.field)),
        words_of(request.fields.get(rule.field)),
    )
