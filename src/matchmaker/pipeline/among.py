"""Pairs of people who may be with each other, whichever of them is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchmaker.candidates import Candidates
from matchmaker.candidates.rules import pair_rule
from matchmaker.candidates.table import Table
from matchmaker.domain.round import Round
from matchmaker.scoring import Scores

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

PERSONAL = ("forbidden", "conflict", "not_named")
"""Rules about these two people: whoever breaks one must not meet at all."""

BLOCK = 512
"""So many people are held against everybody else in one go."""


def mutual(candidates: Candidates, fits: Bools) -> Candidates:
    """
    The pairs that hold both ways, in a round whose people stand on both sides alike.

    What each rule removed stays as it was counted: one way, for the one who asks.

    Args:
        candidates: The pairs that hold one way at least.
        fits: bool[N], who can be in a pair at all.
    """
    people = len(candidates.indptr) - 1
    may = np.zeros((people, people), dtype=bool)
    may[candidates.request, candidates.supporter] = True
    both = may[candidates.supporter, candidates.request]
    both &= fits[candidates.request] & fits[candidates.supporter]
    counts = np.bincount(candidates.request[both], minlength=people)
    return Candidates(
        indptr=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        supporter=candidates.supporter[both],
        minutes=candidates.minutes[both],
        load=candidates.load[both],
        rules=candidates.rules,
        removed=candidates.removed,
    )


@dataclass(frozen=True, eq=False)
class Links:
    """
    Pairs of people, each pair once.

    Attributes:
        there: int64[E], where the pair stands among the candidates if the one who
            stands first in the round asks.
        back: int64[E], where it stands if the other asks.
        first: int64[E], the position of the one.
        second: int64[E], the position of the other.
        points: int64[E], of both ways together.
    """

    there: Ints
    back: Ints
    first: Ints
    second: Ints
    points: Ints

    def only(self, kept: Bools) -> Links:
        """Some of them."""
        columns = (self.there, self.back, self.first, self.second, self.points)
        return Links(*(column[kept] for column in columns))

    def of(self, one: int, other: int) -> int:
        """The number of the link between two people, of whom there is one."""
        low, high = min(one, other), max(one, other)
        begin, end = (int(np.searchsorted(self.first, p)) for p in (low, low + 1))
        return begin + int(np.searchsorted(self.second[begin:end], high))


def turned(candidates: Candidates) -> Ints:
    """int64[P]: where each pair stands the other way round."""
    # The pairs rise by who asks, then by who comes. Sorted by who comes they are the
    # same pairs the other way round, in the same order.
    return np.argsort(candidates.supporter, kind="stable")


def links_of(candidates: Candidates, scores: Scores) -> Links:
    """Candidates that hold both ways, as links."""
    there = np.flatnonzero(candidates.request < candidates.supporter)
    back = turned(candidates)[there]
    first = candidates.request[there].astype(np.int64)
    second = candidates.supporter[there].astype(np.int64)
    points = scores.points[there] + scores.points[back]
    return Links(there, back, first, second, points)


def strangers(whole: Round) -> frozenset[tuple[int, int]]:
    """Positions of those who must not meet at all, the lower first."""
    table = Table(whole)
    tests = [
        (rule, pair_rule(rule.name).screen(rule, table))
        for rule in whole.programme.pair_rules
        if rule.name in PERSONAL
    ]
    found: set[tuple[int, int]] = set()
    supporters = np.arange(len(whole.supporters), dtype=np.int64)[None, :]
    for block in _blocks(len(whole.requests)):
        for _, holds in tests:
            fails = ~np.broadcast_to(
                holds(block[:, None], supporters), (len(block), supporters.size)
            )
            rows, columns = np.nonzero(fails)
            found |= _ordered(block[rows].tolist(), columns.tolist())
    return frozenset(found)


def _blocks(number: int) -> Iterator[Ints]:
    for start in range(0, number, BLOCK):
        yield np.arange(start, min(start + BLOCK, number), dtype=np.int64)


def _ordered(ones: list[int], others: list[int]) -> set[tuple[int, int]]:
    pairs = zip(ones, others, strict=True)
    return {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}


def removed_as_company(
    whole: Round, person: int, others: npt.NDArray[np.int64]
) -> dict[str, int]:
    """
    How many of some others could not have a person, by the first rule that fails.

    Args:
        whole: The round, in which everybody also asks.
        person: The position of the person.
        others: int64[K], positions of those who ask.
    """
    table = Table(whole)
    here = np.full(1, person, dtype=np.int64)
    found: dict[str, int] = {}
    for rule in whole.programme.pair_rules:
        if not len(others):
            break
        holds = pair_rule(rule.name).screen(rule, table)
        kept = np.broadcast_to(holds(others, here), others.shape)
        if not kept.all():
            found[rule.key] = int((~kept).sum())
        others = others[kept]
    return found
