"""Rounds whose points are given: pairs in bulk, as columns."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.domain.given import GivenPairs
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.errors import InputError
from matchmaker.generate.dice import bit_stream

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matchmaker.domain.programme import Programme

ANY_DAY = date(2022, 3, 21)


def generate_given(
    programme: Programme,
    n_requests: int,
    n_supporters: int,
    *,
    density: float,
    seed: int,
    points: tuple[int, int] = (1, 1000),
    capacity: int = 1,
    loads: tuple[int, int] = (1, 1),
    today: date = ANY_DAY,
) -> Round:
    """
    Make up a round of the given-scores kind, with pairs spread evenly at random.

    Args:
        programme: One whose scores are given; its first matched role is asked for.
        n_requests: How many requests, each for one unit.
        n_supporters: How many supporters.
        density: Share of all possible pairs that are listed, 0 to 1; the number
            of pairs is the nearest whole number.
        seed: Zero or more.
        points: Smallest and largest points of a pair.
        capacity: Of each supporter, in the pairs' loads.
        loads: Smallest and largest load of a pair.
        today: The round's day.

    Raises:
        InputError: If the programme's scores are not given, or the density is
            outside 0 to 1.
    """
    if programme.scores != "given":
        raise InputError(f"Programme '{programme.name}' computes its own scores.")
    if not 0 <= density <= 1:
        raise InputError(f"The density is {density:g}: it must lie between 0 and 1.")
    role = programme.matched_roles[0]
    bits = bit_stream(seed, "given")
    cells = n_requests * n_supporters
    chosen = _choose(bits, cells, round(density * cells))
    request, supporter = np.divmod(chosen, max(n_supporters, 1))
    return Round(
        name=f"{n_requests} requests, {n_supporters} supporters, seed {seed}",
        programme=programme,
        today=today,
        requests=tuple(
            Request(id=f"R{i:06}", role=role) for i in range(1, n_requests + 1)
        ),
        supporters=tuple(
            Supporter(id=f"P{i:06}", roles=(role,), capacity=capacity)
            for i in range(1, n_supporters + 1)
        ),
        given=GivenPairs(
            request=request.astype(np.int32),
            supporter=supporter.astype(np.int32),
            points=_between(bits, len(chosen), *points),
            load=_between(bits, len(chosen), *loads),
        ),
    )


def _choose(bits: np.random.PCG64, cells: int, wanted: int) -> NDArray[np.int64]:
    """So many different numbers below `cells`, in ascending order."""
    if 2 * wanted > cells:
        # Fewer are left out than taken: drawing those ends sooner.
        out = _choose(bits, cells, cells - wanted)
        kept = np.ones(cells, dtype=bool)
        kept[out] = False
        return np.flatnonzero(kept)
    found = np.empty(0, dtype=np.int64)
    while missing := wanted - len(found):
        drawn = np.concatenate([found, _between(bits, missing, 0, cells - 1)])
        drawn.sort()
        # NumPy's own unique hashes, which takes ten times as long as this.
        found = drawn[np.diff(drawn, prepend=-1) > 0]
    return found


def _between(bits: np.random.PCG64, n: int, low: int, high: int) -> NDArray[np.int64]:
    """Whole numbers from low to high; the remainder's bias is below one in 2^30."""
    raw = np.asarray(bits.random_raw(n), dtype=np.uint64)
    return (raw % np.uint64(high - low + 1)).astype(np.int64) + low
