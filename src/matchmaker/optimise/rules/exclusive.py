"""Pairs that a person ruled out together are not both made."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates import Candidates
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Exclusive
from matchmaker.optimise.rows import Rows


def rows(rule: Exclusive, matching_round: Round, candidates: Candidates) -> Rows:
    """At most one of two pairs is used; where one cannot be, there is no row."""
    requests, supporters = (
        matching_round.request_index,
        matching_round.supporter_index,
    )
    pairs: list[int] = []
    names: list[str] = []
    for either in matching_round.exclusions:
        one = candidates.find(requests[either.request], supporters[either.supporter])
        other = candidates.find(
            requests[either.other_request], supporters[either.other_supporter]
        )
        if one is not None and other is not None:
            pairs += [one, other]
            names.append(
                f"{either.request} with {either.supporter} and {either.other_request} "
                f"with {either.other_supporter} are not both made"
            )
    return Rows.of_entries(
        row=np.arange(len(names)).repeat(2),
        pair=np.array(pairs, dtype=np.int64),
        coefficient=np.ones(len(pairs), dtype=np.int64),
        upper=[1] * len(names),
        names=names,
    )
