"""
Rounds with very many pairs that fall apart: solved one island after the other.

At national size a request may have a thousand candidates, and all pairs in one model
would need more room than a machine has. Only one island is solved at a time, by few of
its pairs; what is kept of it is its plan and its prices, and put side by side these
are plan and prices of the whole round.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.domain.certificate import Certificate
from matchmaker.errors import PlanRejectedError
from matchmaker.optimise.build import Parties, build_model, pinned_pairs
from matchmaker.optimise.dual import LARGEST
from matchmaker.optimise.few_pairs import Chosen, FewPairs, Found
from matchmaker.optimise.islands import Island, islands_of
from matchmaker.optimise.minflow import LARGEST_SCALED_COST
from matchmaker.optimise.model import sum_by
from matchmaker.optimise.objectives import proof_of
from matchmaker.optimise.outcome import Deadline, Outcome, Progress, ignore
from matchmaker.optimise.prices import Prices
from matchmaker.optimise.worst_apart import Reached, worst_off_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matchmaker.candidates import Candidates
    from matchmaker.domain.proof import Proof, ShownBy
    from matchmaker.domain.round import Round
    from matchmaker.optimise.few_pairs import Factors
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.outcome import Listener, SolveParams, Stop
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

    def solve(
        self, params: SolveParams, listen: Listener = ignore, stop: Stop | None = None
    ) -> Outcome | None:
        """
        Solve island after island.

        Coupling rules are left aside at first: a plan that keeps them all the same is
        the best of those that do.

        Args:
            params: How to search.
            listen: Told of each objective.
            stop: Ends the search early.

        Returns:
            The best plan; `None` where there is none, or a coupling rule binds, or
            numbers are too large: then only the whole round can be solved.
        """
        deadline = Deadline(params.time_limit, stop)
        outcome = _Search(self, deadline, listen).outcome()
        return outcome if outcome is not None and self._obeys(outcome.used) else None

    def _obeys(self, used: Ints) -> bool:
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

    def certificate(
        self,
        factors: Factors,
        found: Sequence[Found],
        *,
        threshold: int | None = None,
        refutes: bool = False,
    ) -> Certificate | None:
        """The islands' prices side by side; `None` if any do not add up."""
        if not all(one.exact for one in found):
            return None
        prices = self._side_by_side([one.prices for one in found])
        return Certificate(
            objectives=tuple(factors),
            weights=tuple(factors.values()),
            threshold=threshold,
            refutes=refutes,
            request_prices=prices.request,
            supporter_prices=prices.supporter,
        )

    def evened(
        self, before: Certificate | None, chosen: Sequence[Chosen]
    ) -> Certificate | None:
        """
        Prices for even loads behind what a certificate shows.

        What it shows is multiplied until no price of even loads can undo it.
        """
        even = [one.even for one in chosen if one.even is not None]
        if before is None or len(even) < len(chosen):
            return None
        prices = self._side_by_side(even)
        dearest = max(few.dearest_unit() for few in self.islands)
        factor = 2 + 2 * (dearest + 2 * _largest(prices.request, prices.supporter))
        earlier = _largest(before.request_prices, before.supporter_prices)
        if factor * (earlier + 1) > LARGEST:
            return None
        return Certificate(
            objectives=(*before.objectives, EVEN),
            weights=(*(factor * weight for weight in before.weights), 1),
            threshold=before.threshold,
            refutes=False,
            request_prices=factor * before.request_prices + prices.request,
            supporter_prices=factor * before.supporter_prices + prices.supporter,
        )

    def _side_by_side(self, prices: Sequence[Prices]) -> Prices:
        """The prices of all islands as those of the round."""
        request = np.zeros(len(self.parties.demand), np.int64)
        supporter = np.zeros(len(self.parties.capacity), np.int64)
        for few, one in zip(self.islands, prices, strict=True):
            request[few.island.requests] = one.request
            supporter[few.island.supporters] = one.supporter
        return Prices(request, supporter)


def _largest(*columns: Ints) -> int:
    return max(int(np.abs(column).max(initial=0)) for column in columns)


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


