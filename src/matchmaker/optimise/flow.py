"""
The flow engine: every objective in turn, each on the face the last one left.

It solves models with one load a supporter; coupling rows and minimums that bind
only if used are left aside, so its values bound theirs, and a plan that happens
to obey them is best for the whole model too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.bottleneck import highest_threshold, shortage_at
from matchmaker.optimise.dual import Stack, added_up, dual_bound, is_refuted
from matchmaker.optimise.face import Face, whole_face
from matchmaker.optimise.leximin import Bands
from matchmaker.optimise.minflow import fits
from matchmaker.optimise.objectives import (
    LEVEL,
    combined,
    has_bonus,
    is_sum,
    largest_combined,
    multipliers,
    not_shown,
    proof_of,
    value_of,
)
from matchmaker.optimise.outcome import Outcome, Progress
from matchmaker.optimise.prices import Prices
from matchmaker.optimise.sifting import Sifting, is_large

if TYPE_CHECKING:
    from matchmaker.domain.certificate import Certificate
    from matchmaker.domain.proof import Proof, ShownBy
    from matchmaker.optimise.model import Ints, Mask, Model
    from matchmaker.optimise.outcome import Deadline, Listener


FEW_BANDS = 20
"""So many bands get a flow each: then the prices of all fit into one certificate."""


@dataclass(frozen=True)
class _Shown:
    """The greatest value of an objective, and the prices behind it."""

    best: int | None
    certificate: Certificate | None


@dataclass(eq=False)
class _Run:
    """Where the engine stands: the plans left, and what was shown so far."""

    model: Model
    deadline: Deadline
    face: Face
    stack: Stack
    sifting: Sifting
    used: Ints | None = None
    shown: list[_Shown] = field(default_factory=list)

    def total(self, used: Ints) -> int:
        """What a plan adds up to in the stages of the stack."""
        gain = added_up(self.stack.pair_weights[used])
        return gain - self.stack.balance * int(
            np.square(self.model.load_of(used)).sum()
        )


def flow_applies(model: Model, objectives: tuple[str, ...]) -> bool:
    """
    Whether the flow engine can solve the model with its coupling rows left aside.

    It needs one load a supporter, no bonus that counts, and with worst-off or
    leximin no request that could be given two units (then no single pair decides
    what it is given).
    """
    single = bool(np.all(model.most_given <= 1))
    by_pair = "worst-off" in objectives or "leximin" in objectives
    bonus = any(has_bonus(model, name) for name in objectives)
    return model.unit_steps and not bonus and (single or not by_pair)


def solve_flow(
    model: Model,
    objectives: tuple[str, ...],
    deadline: Deadline,
    listen: Listener,
) -> Outcome | None:
    """
    Solve a model without its coupling rows and minimums-if-used.

    Args:
        model: A model for which `flow_applies`.
        objectives: In order; see `matchmaker.optimise.objectives`.
        deadline: Looked at between the stages, and between leximin's bands.
        listen: Told of each stage.

    Returns:
        The outcome; `None` if no plan obeys the bounds of requests and supporters.
    """
    run = _Run(model, deadline, whole_face(model), _nothing_yet(model), Sifting(model))
    for stage in _stages(run.face, objectives):
        if run.used is not None and deadline.passed:
            _choose_for(run, objectives[len(run.shown) :])
            break
        before = len(run.shown)
        if not _take(run, stage):
            return None
        for name, shown in zip(stage, run.shown[before:], strict=False):
            listen(Progress(name, shown.best, shown.best))
    done = len(run.shown) == len(objectives) and not deadline.passed
    if done or run.used is None:
        run.used = _best(run, model.tie)
        if run.used is None:
            return None
    return _outcome(run, objectives, done)


def _nothing_yet(model: Model) -> Stack:
    free = Prices(
        np.zeros(model.requests, np.int64), np.zeros(model.supporters, np.int64)
    )
    return Stack(
        objectives=(),
        weights=(),
        pair_weights=np.zeros(model.pairs, np.int64),
        balance=0,
        prices=free,
        threshold=None,
        exact=True,
    )


def _stages(face: Face, objectives: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Neighbouring linear objectives go together where their weights fit."""
    stages: list[tuple[str, ...]] = []
    for linear, names in groupby(objectives, key=is_sum):
        block = tuple(names)
        together = linear and fits(face, largest_combined(face.model, block))
        stages += [block] if together else [(name,) for name in block]
    return stages


def _take(run: _Run, stage: tuple[str, ...]) -> bool:
    """Solve one stage and narrow the face; whether there is any plan."""
    if stage == ("worst-off",):
        return _take_worst_off(run)
    if stage == ("leximin",):
        return _take_leximin(run)
    return _take_sum(run, stage)


def _take_sum(run: _Run, stage: tuple[str, ...]) -> bool:
    """Solve for a weighted sum of linear objectives, or for balance."""
    model = run.model
    if stage == ("balance",):
        found = _improve(run, stage, (1,), np.zeros(model.pairs, np.int64), balance=1)
    else:
        weights, factors = combined(model, stage).pairs, multipliers(model, stage)
        found = _improve(run, stage, factors, weights)
    if found and run.used is not None:
        certificate, used = _checked(run), run.used
        run.shown += [_Shown(value_of(model, n, used), certificate) for n in stage]
    return found


def _choose_for(run: _Run, left: tuple[str, ...]) -> None:
    """Where time is up, of all plans as good so far the best for the sums that are left."""
    sums = tuple(name for name in left if is_sum(name))
    if not (sums and fits(run.face, largest_combined(run.model, sums))):
        return
    chosen = _best(run, combined(run.model, sums).pairs)
    if chosen is not None:
        run.used = chosen


