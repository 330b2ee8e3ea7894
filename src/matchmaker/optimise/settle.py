"""What kernels leave over: later objectives, and the one plan among equals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import PlanRejectedError
from matchmaker.optimise.apart.even import evenest_apart
from matchmaker.optimise.apart.solve import apart_applies, best_apart
from matchmaker.optimise.climb import Climb
from matchmaker.optimise.cpsat import solve_cpsat
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.kernel import Kernel, fits_kernel, has_enough
from matchmaker.optimise.lift import best_lifted
from matchmaker.optimise.objectives import (
    adds_up,
    is_sum,
    not_shown,
    proof_of,
    score_of,
    value_behind,
    value_of,
)
from matchmaker.optimise.outcome import Outcome, Progress, ignore

if TYPE_CHECKING:
    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.kernel import Best
    from matchmaker.optimise.model import Ints, Model
    from matchmaker.optimise.outcome import Deadline, Listener, SolveParams

PICKING = 1.0
"""CP-SAT's deterministic seconds for the one plan among equals."""
EFFORT = 1.0
"""CP-SAT's deterministic seconds for balance; then branch and cut."""
FEW_PAIRS = 2_000
"""With more pairs left than this, balance is for branch and cut at once, and which of
equals it is for kernels alone."""
TAIL = "balance"
"""The one objective that is neither a sum nor a threshold."""


def kernel_applies(model: Model, objectives: tuple[str, ...]) -> bool:
    """Whether the first objective is a sum, and there is enough to leave out."""
    return has_enough(model.pairs) and bool(_head(model, objectives))


def _head(model: Model, objectives: tuple[str, ...]) -> tuple[str, ...]:
    """The first objectives: sums that fit in one, with worst-off once among them."""
    head: tuple[str, ...] = ()
    for name in objectives:
        sums = tuple(n for n in (*head, name) if is_sum(n))
        fits = adds_up(model, name) and fits_kernel(model, sums)
        if not (name == "worst-off" or fits):
            break
        head = (*head, name)
    return head


def _single(model: Model) -> bool:
    """Whether no request can be given two pairs, so that one alone says what it has."""
    return bool(np.all(model.most_given <= 1))


def solve_kernel(
    model: Model,
    objectives: tuple[str, ...],
    params: SolveParams,
    deadline: Deadline,
    *,
    listen: Listener,
    relaxed: Outcome | None,
) -> Outcome | None:
    """
    Solve a model for which `kernel_applies`.

    Args:
        model: A model whose coupling rules bind.
        objectives: In order.
        params: Seed and workers for CP-SAT.
        deadline: When to stop.
        listen: Told of bounds and plans.
        relaxed: What the flow engine found with the coupling rules left aside.

    Returns:
        An outcome in which all of the first sums and worst-off are proved; `None` if
        no plan obeys the rules.

    Raises:
        GaveUpError: If it did not come to a proof; with the best plan found.
    """
    head = _head(model, objectives)
    tail = objectives[len(head) :]
    pick = not tail and "worst-off" not in head
    kernel = Kernel(params, deadline, listen, pick=pick)
    if apart_applies(model, head):
        best = best_apart(model, head, deadline, listen, relaxed)
    elif "worst-off" in head and head[0] != "worst-off" and _single(model):
        best = _climb(kernel, model, head, relaxed).best(model, head)
    elif "worst-off" in head:
        best = best_lifted(kernel, model, head)
    else:
        best = kernel.best_sum(model, head)
    if best is None:
        return None
    behind = Behind(params, deadline, listen).settle(best.face, tail, best)
    proofs = _proofs(model, head, best)
    return replace(
        behind,
        used=best.inside[behind.used],
        engine="kernel",
        proofs=(*proofs, *behind.proofs),
        certificates=(*(None for _ in proofs), *behind.certificates),
    )


def _climb(
    kernel: Kernel, model: Model, head: tuple[str, ...], relaxed: Outcome | None
) -> Climb:
    """How to climb, below what the flow showed worst-off cannot exceed."""
    place = head.index("worst-off")
    if relaxed is None or len(relaxed.proofs) <= place:
        return Climb(kernel, None, ())
    given = tuple(
        score_of(model, proof.objective, int(proof.value or 0))
        for proof in relaxed.proofs[:place]
    )
    proof = relaxed.proofs[place]
    return Climb(kernel, proof.value if proof.proved else None, given)


