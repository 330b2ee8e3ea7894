"""
Loads of a few sizes: component by component, sum by sum.

With loads of several sizes at one supporter no prices are exact: a relaxation is some
requests too high, and hardly a pair can be left aside. So plans are divided by how many
heavy pairs they use, and what nothing couples is solved by itself: sums add up over
components, and worst-off is that of the worst.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.apart.levels import Levels
from matchmaker.optimise.apart.share import Share
from matchmaker.optimise.ceiling import flow_ceiling, lower
from matchmaker.optimise.climb import nobody_will_do
from matchmaker.optimise.components import components
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.greedy import greedy_plan
from matchmaker.optimise.kernel import Best
from matchmaker.optimise.linear import linear_without_switches
from matchmaker.optimise.objectives import (
    adds_up,
    is_sum,
    not_shown,
    proof_of,
    sum_of,
    total_of,
    value_behind,
    value_of,
)
from matchmaker.optimise.outcome import Progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.model import Ints, Model
    from matchmaker.optimise.outcome import Deadline, Listener, Outcome

ROUNDS = 2
"""How often components take their turns; what is left of the time is shared anew."""
MOST_SIZES = 3
"""With more sizes of load at one supporter, other ways are quicker."""


def apart_applies(model: Model, objectives: tuple[str, ...]) -> bool:
    """Whether loads are of a few sizes, and components can seek each objective."""
    if model.unit_steps or model.floors or not model.pairs:
        return False
    if not is_sum(objectives[0]):
        return False
    single = bool(np.all(model.most_given <= 1))
    known = (single if n == "worst-off" else adds_up(model, n) for n in objectives)
    return all(known) and _most_sizes(model) <= MOST_SIZES


def _most_sizes(model: Model) -> int:
    """How many sizes of load one supporter has at the most."""
    base = int(model.load.max()) + 1
    sizes = np.unique(model.supporter.astype(np.int64) * base + model.load)
    return int(np.bincount(sizes // base).max())


def best_apart(
    model: Model,
    objectives: tuple[str, ...],
    deadline: Deadline,
    listen: Listener,
    relaxed: Outcome | None = None,
) -> Best | None:
    """
    Solve for sums, with worst-off among them, where `apart_applies`.

    Args:
        model: A model with loads of a few sizes.
        objectives: In order.
        deadline: When to stop; each component has its part of the time.
        listen: Told of plans and bounds.
        relaxed: What a flow found for which all loads were light.

    Returns:
        The best; `None` if no plan obeys the rules.

    Raises:
        GaveUpError: If it was not all proved; with the best plan found.
    """
    start = None if relaxed is None else greedy_plan(model, relaxed.used)
    # Components know nothing of rows without pairs, which a plan would hold.
    if start is None and linear_without_switches(model).contradictory:
        return None
    sums = tuple(name for name in objectives if is_sum(name))
    shares = [Share.of(model, pairs, sums, start) for pairs in components(model)]
    together = _Together(model, shares, deadline, listen, relaxed)
    if not together.begin():
        return None
    for done, name in enumerate(objectives):
        if done and deadline.passed:
            break
        together.seek(name, deadline.part(1 / (len(objectives) - done)))
    proofs = together.proofs
    if len(proofs) < len(objectives) or not all(proof.proved for proof in proofs):
        raise GaveUpError(together.used, together.bounds[objectives[0]], proofs)
    return together.best(sums)


@dataclass
class _Together:
    """
    All components, objective by objective.

    Attributes:
        model: The whole.
        shares: Its components.
        deadline: When to stop.
        listen: Told of plans and bounds.
        relaxed: What a flow found for which all loads were light.
        bounds: What the first objectives cannot exceed, turned so that more is
            better, up to one that is not proved; `None` if that is not known.
        ahead: What is known of the objectives ahead of the one that is sought.
        told: What was told last.
    """

    model: Model
    shares: list[Share]
    deadline: Deadline
    listen: Listener
    relaxed: Outcome | None
    bounds: dict[str, int | None] = field(default_factory=dict)
    ahead: tuple[Proof, ...] = ()
    told: Progress | None = None

    @property
    def used(self) -> Ints:
        """
        int64[K], the plan.

        Raises:
            GaveUpError: If a component has none.
        """
        plans = [s.inside[s.plan] for s in self.shares if s.plan is not None]
        if len(plans) < len(self.shares):
            raise GaveUpError
        return np.sort(np.concatenate(plans))

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """What is known of the first objectives, up to one that is not proved."""
        proofs: list[Proof] = []
        for name, bound in self.bounds.items():
            proofs.append(self._proof(name, bound))
            if not proofs[-1].proved:
                break
        return tuple(proofs)

    def begin(self) -> bool:
        """A first plan of each component, if there can be one."""
        self._tell_of(0)
        for place, share in enumerate(self.shares):
            share.begin(self._part(self.deadline.part(1 / 2), self.shares[place:]))
            if share.empty:
                return False
            self._tell_of(0)
        return True

    def seek(self, name: str, deadline: Deadline) -> None:
        """Make the next objective as good as it can be."""
        self.ahead = self.proofs
        if name == "worst-off":
            top = self._raise(deadline)
            self.ahead = self.proofs
            bound = lower(top, self._flow_ceiling)
        else:
            place = self.shares[0].sums.index(name)
            for _ in range(ROUNDS):
                self._seek(place, deadline)
            self.ahead = self.proofs
            bound = self._ceiling(place)
            for share in self.shares:
                share.hold(place)
        self.bounds[name] = bound if self._sure else None
        self._tell(name, self.bounds[name])

    def best(self, sums: tuple[str, ...]) -> Best:
        """The plan, and all that are as good, where all is proved."""
        used, best = self.used, [share.best() for share in self.shares]
        keep, sure = (np.zeros(self.model.pairs, bool) for _ in range(2))
        for share in best:
            keep[share.inside] = True
            sure[share.inside[share.model.pinned]] = True
        totals = tuple(total_of(self.model, name, used) for name in sums)
        floors = tuple(
            (sum_of(self.model, name).only(keep), total)
            for name, total in zip(sums, totals, strict=True)
        )
        face = replace(self.model.only(keep, sure), floors=floors)
        inside = np.flatnonzero(keep)
        return Best(
            used,
            totals,
            face,
            inside,
            islands=tuple(np.searchsorted(inside, share.inside) for share in best),
            worst=value_of(self.model, "worst-off", used),
        )

    def _seek(self, place: int, deadline: Deadline) -> None:
        """Each component in turn; what one leaves of its time is for those after it."""
        left = [share for share in self.shares if not share.shown(place)]
        for number, share in enumerate(left):
            part = self._part(deadline, left[number:])
            share.seek(place, part, partial(self._tell_of, place))

    def _part(self, deadline: Deadline, left: Sequence[Share]) -> Deadline:
        """The first one's part of the time, by how many requests it has."""
        sizes = [share.model.requests for share in left]
        return deadline.part(sizes[0] / max(1, sum(sizes)))

    def _ceiling(self, place: int) -> int | None:
        """What all together cannot exceed in a sum, if that is known."""
        known = [share.ceiling(place) for share in self.shares]
        bounds = [bound for bound in known if bound is not None]
        ours = sum(bounds) if len(bounds) == len(known) else None
        return lower(ours, self._flow_ceiling)

    @property
    def _flow_ceiling(self) -> int | None:
        """What the flow says that the next objective cannot exceed."""
        known = len(self.ahead) == len(self.bounds)
        return flow_ceiling(self.model, self.relaxed, self.ahead) if known else None

    @property
    def _sure(self) -> bool:
        """Whether all objectives ahead were proved, so that a bound may rest on them."""
        return all(proof.proved for proof in self.ahead)

    def _raise(self, deadline: Deadline) -> int:
        """Raise the level that all keep; what worst-off cannot exceed."""
        used = self.used
        held = self.shares[0].sums[: len(self.shares[0].held)]
        reached = tuple(total_of(self.model, name, used) for name in held)
        if not len(used) or nobody_will_do(self.model, held, reached):
            raise GaveUpError(used)
        levels = Levels.of(self.shares, deadline)
        self.shares = levels.raised()
        return levels.bound

    def _tell_of(self, place: int) -> None:
        """Tell how far a sum is, if each component has a plan."""
        if all(share.plan is not None for share in self.shares):
            bound = self._ceiling(place) if self._sure else None
            self._tell(self.shares[0].sums[place], bound)

    def _tell(self, name: str, bound: int | None) -> None:
        proof = self._proof(name, bound)
        step = Progress(name, proof.value, proof.bound)
        if step != self.told:
            self.listen(step)
        self.told = step

    def _proof(self, name: str, bound: int | None) -> Proof:
        if bound is None:
            return not_shown(self.model, (name,), self.used)[0]
        value = value_of(self.model, name, self.used)
        return proof_of(name, value, value_behind(self.model, name, bound), "solver")
