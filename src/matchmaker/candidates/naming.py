"""Whom answers name: supporters by id or by the place where they work, askers by id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from matchmaker.candidates.table import Table
from matchmaker.domain.field import FieldValue, Side, words_of
from matchmaker.domain.request import Request
from matchmaker.domain.spelling import folded
from matchmaker.domain.supporter import Supporter


def pairs_named(
    table: Table, of: Side, lists: Sequence[Iterable[str]]
) -> Iterator[tuple[int, int]]:
    """
    Positions of each request and supporter of whom one names the other.

    Args:
        table: The round's records.
        of: Who names the others.
        lists: Folded words of each request, of its setting, or of each supporter.
    """
    if of == "supporter":
        others = _positions(names_of_request(request) for request in table.requests)
    else:
        others = _positions(names_of_supporter(one) for one in table.supporters)
    for position, words in enumerate(lists):
        for word in words:
            for other in others.get(word, ()):
                yield (other, position) if of == "supporter" else (position, other)


def name_met(
    answer: FieldValue | None, of: Side, request: Request, supporter: Supporter
) -> str | None:
    """The id under which an answer names the pair's other side; `None` if it does not."""
    ids = (
        names_of_request(request)
        if of == "supporter"
        else names_of_supporter(supporter)
    )
    named = {folded(word) for word in words_of(answer)}
    return next(
        (name for name in ids if name is not None and folded(name) in named), None
    )


def names_of_request(request: Request) -> tuple[str | None, ...]:
    """Ids by which a supporter's answer may mean a request."""
    return (request.setting,)


def names_of_supporter(supporter: Supporter) -> tuple[str | None, ...]:
    """Ids by which a request's answer may mean a supporter: their own, their place's."""
    return (supporter.id, supporter.employer)


def _positions(names: Iterable[tuple[str | None, ...]]) -> dict[str, list[int]]:
    """Who may be meant by each id, folded."""
    found: dict[str, list[int]] = defaultdict(list)
    for position, ids in enumerate(names):
        for name in ids:
            if name is not None:
                found[folded(name)].append(position)
    return found
