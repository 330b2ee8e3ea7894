"""
Loads of a few sizes: component by component, sum by sum.

With loads of several sizes at one supporter no prices are exact: a relaxation is some
requests too high, and hardly a pair can be left aside. Branch and cut closes the gap,
and the sooner the fewer pairs it looks at. So what nothing couples is solved by itself:
sums add up over components, and worst-off is that of the worst. A short search for all
sums in one settles most components; the others are quicker one sum at a time, with a
row for what each one before has reached.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.apart.levels import Levels
from matchmaker.optimise.apart.share import Share
from matchmaker.optimise.climb import nobody_will_do
from matchmaker.optimise.components import components
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
from matchmaker.optimise.relaxation import GaveUpError

if TYPE_CHECKING:
    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.model import Ints, Model
    from matchmaker.optimise.outcome import Deadline, Listener

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
    model: Model, objectives: tuple[str, ...], deadline: Deadline, listen: Listener
) -> Best | None:
    """
    Solve for sums, with worst-off among them, where `apart_applies`.

    Args:
        model: A model with loads of a few sizes.
        objectives: In order.
        deadline: When to stop; each component has its part of the time.
        listen: Told of every objective.

    Returns:
        The best; `None` if no plan obeys the rules.

    Raises:
        GaveUpError: If it was not all proved; with the best plan found.
    """
    if linear_without_switches(model).contradictory:
        return None
    sums = tuple(name for name in objectives if is_sum(name))
    shares = [Share.of(model, pairs, sums, deadline) for pairs in components(model)]
    together = _Together(model, shares, deadline, 1 + len(sums))
    if not together.begin():
        return None
    for name in objectives:
        if not together.seek(name):
            return None
        last = together.proofs[-1]
        listen(Progress(last.objective, last.value, last.bound))
    if not together.proved:
        bound = together.proofs[0].bound
        raise GaveUpError(together.used, bound, tuple(together.proofs))
    return together.best(sums)


@dataclass
class _Together:
    """
    All components, objective by objective.

    Attributes:
        model: The whole.
        shares: Its components; the first leave the time they do not need to others.
        deadline: When to stop.
        left: How many times all components are still to be looked at.
        proofs: What is known of the first objectives, up to one that is not proved.
    """

    model: Model
    shares: list[Share]
    deadline: Deadline
    left: int
    proofs: list[Proof] = field(default_factory=list)

    @property
    def used(self) -> Ints:
        """
        int64[K], the plan.

        Raises:
            GaveUpError: If a component has none.
        """
        plans = [s.inside[s.used] for s in self.shares if s.used is not None]
        if len(plans) < len(self.shares):
            raise GaveUpError
        return np.sort(np.concatenate(plans))

    @property
    def proved(self) -> bool:
        """Whether all that was sought is proved."""
        return all(proof.proved for proof in self.proofs)

    def begin(self) -> bool:
        """A first plan of each component, if there can be one."""
        for place, share in enumerate(self.shares):
            rough = share.roughly(self._part_of_time(place))
            if rough is None:
                return False
            self.shares[place] = rough
        self.left -= 1
        return True

    def seek(self, name: str) -> bool:
        """Make the next objective as good as it can be; whether there is any plan."""
        if name == "worst-off":
            self._note(name, self._raise())
            return True
        bounds: list[int | None] = []
        for place, share in enumerate(self.shares):
            found = share.best(self._part_of_time(place))
            if found is None:
                return False
            better, bound = found
            self.shares[place] = better.holding()
            bounds.append(bound)
        self._note(name, _total(bounds))
        self.left -= 1
        return True

    def best(self, sums: tuple[str, ...]) -> Best:
        """The plan, and all that are as good, where all is proved."""
        used = self.used
        keep, sure = (np.zeros(self.model.pairs, bool) for _ in range(2))
        for share in self.shares:
            keep[share.inside] = True
            sure[share.inside[share.model.pinned]] = True
        totals = tuple(total_of(self.model, name, used) for name in sums)
        floors = tuple(
            (sum_of(self.model, name).only(keep), total)
            for name, total in zip(sums, totals, strict=True)
        )
        face = replace(self.model.only(keep, sure), floors=floors)
        worst = value_of(self.model, "worst-off", used)
        return Best(used, totals, face, np.flatnonzero(keep), worst)

    def _part_of_time(self, place: int) -> Deadline:
        """A component's part of the time that is left, by how many pairs it has."""
        sizes = [0 if share.settled else share.model.pairs for share in self.shares]
        ahead = sum(sizes[place:]) + (self.left - 1) * sum(sizes)
        return self.deadline.part(sizes[place] / ahead if ahead else 1)

    def _note(self, name: str, bound: int | None) -> None:
        """Note what is known of an objective, where all before it are proved."""
        if not self.proved:
            return
        value = value_of(self.model, name, self.used)
        if bound is None:
            self.proofs.extend(not_shown(self.model, (name,), self.used))
        else:
            bound = value_behind(self.model, name, bound)
            self.proofs.append(proof_of(name, value, bound, "solver"))

    def _raise(self) -> int:
        """Raise the level that all keep; what worst-off cannot exceed."""
        used = self.used
        held = self.shares[0].sums[: len(self.shares[0].held)]
        reached = tuple(total_of(self.model, name, used) for name in held)
        if not len(used) or nobody_will_do(self.model, held, reached):
            raise GaveUpError(used)
        levels = Levels.of(self.shares, self.deadline.part(1 / (self.left + 1)))
        self.shares = levels.raised()
        return levels.bound


def _total(bounds: list[int | None]) -> int | None:
    """What components together cannot exceed, if that is known of each."""
    known = [bound for bound in bounds if bound is not None]
    return sum(known) if len(known) == len(bounds) else None