def _best(run: _Run, weights: Ints) -> Ints | None:
    """The best plan of the face for weights of all pairs."""
    face = run.face
    chosen = run.sifting.best_plan(face, face.of_free(weights), run.used)
    return None if chosen is None else _whole_plan(face, chosen)


def _improve(
    run: _Run,
    names: tuple[str, ...],
    factors: tuple[int, ...],
    weights: Ints,
    balance: int = 0,
) -> bool:
    """Find the best plan of the face, and narrow the face to all that are as good."""
    face, of_free = run.face, run.face.of_free(weights)
    best = run.sifting.best_priced(face, of_free, run.used, balance)
    if best is None:
        return False
    chosen, prices = best
    threshold = run.stack.threshold
    own = Stack(names, factors, weights, balance, prices, threshold, exact=True)
    run.stack = run.stack.then(own, run.model) if run.stack.objectives else own
    run.used = _whole_plan(face, chosen)
    run.face = face.narrow(of_free, prices, balance)
    return True


def _take_leximin(run: _Run) -> bool:
    """
    As few in the lowest band of points as possible, then in the next, and so on.

    Nothing is shown if time runs out on the way, but the plan is that much better.
    """
    model, bands = run.model, Bands.of(run.model)
    if run.used is None and not _improve(run, (), (), np.zeros(model.pairs, np.int64)):
        return False
    left = _bands_in_play(run, bands)
    while len(left):
        if run.deadline.passed:
            return True
        block, factors = _bands_that_fit(run.face, bands, left)
        names = tuple(f"{LEVEL}{edge}" for edge in bands.edges[block].tolist())
        _improve(run, names, factors, bands.weights(block, factors))
        left = _bands_in_play(run, bands)
        left = left[left > block[-1]]
    best = None if run.used is None else value_of(model, "leximin", run.used)
    run.shown.append(_Shown(best, _checked(run)))
    return True


def _bands_in_play(run: _Run, bands: Bands) -> Ints:
    """Bands of pairs that are not settled, or settled in the plan's favour."""
    return bands.among(run.face.free, run.face.forced)


def _bands_that_fit(
    face: Face, bands: Bands, left: Ints
) -> tuple[Ints, tuple[int, ...]]:
    """The lowest bands that one flow can hold in order, and a weight for each."""
    if len(left) <= FEW_BANDS or is_large(face):
        return left[:1], (1,)
    # Settled pairs too: who reads the certificate does not know what is settled.
    crowd = bands.crowd[left].tolist()
    kept, largest = 1, 1
    while kept < len(left) and fits(face, largest * (1 + crowd[kept])):
        largest *= 1 + crowd[kept]
        kept += 1
    factors = [1]
    for count in crowd[kept - 1 : 0 : -1]:
        factors.insert(0, factors[0] * (1 + count))
    return left[:kept], tuple(factors)


def _checked(run: _Run) -> Certificate | None:
    """The certificate, if its bound is the plan's own value to the unit."""
    if run.used is None or not run.stack.exact:
        return None
    proved = dual_bound(run.stack, run.model) == run.total(run.used)
    return run.stack.certificate() if proved else None


def _take_worst_off(run: _Run) -> bool:
    """Raise the threshold as far as the face allows, and keep the pairs above."""
    model = run.model
    if run.used is None:
        run.used = _best(run, np.zeros(run.model.pairs, np.int64))
        if run.used is None:
            return False
    reached = value_of(model, "worst-off", run.used)
    best = highest_threshold(run.face, reached)
    certificate = None if best is None else _refutation(run, best + 1)
    run.shown.append(_Shown(best, certificate))
    held = int(model.points.max(initial=0)) + 1 if best is None else best
    run.face = run.face.keep(model.points[run.face.free] >= held)
    run.stack = run.stack.at_least(held)
    return True


def _refutation(run: _Run, threshold: int) -> Certificate | None:
    """The prices that show `threshold` to be out of reach, if they do."""
    if run.used is None or not run.stack.exact:
        return None
    refuting = run.stack.refute(threshold, shortage_at(run.face, threshold))
    if not is_refuted(refuting, run.model, run.total(run.used)):
        return None
    return refuting.certificate(refutes=True)


def _whole_plan(face: Face, chosen: Mask) -> Ints:
    return np.sort(np.concatenate([face.forced, face.free[chosen]]))


def _outcome(run: _Run, objectives: tuple[str, ...], canonical: bool) -> Outcome:
    used = run.used if run.used is not None else np.zeros(0, np.int64)
    proofs: list[Proof] = []
    for name, shown in zip(objectives, run.shown, strict=False):
        proof = _proof(run.model, name, used, shown)
        proofs.append(proof)
        if not proof.proved:
            break
    certificates = [shown.certificate for shown in run.shown[: len(proofs)]]
    rest = objectives[len(proofs) :]
    return Outcome(
        used=used,
        proofs=(*proofs, *not_shown(run.model, rest, used)),
        engine="flow",
        certificates=(*certificates, *(None for _ in rest)),
        canonical=canonical,
    )


def _proof(model: Model, name: str, used: Ints, shown: _Shown) -> Proof:
    # Where the numbers outgrow int64 the flow engine's word stands alone.
    trivial = name == "worst-off" and shown.best is None
    by_prices = shown.certificate is not None or trivial
    shown_by: ShownBy = "prices" if by_prices else "solver"
    return proof_of(name, value_of(model, name, used), shown.best, shown_by)
