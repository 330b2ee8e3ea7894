"""Nobody is paired with somebody whom a field names."""

from __future__ import annotations

from matchmaker.candidates.answers import answer_of, answers, word_lists
from matchmaker.candidates.coded import Exclusions, Test
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.naming import name_met, pairs_named
from matchmaker.candidates.table import Table
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import NotNamed
from matchmaker.domain.supporter import Supporter


def screen(rule: NotNamed, table: Table) -> Test:
    """Nobody is paired with somebody whom one side's answer to a field names."""
    return Exclusions(pairs_named(table, rule.of, _lists(rule, table))).allow


def _lists(rule: NotNamed, table: Table) -> list[tuple[str, ...]]:
    """Whom each side's answer names; nobody where an exception is on record."""
    lists = word_lists(table, rule.of, rule.field)
    if rule.unless is None:
        return lists
    exceptions = answers(table, rule.of, rule.unless)
    return [
        () if exception else words
        for words, exception in zip(lists, exceptions, strict=True)
    ]


def evidence(
    rule: NotNamed, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """Whom or what the answer names, if it is the other side of the pair."""
    answer = answer_of(matching_round, request, supporter, rule.of, rule.field)
    return Evidence(name_met(answer, rule.of, request, supporter))