def _proofs(model: Model, head: tuple[str, ...], best: Best) -> list[Proof]:
    """What kernels have shown of the first objectives."""
    totals = iter(best.totals)
    values = (
        value_behind(model, name, next(totals)) if is_sum(name) else best.worst
        for name in head
    )
    return [
        proof_of(name, value, value, "solver")
        for name, value in zip(head, values, strict=True)
    ]


@dataclass(frozen=True)
class Behind:
    """How to settle what comes after the objectives of a face."""

    params: SolveParams
    deadline: Deadline
    listen: Listener

    def settle(self, face: Model, tail: tuple[str, ...], best: Best) -> Outcome:
        """The best plan of a face for the objectives left, and the one among equals."""
        start = np.searchsorted(best.inside, best.used)
        if best.heaviest is not None and not tail:
            heaviest = np.searchsorted(best.inside, best.heaviest)
            return _outcome(heaviest, (), canonical=True)
        if not tail and best.picked and face.pairs > FEW_PAIRS:
            return _outcome(start, (), canonical=False)
        if not tail:
            return self._picked(face, start)
        if tail == (TAIL,):
            return self._even(face, start, best.islands)
        if _head(face, tail):
            try:
                outcome = solve_kernel(
                    face,
                    tail,
                    self.params,
                    self.deadline,
                    listen=self.listen,
                    relaxed=None,
                )
            except GaveUpError as error:
                start = start if error.plan is None else error.plan
            else:
                if outcome is not None:
                    return outcome
        return self._exactly(face, tail, start)

    def _picked(self, face: Model, start: Ints) -> Outcome:
        """The heaviest of equal plans, if that is found with little effort."""
        kernel = Kernel(self.params, self.deadline, effort=PICKING, branch=False)
        try:
            heaviest = kernel.best_sum(face, ("tie",)) if face.pairs else None
        except GaveUpError:
            if face.pairs > FEW_PAIRS:
                return _outcome(start, (), canonical=False)
            return self._exactly(face, (), start, PICKING)
        used = start if heaviest is None else heaviest.used
        return _outcome(used, (), canonical=True)

    def _even(self, face: Model, start: Ints, islands: tuple[Ints, ...]) -> Outcome:
        """The most even plan: by CP-SAT where there is little left, or branch and cut."""
        if face.pairs <= FEW_PAIRS and not islands:
            outcome = self._exactly(face, (TAIL,), start, EFFORT)
            if outcome.proofs[0].proved:
                return outcome
            start = outcome.used
        self.listen(Progress(TAIL, value_of(face, TAIL, start), None))
        found = evenest_apart(face, start, islands, self.deadline)
        value = value_of(face, TAIL, found.used)
        self.listen(Progress(TAIL, value, found.bound))
        if found.bound is None:
            return _outcome(
                found.used, not_shown(face, (TAIL,), found.used), canonical=False
            )
        proof = proof_of(TAIL, value, found.bound, "solver")
        if proof.proved:
            picked = self._exactly(
                face, (TAIL,), found.used, PICKING, ceiling=-found.bound
            )
            if picked.canonical:
                return picked
        return _outcome(found.used, (proof,), canonical=False)

    def _exactly(
        self,
        face: Model,
        tail: tuple[str, ...],
        start: Ints,
        effort: float | None = None,
        ceiling: int | None = None,
    ) -> Outcome:
        """By CP-SAT."""
        workers = 1 if effort else self.params.workers
        outcome = solve_cpsat(
            face,
            tail,
            replace(self.params, effort=effort, workers=workers),
            self.deadline,
            ignore,
            start=start,
            ceilings=lambda proofs: None if proofs else ceiling,
        )
        if outcome is None:
            raise PlanRejectedError(["CP-SAT finds no plan where there is one."])
        return outcome


def _outcome(used: Ints, proofs: tuple[Proof, ...], *, canonical: bool) -> Outcome:
    return Outcome(
        used=used,
        proofs=proofs,
        engine="kernel",
        certificates=tuple(None for _ in proofs),
        canonical=canonical,
    )
