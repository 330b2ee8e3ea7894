"""Requests that a person keeps apart never share a supporter."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates import Candidates
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Apart
from matchmaker.optimise.rows import Rows


def rows(rule: Apart, matching_round: Round, candidates: Candidates) -> Rows:
    """Of two requests kept apart, at most one has each supporter."""
    ties, index = matching_round.ties_of("apart"), matching_round.request_index
    if not ties:
        return Rows.none()
    which, pairs, other_pairs = candidates.in_common(
        [index[tie.request] for tie in ties], [index[tie.other] for tie in ties]
    )
    said = [f"{t.request} and {t.other} are kept apart: not both have " for t in ties]
    ids = [supporter.id for supporter in matching_round.supporters]
    people = candidates.supporter[pairs]
    return Rows.of_entries(
        row=np.tile(np.arange(len(pairs)), 2),
        pair=np.concatenate([pairs, other_pairs]),
        coefficient=np.ones(2 * len(pairs), dtype=np.int64),
        upper=[1] * len(pairs),
        names=[
            said[tie] + ids[person]
            for tie, person in zip(which.tolist(), people.tolist(), strict=True)
        ],
    )
