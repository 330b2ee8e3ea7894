"""Who may pair with whom: every rule about a pair, asked in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from matchmaker.candidates.coded import Bools, Ints, Test
from matchmaker.candidates.columns import (
    UNKNOWN_MINUTES,
    Candidates,
    narrowed,
    narrowest,
)
from matchmaker.candidates.rules import pair_rule
from matchmaker.candidates.table import Table
from matchmaker.domain.round import Round

BLOCK = 256
"""Requests looked at together: large enough for numpy, small enough for the cache."""

SPARSE = 0.25
"""Below this share of survivors a block goes on pair by pair instead of as a grid."""


@dataclass(frozen=True)
class _Test:
    """One rule, ready to be asked: which column of the funnel, which requests."""

    column: int
    applies: Bools
    holds: Test


@dataclass(frozen=True)
class _Found:
    """The survivors of one block: how many of each request, and who they are."""

    block: Ints
    counts: Ints
    supporter: npt.NDArray[np.int32]

    @classmethod
    def of(cls, block: Ints, request: Ints, supporter: Ints) -> _Found:
        ends = np.searchsorted(request, block, side="right")
        counts = ends - np.searchsorted(request, block, side="left")
        return cls(block, counts, supporter.astype(np.int32))


def find_candidates(matching_round: Round) -> Candidates:
    """
    All pairs of a round that break no rule about a pair.

    Nothing is cut short: every pair that could be in a plan is here. Counts, per
    request and rule, the supporters whom the rule removed, each at the first rule
    that fails in the programme's order.
    """
    if matching_round.programme.scores == "given":
        return _given(matching_round)
    return Screen(matching_round).candidates()


class Screen:
    """The rules about a pair, ready to be asked about a round's pairs."""

    def __init__(self, matching_round: Round) -> None:
        self._table = Table(matching_round)
        self._tests = _tests(self._table)
        self._rules = tuple(rule.key for rule in matching_round.programme.pair_rules)

    def candidates(self) -> Candidates:
        """The pairs that break no rule, and what removed the others."""
        table = self._table
        removed = np.zeros((len(table.requests), len(self._rules)), dtype=np.int32)
        found = [
            _Found.of(block, *_screen_block(self._tests, table, block, removed))
            for block in _blocks(table)
        ]
        return _columns(table, *_gather(found, len(removed)), self._rules, removed)

    def failing(self, request: int) -> Bools:
        """
        Which supporter breaks which rule for one request, every rule asked anew.

        Returns:
            bool[K, S]: true where the supporter fails the rule, for the rules of
            `Programme.pair_rules` in order.
        """
        r = np.array([[request]], dtype=np.int64)
        s = np.arange(len(self._table.supporters), dtype=np.int64)[None, :]
        fails = np.zeros((len(self._rules), s.size), dtype=bool)
        for test in self._tests:
            if test.applies[request]:
                fails[test.column] = ~np.broadcast_to(test.holds(r, s), s.shape)[0]
        return fails


def _tests(table: Table) -> list[_Test]:
    roles = np.array([request.role for request in table.requests], dtype=object)
    tests = []
    for column, rule in enumerate(table.round.programme.pair_rules):
        applies = np.array([rule.speaks_of(role) for role in roles], dtype=bool)
        holds = pair_rule(rule.name).screen(rule, table)
        tests.append(_Test(column, applies, holds))
    return tests


def _blocks(table: Table) -> Iterator[Ints]:
    """Requests in blocks that are much alike, so that most tests are one row."""
    groups: dict[object, list[int]] = {}
    for position, (request, setting) in enumerate(
        zip(table.requests, table.settings, strict=True)
    ):
        place = (setting.region, setting.authority) if setting else (None, None)
        key = (request.role, *place, request.start, request.end, request.mode)
        groups.setdefault(key, []).append(position)
    for members in groups.values():
        for start in range(0, len(members), BLOCK):
            yield np.array(members[start : start + BLOCK], dtype=np.int64)


