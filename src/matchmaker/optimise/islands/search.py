"""All islands solved one after the other, for one objective after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import PlanRejectedError
from matchmaker.optimise.islands.archipelago import EVEN, SUMS, WORST
from matchmaker.optimise.islands.certificates import certified, evened
from matchmaker.optimise.islands.few_pairs import Chosen, Found
from matchmaker.optimise.islands.worst_off import Reached, worst_off_apart
from matchmaker.optimise.objectives import proof_of
from matchmaker.optimise.outcome import Deadline, Outcome, Progress, ignore

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matchmaker.domain.certificate import Certificate
    from matchmaker.domain.proof import Proof, ShownBy
    from matchmaker.optimise.islands.archipelago import Archipelago
    from matchmaker.optimise.islands.few_pairs import Factors, FewPairs
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.outcome import Listener, SolveParams, Stop


def solve_islands(
    whole: Archipelago,
    params: SolveParams,
    listen: Listener = ignore,
    stop: Stop | None = None,
) -> Outcome | None:
    """
    Solve island after island.

    Coupling rules are left aside at first: a plan that keeps them all the same is
    the best of those that do.

    Args:
        whole: The round in islands.
        params: How to search.
        listen: Told of each objective.
        stop: Ends the search early.

    Returns:
        The best plan; `None` where there is none, or a coupling rule binds, or
        numbers are too large: then only the whole round can be solved.
    """
    deadline = Deadline(params.time_limit, stop)
    outcome = _Search(whole, deadline, listen).outcome()
    return outcome if outcome is not None and whole.obeys(outcome.used) else None


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
        self._show_sums(self._before, used, certified(whole, factors, solved))
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
                certificate = certified(
                    self._whole, weighed, solved, threshold=threshold
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
            certificate = evened(self._whole, certificate, chosen)
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
            certificate = certified(
                self._whole,
                factors,
                prices,
                threshold=reached.threshold + 1,
                refutes=True,
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
