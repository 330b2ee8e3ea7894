"""Nobody has too many pairings at the same time."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.candidates import Candidates
from matchmaker.domain.round import Round
from matchmaker.domain.rules import AtOnce
from matchmaker.optimise.calendar import busiest_days
from matchmaker.optimise.rows import Rows, spoken_of

Ints = npt.NDArray[np.int64]


def rows(rule: AtOnce, matching_round: Round, candidates: Candidates) -> Rows:
    """On no day does anybody have more than so many pairings under way."""
    pairs = _concerned(rule, matching_round, candidates)
    busy = busiest_days(matching_round, candidates, pairs)
    binding = np.bincount(busy.row, minlength=len(busy.day)) > rule.most
    number, kept = np.cumsum(binding) - 1, binding[busy.row]
    pairings = "pairing" if rule.most == 1 else "pairings"
    names = [
        f"{matching_round.supporters[busy.supporter[day]].id} has at most {rule.most} "
        f"{pairings} at once{busy.when(day)}"
        for day in np.flatnonzero(binding).tolist()
    ]
    return Rows.of_entries(
        number[busy.row[kept]],
        busy.pair[kept],
        np.ones(int(kept.sum()), dtype=np.int64),
        [rule.most] * len(names),
        names,
    )


def _concerned(rule: AtOnce, matching_round: Round, candidates: Candidates) -> Ints:
    """Pairs of supporters with room for more than so many, at whatever time."""
    spoken = spoken_of(rule, matching_round, candidates)
    lightest = np.full(len(matching_round.supporters), np.iinfo(np.int64).max)
    np.minimum.at(lightest, candidates.supporter[spoken], candidates.load[spoken])
    capacity = [matching_round.capacity_of(s) for s in matching_round.supporters]
    roomy = np.array(capacity, dtype=np.int64) // lightest > rule.most
    return np.flatnonzero(spoken & roomy[candidates.supporter])
