"""Requests tied together have the same supporters, or none."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates import Candidates
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Together
from matchmaker.optimise.rows import Ints, Rows


def rows(rule: Together, matching_round: Round, candidates: Candidates) -> Rows:
    """Each supporter is used for both of two requests, or for neither."""
    ties, index = matching_round.ties_of("together"), matching_round.request_index
    if not ties:
        return Rows.none()
    ones = [index[tie.request] for tie in ties]
    others = [index[tie.other] for tie in ties]
    which, pairs, other_pairs = candidates.in_common(ones, others)
    said = [f"{t.request} and {t.other} have the same supporters: " for t in ties]
    ids = [supporter.id for supporter in matching_round.supporters]
    people = candidates.supporter[pairs]
    both = Rows.of_entries(
        row=np.tile(np.arange(len(pairs)), 2),
        pair=np.concatenate([pairs, other_pairs]),
        coefficient=np.repeat([1, -1], len(pairs)),
        upper=[0] * len(pairs),
        names=[
            f"{said[tie]}{ids[person]} supports both or neither"
            for tie, person in zip(which.tolist(), people.tolist(), strict=True)
        ],
        lower=[0] * len(pairs),
    )
    barred = [f"{words}nobody who cannot support " for words in said]
    of_one = [words + tie.other for words, tie in zip(barred, ties, strict=True)]
    of_other = [words + tie.request for words, tie in zip(barred, ties, strict=True)]
    return Rows.stack(
        [
            both,
            _nobody_else(candidates, ones, (which, pairs), of_one),
            _nobody_else(candidates, others, (which, other_pairs), of_other),
        ]
    )


def _nobody_else(
    candidates: Candidates,
    requests: list[int],
    shared: tuple[Ints, Ints],
    names: list[str],
) -> Rows:
    """
    Whoever is a candidate of one of two requests only cannot be used.

    Args:
        candidates: All pairs.
        requests: The one request of each tie.
        shared: Ties, and pairs of the one request whose supporter both have.
        names: What to say of each tie.
    """
    which, pairs = candidates.of_each(requests)
    ties, kept = shared
    # A request may stand in several ties, so a pair counts in each on its own.
    size = len(candidates)
    alone = ~np.isin(which * size + pairs, ties * size + kept)
    concerned, row = np.unique(which[alone], return_inverse=True)
    return Rows.of_entries(
        row=row,
        pair=pairs[alone],
        coefficient=np.ones(len(row), dtype=np.int64),
        upper=[0] * len(concerned),
        names=[names[tie] for tie in concerned.tolist()],
    )
