"""Nobody is paired with somebody whom a field names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from matchmaker.candidates.answers import answer_of, answers, word_lists
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Exclusions, Table, Test
from matchmaker.domain.field import folded, words_of
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import NotNamed
from matchmaker.domain.supporter import Supporter


def screen(rule: NotNamed, table: Table) -> Test:
    """Nobody is paired with somebody whom one side's answer to a field names."""
    return Exclusions(_named(rule, table)).allow


def _named(rule: NotNamed, table: Table) -> Iterator[tuple[int, int]]:
    """Positions of each request and supporter of whom one names the other."""
    if rule.of == "supporter":
        others = _positions(_names_of_request(request) for request in table.requests)
    else:
        others = _positions(_names_of_supporter(one) for one in table.supporters)
    for position, words in enumerate(_lists(rule, table)):
        for word in words:
            for other in others.get(word, ()):
                yield (
                    (other, position) if rule.of == "supporter" else (position, other)
                )


def _names_of_request(request: Request) -> tuple[str | None, ...]:
    """Ids by which a supporter's answer may mean a request."""
    return (request.setting,)


def _names_of_supporter(supporter: Supporter) -> tuple[str | None, ...]:
    """Ids by which a request's answer may mean a supporter: their own, their place's."""
    return (supporter.id, supporter.employer)


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


def _positions(names: Iterable[tuple[str | None, ...]]) -> dict[str, list[int]]:
    """Who may be meant by each id, folded."""
    found: dict[str, list[int]] = defaultdict(list)
    for position, ids in enumerate(names):
        for name in ids:
            if name is not None:
                found[folded(name)].append(position)
    return found


def evidence(
    rule: NotNamed, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """Whom or what the answer names, if it is the other side of the pair."""
    answer = answer_of(matching_round, request, supporter, rule.of, rule.field)
    by_supporter = rule.of == "supporter"
    ids = _names_of_request(request) if by_supporter else _names_of_supporter(supporter)
    named = {folded(word) for word in words_of(answer)}
    return Evidence(
        next((name for name in ids if name is not None and folded(name) in named), None)
    )
