"""What prices speak about, worked out from the round again."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from matchmaker import certify
from matchmaker.candidates import pence_of_pairs
from matchmaker.candidates.preferences import Whose, choices_of_pairs
from matchmaker.domain.objective import Objective
from matchmaker.pipeline.bonuses import can_be_earned
from matchmaker.pipeline.solved import Solved


def certified_facts(solved: Solved) -> certify.Facts:
    """The pairs, bounds and sums over pairs of a solved round, without any solver."""
    whole = solved.round
    floors = [0 if whole.minimum_if_used else s.minimum for s in whole.supporters]
    pinned = np.zeros(len(solved.candidates), dtype=bool)
    for pin in whole.pins:
        pair = _pair(solved, pin.request, pin.supporter)
        if pair is not None:
            pinned[pair] = True
    return certify.Facts(
        request=solved.candidates.request,
        supporter=solved.candidates.supporter,
        points=solved.scores.points,
        load=solved.candidates.load,
        pinned=pinned,
        demand=_column([request.demand for request in whole.requests]),
        minimum=_column([request.minimum for request in whole.requests]),
        priority=_column([whole.priority_of(request) for request in whole.requests]),
        capacity=_column([whole.capacity_of(s) for s in whole.supporters]),
        supporter_minimum=_column(floors),
        sums=_sums(solved),
        band=next((o.band for o in whole.objectives if o.name == "leximin"), None),
        bonused=can_be_earned(whole, solved.candidates),
    )


def _sums(solved: Solved) -> dict[str, certify.Sum]:
    """Cost, change and blends, as far as the round seeks them."""
    objectives = solved.round.objectives
    in_every_model = {"coverage", "points"}
    alone = {name for o in objectives for name in o.parts} - in_every_model
    parts = dict(_parts(solved, alone | {name for o in objectives for name in o.blend}))
    blends = [o for o in objectives if o.blend and set(o.blend) <= parts.keys()]
    named = {name: part for name, part in parts.items() if name not in in_every_model}
    return named | {o.name: _blended(o, parts, solved) for o in blends}


def _parts(solved: Solved, names: set[str]) -> Iterator[tuple[str, certify.Sum]]:
    request = solved.candidates.request
    requests = solved.round.requests
    if "coverage" in names:
        priority = _column([solved.round.priority_of(r) for r in requests])
        yield "coverage", certify.Sum(priority[request])
    # What several pairings earn together is points too, and no sum over pairs.
    if "points" in names and not can_be_earned(solved.round, solved.candidates):
        yield "points", certify.Sum(solved.scores.points)
    if "cost" in names:
        pence = pence_of_pairs(solved.round, solved.candidates)
        yield "cost", certify.Sum(-pence, minimise=True)
    if "change" in names:
        yield "change", _change(solved)
    sides: tuple[Whose, ...] = ("request", "supporter")
    for side in sides:
        if f"{side}-choice" in names:
            choices = choices_of_pairs(solved.round, solved.candidates, side)
            yield f"{side}-choice", certify.Sum(-choices, minimise=True)


def _change(solved: Solved) -> certify.Sum:
    """Every pairing kept saves its weight; those that are impossible are lost."""
    weights = solved.round.weight_before
    kept = np.zeros(len(solved.candidates), dtype=np.int64)
    for (request, supporter), weight in weights.items():
        pair = _pair(solved, request, supporter)
        if pair is not None:
            kept[pair] = weight
    return certify.Sum(kept, minimise=True, base=sum(weights.values()))


def _blended(
    objective: Objective, parts: dict[str, certify.Sum], solved: Solved
) -> certify.Sum:
    weighed = ((weight, parts[name]) for name, weight in objective.blend.items())
    return certify.blended(weighed, len(solved.candidates))


def _pair(solved: Solved, request: str, supporter: str) -> int | None:
    """The candidate of two ids, if there is one and both are known."""
    r = solved.round.request_index.get(request)
    s = solved.round.supporter_index.get(supporter)
    return None if r is None or s is None else solved.candidates.find(r, s)


def _column(values: list[int]) -> npt.NDArray[np.int64]:
    return np.array(values, dtype=np.int64)
