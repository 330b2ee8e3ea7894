"""Answers to a programme's own fields, of one pair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from matchmaker.domain.field import FieldValue, Side, words_of
from matchmaker.domain.request import Request
from matchmaker.domain.spelling import folded
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def answer(
    facts: Facts, request: Request, supporter: Supporter, of: Side, field: str
) -> FieldValue | None:
    """What one side answered to a field; `None` where it did not."""
    if of == "request":
        return request.fields.get(field)
    if of == "supporter":
        return supporter.fields.get(field)
    setting = facts.setting_of(request)
    if setting is None:
        return None
    return setting.fields.get(field)


def both_words(
    request: Request, supporter: Supporter, field: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The request's words and the supporter's; none where there is no answer."""
    return words_of(request.fields.get(field)), words_of(supporter.fields.get(field))


def level_gap(
    facts: Facts, request: Request, supporter: Supporter, field: str
) -> int | None:
    """How far the supporter stands above; `None` where either side is silent."""
    asked = facts.programme.fields[field]
    theirs = asked.rank(supporter.fields.get(field))
    ours = asked.rank(request.fields.get(field))
    if theirs is None or ours is None:
        return None
    return theirs - ours


def among(word: str, words: Iterable[str]) -> bool:
    """Whether a word is one of some others, without case, spaces and punctuation."""
    return any(folded(word) == folded(other) for other in words)


def akin(word: str, other: str, families: Mapping[str, Iterable[str]]) -> bool:
    """Whether some family holds both words."""
    return any(
        among(word, members) and among(other, members) for members in families.values()
    )
