"""Answers to a programme's own fields, in the order of a table's rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from matchmaker.candidates.coded import Bools, Codes, Ints, at
from matchmaker.candidates.table import Table
from matchmaker.domain.field import FieldValue, Side, words_of
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.spelling import folded
from matchmaker.domain.supporter import Supporter

LANE = 64
"""So many words are compared at once, a bit a word."""


def answers(table: Table, of: Side, field: str) -> list[FieldValue | None]:
    """Each request's, its setting's or each supporter's answer; `None` without one."""
    if of == "supporter":
        return [supporter.fields.get(field) for supporter in table.supporters]
    if of == "request":
        return [request.fields.get(field) for request in table.requests]
    return [p.fields.get(field) if p is not None else None for p in table.settings]


def answer_of(
    matching_round: Round,
    request: Request,
    supporter: Supporter,
    of: Side,
    field: str,
) -> FieldValue | None:
    """What one side of a pair answered; `None` without an answer."""
    if of == "supporter":
        return supporter.fields.get(field)
    if of == "request":
        return request.fields.get(field)
    setting = matching_round.setting_of(request)
    return None if setting is None else setting.fields.get(field)


def word_lists(table: Table, of: Side, field: str) -> list[tuple[str, ...]]:
    """Each answer as words, folded, each word once; none without an answer."""
    return [
        tuple(dict.fromkeys(folded(word) for word in words_of(answer)))
        for answer in answers(table, of, field)
    ]


def silent(lists: Iterable[Collection[str]]) -> Bools:
    """bool[n]: who gave no word."""
    return np.array([not words for words in lists], dtype=bool)


def levels(table: Table, of: Side, field: str) -> tuple[Ints, Bools]:
    """int64[n], each answer's level or number, and bool[n], whether there is one."""
    asked = table.round.programme.fields[field]
    ranks = [asked.rank(answer) for answer in answers(table, of, field)]
    return (
        np.array([rank or 0 for rank in ranks], dtype=np.int64),
        np.array([rank is not None for rank in ranks], dtype=bool),
    )


class Families:
    """Words that may stand for each other; a word may belong to several families."""

    def __init__(self, families: Mapping[str, Iterable[str]]) -> None:
        self._kin: dict[str, set[str]] = defaultdict(set)
        for members in families.values():
            family = {folded(word) for word in members}
            for word in family:
                self._kin[word] |= family

    def with_kin(self, words: Iterable[str]) -> set[str]:
        """Folded words, and all that may stand for one of them."""
        return {kin for word in words for kin in (word, *self._kin.get(word, ()))}


class Common:
    """Which requests and supporters have a word in common, many pairs at once."""

    def __init__(
        self, asked: Sequence[Collection[str]], held: Sequence[Collection[str]]
    ) -> None:
        codes = Codes()
        wanted = {word for words in asked for word in words}
        coded = [[codes.code(w) for w in words if w in wanted] for words in held]
        self._held = np.zeros((len(codes) // LANE + 1, len(held)), dtype=np.uint64)
        for supporter, numbers in enumerate(coded):
            for lane, bits in _lanes(numbers):
                self._held[lane, supporter] = bits
        known = len(codes)
        lanes = [
            _lanes(code for w in words if (code := codes.code(w)) < known)
            for words in asked
        ]
        most = max((len(parts) for parts in lanes), default=0)
        self._lanes = np.zeros((most, len(asked)), dtype=np.int64)
        self._bits = np.zeros((most, len(asked)), dtype=np.uint64)
        for request, parts in enumerate(lanes):
            for part, (lane, bits) in enumerate(parts):
                self._lanes[part, request], self._bits[part, request] = lane, bits

    def any(self, r: Ints, s: Ints) -> Bools:
        """Whether each pair has a word in common; a `Test`."""
        met: Bools = np.zeros((1,) * r.ndim, dtype=bool)
        for lanes, bits in zip(self._lanes, self._bits, strict=True):
            met = met | ((self._held[at(lanes, r), s] & at(bits, r)) != 0)
        return met


def _lanes(numbers: Iterable[int]) -> list[tuple[int, np.uint64]]:
    """The numbers as bits, lane by lane."""
    found: dict[int, int] = defaultdict(int)
    for number in numbers:
        found[number // LANE] |= 1 << (number % LANE)
    return [(lane, np.uint64(bits)) for lane, bits in found.items()]