def _screen_block(
    tests: list[_Test], table: Table, block: Ints, removed: npt.NDArray[np.int32]
) -> tuple[Ints, Ints]:
    """Survivors of one block as pairs; what fell is counted into `removed`."""
    s = np.arange(len(table.supporters), dtype=np.int64)
    alive: Bools = np.ones((1, len(s)), dtype=bool)
    left = alive.sum(axis=1)
    for number, test in enumerate(tests):
        if not test.applies[block[0]]:
            continue
        holds = test.holds(block[:, None], s[None, :])
        if holds.all():
            continue
        alive = alive & holds
        before, left = left, alive.sum(axis=1)
        removed[block, test.column] = before - left
        used = alive.any(axis=0)
        s, alive = s[used], alive[:, used]
        if not len(s):
            break
        if len(alive) > 1 and left.sum() < SPARSE * alive.size:
            rows, columns = np.nonzero(alive)
            pairs = (block[rows], s[columns])
            return _screen_pairs(tests[number + 1 :], *pairs, removed)
    rows, columns = np.nonzero(np.broadcast_to(alive, (len(block), len(s))))
    return block[rows], s[columns]


def _screen_pairs(
    tests: list[_Test], r: Ints, s: Ints, removed: npt.NDArray[np.int32]
) -> tuple[Ints, Ints]:
    """The rest of the tests for pairs one by one, where few are left."""
    for test in tests:
        if not len(r) or not test.applies[r[0]]:
            continue
        holds = np.broadcast_to(test.holds(r, s), r.shape)
        np.add.at(removed[:, test.column], r[~holds], 1)
        r, s = r[holds], s[holds]
    return r, s


def _gather(blocks: list[_Found], requests: int) -> tuple[Ints, npt.NDArray[np.int32]]:
    """
    All blocks' pairs by request; who is in the column is forgotten in the blocks.

    Returns:
        int64[R + 1], where each request's pairs begin and end, and int32[P].
    """
    counts = np.zeros(requests, dtype=np.int64)
    for found in blocks:
        counts[found.block] = found.counts
    indptr = np.concatenate(([0], np.cumsum(counts)))
    supporter = np.empty(int(indptr[-1]), dtype=np.int32)
    while blocks:
        found = blocks.pop()
        before = np.cumsum(found.counts) - found.counts
        place = np.repeat(indptr[found.block] - before, found.counts)
        place += np.arange(len(place))
        supporter[place] = found.supporter
    return indptr, supporter


def _columns(
    table: Table,
    indptr: Ints,
    supporter: npt.NDArray[np.int32],
    names: tuple[str, ...],
    removed: npt.NDArray[np.int32],
) -> Candidates:
    loads = np.array([request.load for request in table.requests], dtype=np.int64)
    bare = Candidates(
        indptr=indptr,
        supporter=supporter,
        minutes=np.full(len(supporter), UNKNOWN_MINUTES, dtype=np.int16),
        load=np.repeat(narrowed(loads), np.diff(indptr)),
        rules=names,
        removed=removed,
    )
    return (
        replace(bare, minutes=_minutes(table, bare)) if table.round.settings else bare
    )


def _minutes(table: Table, candidates: Candidates) -> npt.NDArray[np.signedinteger]:
    """int[P], travel one way of the pairs that meet face to face."""
    minutes = candidates.minutes
    for part in candidates.chunks():
        request = candidates.request_of(part)
        supporter = candidates.supporter[part].astype(np.int64)
        there = np.broadcast_to(table.on_site(request, supporter), request.shape)
        travel = table.minutes(request[there], supporter[there])
        kind = narrowest(UNKNOWN_MINUTES, int(travel.max(initial=0)))
        minutes = minutes.astype(np.promote_types(kind, minutes.dtype), copy=False)
        minutes[part][there] = travel
    return minutes


def _given(matching_round: Round) -> Candidates:
    """The given pairs less those ruled out; all others fall at `forbidden`."""
    given = matching_round.given
    requests, supporters = len(matching_round.requests), len(matching_round.supporters)
    if given is None:
        raise ValueError("A round with given scores needs its pairs.")
    names = tuple(rule.key for rule in matching_round.programme.pair_rules)
    kept = np.arange(len(given))
    if matching_round.forbids:
        out = [
            matching_round.request_index[f.request] * supporters
            + matching_round.supporter_index[f.supporter]
            for f in matching_round.forbids
        ]
        keys = given.request.astype(np.int64) * supporters + given.supporter
        kept = np.flatnonzero(~np.isin(keys, out))
    counts = np.bincount(given.request[kept], minlength=requests)
    removed = np.zeros((requests, len(names)), dtype=np.int32)
    removed[:, names.index("forbidden")] = supporters - counts
    return Candidates(
        indptr=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        supporter=given.supporter[kept],
        minutes=np.full(len(kept), UNKNOWN_MINUTES, dtype=np.int16),
        load=narrowed(given.load[kept]),
        rules=names,
        removed=removed,
    )