class _Search:
    """Solves all islands, and says of each objective how good the plan is."""

    def __init__(
        self,
        whole: Archipelago,
        deadline: Deadline,
        listen: Listener,
    ) -> None:
        self._whole, self._names = whole, whole.round.objective_names
        self._deadline, self._listen = deadline, listen
        place = self._names.index(WORST) if WORST in self._names else 1
        self._before = self._names[:place]
        self._after = tuple(name for name in self._names[place:] if name in SUMS)
        self._proofs: list[Proof] = []
        self._certificates: list[Certificate | None] = []

    def outcome(self) -> Outcome | None:
        """The best plan; `None` if an island has none, or the weights are too large."""
        whole, factors = self._whole, self._whole.factors(self._before)
        if factors is None:
            return None
        first = [self._best(few, factors) for few in whole.islands]
        solved = [one for one in first if one is not None]
        if len(solved) < len(first):
            return self._at_once(first) if self._deadline.passed else None
        used = _together(one.used for one in solved)
        self._show_sums(self._before, used, whole.certificate(factors, solved))
        threshold = None
        if WORST in self._names:
            reached = worst_off_apart(whole.islands, solved, factors, self._deadline)
            if reached is None:
                return self._ended(used) if self._deadline.passed else None
            self._show_worst(reached, solved, factors)
            threshold = reached.threshold
        return self._the_rest(solved, factors, threshold)

    def _best(self, few: FewPairs, factors: Factors) -> Found | None:
        return None if self._deadline.passed else few.best(factors)

    def _the_rest(
        self, first: Sequence[Found], factors: Factors, threshold: int | None
    ) -> Outcome | None:
        """
        Seek what is left with what was won held, and choose among equals.

        A flow takes the longer the larger its numbers. So what was won is weighed
        just so much that it is hardly ever given up for what is left, and more only
        if it is.
        """
        sums = (*self._before, *self._after)
        for weighed in (self._whole.gentle(sums), self._whole.factors(sums)):
            if self._deadline.passed:
                return self._ended(_together(one.used for one in first))
            if weighed is None:
                continue
            solved, chosen = self._solved(first, weighed, threshold)
            kept = zip(self._whole.islands, first, chosen, strict=True)
            if all(few.total(x.used, factors) == one.value for few, one, x in kept):
                certificate = self._whole.certificate(
                    weighed, solved, threshold=threshold
                )
                return self._with_shown(certificate, chosen)
        return None

    def _with_shown(
        self, certificate: Certificate | None, chosen: Sequence[Chosen]
    ) -> Outcome:
        """The plan, with what shows the sums that were left and even loads."""
        used = _together(one.used for one in chosen)
        self._show_sums(self._after, used, certificate)
        if EVEN in self._names and all(one.even is not None for one in chosen):
            squares = self._whole.squares(used)
            certificate = self._whole.evened(certificate, chosen)
            self._show(EVEN, squares, certificate)
        return self._ended(used)

    def _solved(
        self, first: Sequence[Found], factors: Factors, threshold: int | None
    ) -> tuple[list[Found], list[Chosen]]:
        """Each island's best plan, and one of all that are as good."""
        solved, chosen = [], []
        for few, one in zip(self._whole.islands, first, strict=True):
            found = few.best(factors, threshold, one.used)
            if found is None:
                raise PlanRejectedError(["What was possible before is so no more."])
            solved.append(found)
            chosen.append(
                Chosen(found.used, None)
                if self._deadline.passed
                else few.one_among_equals(
                    found, factors, threshold, evenly=EVEN in self._names
                )
            )
        return solved, chosen

    def _show_sums(
        self, names: Sequence[str], used: Ints, certificate: Certificate | None
    ) -> None:
        for name in names:
            self._show(name, self._whole.total(name, used), certificate)

    def _show_worst(
        self, reached: Reached, before: Sequence[Found], factors: Factors
    ) -> None:
        certificate = None
        if reached.failed is not None:
            prices = list(before)
            prices[reached.island] = reached.failed
            certificate = self._whole.certificate(
                factors, prices, threshold=reached.threshold + 1, refutes=True
            )
        self._show(WORST, reached.threshold, certificate)

    def _show(self, name: str, value: int, certificate: Certificate | None) -> None:
        """Nothing better is possible; prices say so, if they add up."""
        shown_by: ShownBy = "solver" if certificate is None else "prices"
        proof = proof_of(name, value, value, shown_by)
        self._proofs.append(proof)
        self._certificates.append(certificate)
        self._listen(Progress(proof.objective, proof.value, proof.bound))

    def _at_once(self, solved: Sequence[Found | None]) -> Outcome | None:
        """Where time ran out before all islands were solved, what comes to hand."""
        used = [
            few.at_once() if one is None else one.used
            for few, one in zip(self._whole.islands, solved, strict=True)
        ]
        if any(plan is None for plan in used):
            return None
        return self._ended(_together(plan for plan in used if plan is not None))

    def _ended(self, used: Ints) -> Outcome:
        """The plan, and that nothing is shown of objectives that are left."""
        rest = self._names[len(self._proofs) :]
        values = (self._value(name, used) for name in rest)
        left = [
            proof_of(name, value, None, "not shown")
            for name, value in zip(rest, values, strict=True)
        ]
        return Outcome(
            used=used,
            proofs=(*self._proofs, *left),
            engine="flow",
            certificates=(*self._certificates, *(None for _ in rest)),
            canonical=not rest and not self._deadline.passed,
        )

    def _value(self, name: str, used: Ints) -> int | None:
        if name == EVEN:
            return self._whole.squares(used)
        if name in SUMS:
            return self._whole.total(name, used)
        return int(self._whole.scores.points[used].min()) if len(used) else None


def _together(plans: Iterable[Ints]) -> Ints:
    """The plans of all islands as one, rising."""
    return np.sort(np.concatenate(list(plans)))
