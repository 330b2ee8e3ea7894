"""
Where a round falls apart: parties that no pair ties to any others.

People who work in one region only, and in one role, share pairs with nobody beyond.
Such an island can be solved as if there were no other: sums add up over islands, and
worst-off is that of the worst.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.candidates.columns import CHUNK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matchmaker.candidates import Candidates
    from matchmaker.optimise.model import Indices, Ints


@dataclass(frozen=True, eq=False)
class Island:
    """
    Some parties and all their pairs.

    Attributes:
        candidates: The pairs of the whole round.
        requests: int64[r], positions of its requests, rising.
        supporters: int64[s], positions of its supporters, rising.
        place: int64[S], where each of its supporters stands among them; of no meaning
            for others.
    """

    candidates: Candidates
    requests: Ints
    supporters: Ints
    place: Ints

    def chunks(self) -> Iterator[tuple[Ints, Ints]]:
        """
        All pairs in pieces of whole requests.

        Yields:
            int64[E], the place of each pair's request in `requests`, rising; and
            int64[E], the pairs' positions among the candidates, rising.
        """
        ends = np.cumsum(np.diff(self.candidates.indptr)[self.requests])
        cuts = np.searchsorted(ends, np.arange(CHUNK, ends[-1], CHUNK)) + 1
        bounds = np.unique(np.concatenate([[0], cuts, [len(ends)]])).tolist()
        for first, last in pairwise(bounds):
            which, pairs = self.candidates.of_each(self.requests[first:last])
            yield which + first, pairs


def islands_of(candidates: Candidates, supporters: int) -> list[Island]:
    """
    All islands in which there is any pair, the one with the fewest pairs first.

    Args:
        candidates: The pairs.
        supporters: How many supporters there are.
    """
    label = _labels(candidates, supporters)
    counts = np.diff(candidates.indptr)
    asking = np.flatnonzero(counts)
    of_request = label[candidates.supporter[candidates.indptr[asking]]]
    pairs = np.bincount(of_request, counts[asking], minlength=supporters)
    found = np.flatnonzero(pairs)
    place = np.zeros(supporters, np.int64)
    islands = []
    for number in found[np.argsort(pairs[found], kind="stable")].tolist():
        offering = np.flatnonzero(label == number)
        place[offering] = np.arange(len(offering))
        requests = asking[of_request == number]
        islands.append(Island(candidates, requests, offering, place))
    return islands


def _labels(candidates: Candidates, supporters: int) -> Indices:
    """int32[S], for each supporter the lowest whom any chain of pairs leads to."""
    label = np.arange(supporters, dtype=np.int32)
    asking = np.flatnonzero(np.diff(candidates.indptr))
    everybody = np.arange(supporters)
    whole = Island(candidates, asking, everybody, everybody)
    while len(asking):
        before = label.copy()
        for which, pairs in whole.chunks():
            who = candidates.supporter[pairs]
            first = np.flatnonzero(np.diff(which, prepend=-1))
            lowest = np.minimum.reduceat(label[who], first)
            counts = np.diff(first, append=len(which))
            np.minimum.at(label, who, np.repeat(lowest, counts))
        label = label[label]
        if np.array_equal(before, label):
            break
    return label
