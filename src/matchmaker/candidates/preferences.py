"""What people's preference lists say of pairs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from matchmaker.candidates.columns import Candidates
from matchmaker.domain.preferences import Ranked, names_on
from matchmaker.domain.round import Round

Ints = npt.NDArray[np.int64]
Whose = Literal["request", "supporter"]


class Listed(NamedTuple):
    """
    The pairs of somebody who gave a list.

    Attributes:
        ranked: The list.
        pairs: int64[n], positions of all their pairs.
        named: int64[k], positions of those pairs whose other side the list names.
        place: int64[k], the place of each of these on the list, from 0.
    """

    ranked: Ranked
    pairs: Ints
    named: Ints
    place: Ints


def listed_pairs(
    matching_round: Round, candidates: Candidates, whose: Whose
) -> Iterator[Listed]:
    """
    The pairs of everybody on one side who gave a list.

    Args:
        matching_round: The round.
        candidates: The pairs.
        whose: Those who ask, or those who offer.
    """
    if whose == "request":
        lists = [request.preferences for request in matching_round.requests]
        index, other = matching_round.supporter_index, candidates.supporter
        order, ends = np.arange(len(candidates)), candidates.indptr
    else:
        lists = [supporter.preferences for supporter in matching_round.supporters]
        index, other = matching_round.request_index, candidates.request
        order = np.argsort(candidates.supporter, kind="stable")
        counts = np.bincount(candidates.supporter, minlength=len(lists))
        ends = np.concatenate([[0], np.cumsum(counts)])
    for party, ranked in enumerate(lists):
        if ranked:
            pairs = order[ends[party] : ends[party + 1]]
            # Whoever is out of the round by now has no pair.
            named = [index.get(name, -1) for name in names_on(ranked)]
            who = np.array(named, dtype=np.int64)
            place = np.repeat(np.arange(len(ranked)), [len(tied) for tied in ranked])
            at, found = _positions(who, other[pairs])
            yield Listed(ranked, pairs, pairs[at], place[found])


def _positions(wanted: Ints, rising: npt.NDArray[np.int32]) -> tuple[Ints, Ints]:
    """Where values stand in a rising column, and which of them do."""
    at = np.searchsorted(rising, wanted)
    found = np.flatnonzero(at < len(rising))
    found = found[rising[at[found]] == wanted[found]]
    return at[found], found


def choices_of_pairs(
    matching_round: Round, candidates: Candidates, whose: Whose
) -> Ints:
    """
    Which choice of the one side's the other is in each pair.

    Args:
        matching_round: The round.
        candidates: The pairs.
        whose: Those who ask, or those who offer.

    Returns:
        int64[P], 1 for a first choice; see `matchmaker.domain.preferences.choice_on`.
    """
    choices = np.ones(len(candidates), dtype=np.int64)
    for listed in listed_pairs(matching_round, candidates, whose):
        better = np.cumsum([0, *map(len, listed.ranked)])
        choices[listed.pairs] = 1 + better[-1]
        choices[listed.named] = 1 + better[listed.place]
    return choices
