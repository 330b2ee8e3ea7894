"""A round in islands: what it takes to be one, and what plans of it add up to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.build import Parties, build_model, pinned_pairs
from matchmaker.optimise.islands.few_pairs import FewPairs
from matchmaker.optimise.islands.island import Island, islands_of
from matchmaker.optimise.minflow import LARGEST_SCALED_COST
from matchmaker.optimise.model import sum_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.candidates import Candidates
    from matchmaker.domain.round import Round
    from matchmaker.optimise.islands.few_pairs import Factors
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.outcome import SolveParams
    from matchmaker.scoring import Scores

FEWEST_PAIRS = 5_000_000
"""With fewer pairs a round solved whole is as quick, and there is room for it."""

SUMS = ("coverage", "points")
WORST, EVEN = "worst-off", "balance"


def fall_apart(
    matching_round: Round,
    candidates: Candidates,
    scores: Scores,
    params: SolveParams,
) -> Archipelago | None:
    """
    A round in islands, if that is the way to solve it.

    Args:
        matching_round: The round.
        candidates: Its pairs.
        scores: Their points.
        params: How to search.

    Returns:
        `None` where the round must be solved whole: it has few pairs, other
        objectives, loads that differ at one supporter, or no plan.
    """
    if not _suits(matching_round, candidates, params):
        return None
    return Archipelago.of(matching_round, candidates, scores, params.seed)


def _suits(matching_round: Round, candidates: Candidates, params: SolveParams) -> bool:
    """Whether the round is large, and seeks nothing that islands cannot say apart."""
    programme, names = matching_round.programme, matching_round.objective_names
    several = any(request.demand > 1 for request in matching_round.requests)
    minimums = any(person.minimum for person in matching_round.supporters)
    one_lead = programme.teams is not None and programme.teams.same_lead > 0
    return (
        len(candidates) >= max(FEWEST_PAIRS, 1)
        and params.engine != "cp-sat"
        and names[0] in SUMS
        and set(names) <= {*SUMS, WORST, EVEN}
        and EVEN not in names[:-1]
        and not (several and WORST in names)
        and not any(objective.is_loose for objective in matching_round.objectives)
        and not (programme.bonuses or matching_round.quotas or one_lead)
        and not (matching_round.minimum_if_used and minimums)
        and programme.stability != "require"
    )


@dataclass(frozen=True, eq=False)
class Archipelago:
    """
    A round in islands.

    Attributes:
        round: The round.
        islands: Its islands, each ready to be solved.
        parties: What a model says of all parties.
        candidates: All pairs.
        scores: Their points.
    """

    round: Round
    islands: tuple[FewPairs, ...]
    parties: Parties
    candidates: Candidates
    scores: Scores

    @classmethod
    def of(
        cls, matching_round: Round, candidates: Candidates, scores: Scores, seed: int
    ) -> Archipelago | None:
        """`None` if it cannot be solved so, or has no plan."""
        parties = Parties.of(matching_round)
        degree = np.diff(candidates.indptr)
        islands = islands_of(candidates, len(parties.capacity))
        held = np.zeros(len(parties.capacity), bool)
        held[np.concatenate([one.supporters for one in islands])] = True
        if np.any(parties.minimum > degree) or np.any(parties.supporter_minimum[~held]):
            return None
        if not _loads_alike(candidates, len(parties.capacity)):
            return None
        pinned = np.flatnonzero(pinned_pairs(matching_round, candidates))
        ready = tuple(
            FewPairs(
                island,
                parties.only(island.requests, island.supporters),
                scores,
                _pinned_on(island, pinned),
                seed,
            )
            for island in islands
        )
        return cls(matching_round, ready, parties, candidates, scores)

    def obeys(self, used: Ints) -> bool:
        """Whether a plan keeps every rule, also those about several pairings."""
        pairs, points = self.candidates.only(used), self.scores.only(used)
        chosen = build_model(self.round, pairs, points)
        return chosen.obeys(np.arange(chosen.pairs))

    def factors(self, sums: Sequence[str]) -> Factors | None:
        """Weights under which each sum outweighs those behind; `None` if too large."""
        factors, weight = dict.fromkeys(sums, 1), 1
        for name in reversed(sums):
            factors[name] = weight
            weight *= 1 + self._span(name)
        largest = sum(factors[name] * self._largest(name) for name in sums)
        parties = max(
            len(one.island.requests) + len(one.island.supporters)
            for one in self.islands
        )
        return factors if largest * (parties + 2) < LARGEST_SCALED_COST else None

    def gentle(self, sums: Sequence[str]) -> Factors | None:
        """
        Weights under which the first sum is hardly ever given up for the second.

        `None` where there are not two sums, of which the second is points.
        """
        if tuple(sums) != SUMS:
            return None
        return {"coverage": 1 + 2 * self._largest("points"), "points": 1}

    def total(self, name: str, used: Ints) -> int:
        """What a plan adds up to."""
        if name == "points":
            return int(self.scores.points[used].sum(dtype=np.int64))
        return int(self.parties.priority[self.candidates.request_of(used)].sum())

    def _span(self, name: str) -> int:
        """No two plans differ in the total by more than this."""
        counts = np.diff(self.candidates.indptr)
        given = np.minimum(self.parties.demand, counts)
        if name == "coverage":
            return int((self.parties.priority * given).sum())
        first, some = self.candidates.indptr[:-1][counts > 0], given[counts > 0]
        best = np.maximum.reduceat(self.scores.points, first).astype(np.int64)
        least = np.minimum.reduceat(self.scores.points, first).astype(np.int64)
        return int(((best.clip(0) - least.clip(max=0)) * some).sum())

    def _largest(self, name: str) -> int:
        if name == "coverage":
            return int(self.parties.priority.max(initial=0))
        points = self.scores.points
        return max(int(points.max(initial=0)), -int(points.min(initial=0)))

    def squares(self, used: Ints) -> int:
        """The sum of squared loads of a plan."""
        loads = self.candidates.load[used].astype(np.int64)
        carried = sum_by(
            self.candidates.supporter[used], loads, len(self.parties.capacity)
        )
        return int(np.square(carried).sum())


def _loads_alike(candidates: Candidates, supporters: int) -> bool:
    """Whether each supporter's pairs all take the same load."""
    load = np.zeros(supporters, candidates.load.dtype)
    for part in candidates.chunks():
        who, loads = candidates.supporter[part], candidates.load[part]
        before = load[who]
        if np.any((before > 0) & (before != loads)):
            return False
        load[who] = loads
        if np.any(load[who] != loads):
            return False
    return True


def _pinned_on(island: Island, pinned: Ints) -> Ints:
    requests = island.candidates.request_of(pinned)
    return pinned[np.isin(requests, island.requests)]
