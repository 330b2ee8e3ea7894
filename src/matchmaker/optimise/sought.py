"""The objectives that a round seeks as sums over its candidates."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates import Candidates, pence_of_pairs
from matchmaker.candidates.preferences import Whose, choices_of_pairs
from matchmaker.domain.round import Round
from matchmaker.optimise.sums import Ints, Sum, weighted
from matchmaker.scoring import Scores

CHOICES: dict[str, Whose] = {
    "request-choice": "request",
    "supporter-choice": "supporter",
}
"""Objectives about preference lists, and whose lists they look at."""

OWN = ("cost", "change", *CHOICES)
"""Sums that may be sought as they are; coverage and points every model has."""


def sums_of(
    matching_round: Round, candidates: Candidates, scores: Scores
) -> dict[str, Sum]:
    """
    What the round seeks beside coverage and points, by name.

    Args:
        matching_round: The round.
        candidates: The pairs that may be used.
        scores: Their points.
    """
    parts = {
        part for objective in matching_round.objectives for part in objective.parts
    }
    plain = {
        "coverage": _coverage(matching_round, candidates),
        "points": Sum(scores.points.astype(np.int64), bonus=1),
    }
    if "cost" in parts:
        plain["cost"] = _cost(matching_round, candidates)
    if "change" in parts:
        plain["change"] = _change(matching_round, candidates)
    for name, whose in CHOICES.items():
        if name in parts:
            choices = choices_of_pairs(matching_round, candidates, whose)
            plain[name] = Sum(-choices, minimise=True)
    blends = {
        objective.name: weighted(
            ((weight, plain[part]) for part, weight in objective.blend.items()),
            len(candidates),
        )
        for objective in matching_round.objectives
        if objective.blend
    }
    return {name: plain[name] for name in OWN if name in plain} | blends


def _coverage(matching_round: Round, candidates: Candidates) -> Sum:
    requests = matching_round.requests
    priority = [matching_round.priority_of(request) for request in requests]
    return Sum(np.array(priority, np.int64)[candidates.request])


def _cost(matching_round: Round, candidates: Candidates) -> Sum:
    """Pence, of which less is better; a pair without a rate costs nothing."""
    return Sum(-pence_of_pairs(matching_round, candidates), minimise=True)


def _change(matching_round: Round, candidates: Candidates) -> Sum:
    """What each pairing of the plan before counts as lost, unless it is kept."""
    kept: Ints = np.zeros(len(candidates), np.int64)
    weights = matching_round.weight_before
    for (request, supporter), weight in weights.items():
        pair = _place(matching_round, candidates, request, supporter)
        if pair is not None:
            kept[pair] = weight
    return Sum(kept, minimise=True, base=sum(weights.values()))


def _place(
    matching_round: Round, candidates: Candidates, request: str, supporter: str
) -> int | None:
    """Where a pair stands among the candidates; `None` if it is none."""
    if (
        request not in matching_round.request_index
        or supporter not in matching_round.supporter_index
    ):
        return None
    return candidates.find(
        matching_round.request_index[request],
        matching_round.supporter_index[supporter],
    )
