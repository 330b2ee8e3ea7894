"""
Closing in on the best counts: cuts from above, plans from below.

Each turn blends the cuts into one bound, lists the counts that could still be best,
chooses those that the cuts promise most of, and asks a flow what they are worth. The
flow gives a plan, and a cut that is exact at these counts. When no counts promise more
than the best plan is worth, it is best.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.counts.blend import blend
from matchmaker.optimise.counts.classes import Ground
from matchmaker.optimise.counts.lists import lists_within
from matchmaker.optimise.counts.master import choose
from matchmaker.optimise.counts.parts import parts_of
from matchmaker.optimise.gave_up import GaveUpError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.optimise.counts.blend import Blend
    from matchmaker.optimise.counts.classes import Classes
    from matchmaker.optimise.counts.lists import Lists
    from matchmaker.optimise.counts.master import Choice
    from matchmaker.optimise.counts.network import Network
    from matchmaker.optimise.counts.parts import Valued
    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.outcome import Deadline, SolveParams

FIRST_SHARE = 64
"""Counts are first looked at that lose no more than such a part of the largest weight."""
GROWTH = 8
"""If the best of them is worth less than that, so many times as much is looked at."""
DEARER = 64
"""If counts that cannot be had still seem best, what is missing costs so many times more."""
MOST_EQUAL = 8
"""With more choices of counts that are all best, no one plan is singled out."""


@dataclass(frozen=True, eq=False)
class Met:
    """
    A plan that was met.

    Attributes:
        used: int64[K], its pairs, as positions in the model.
        worth: What they add up to.
        counts: int64[C], the units of each class.
    """

    used: Ints
    worth: int
    counts: Ints


class Search:
    """
    The search over the counts of a network, for one column of weights.

    Attributes:
        parts: What the flows said so far.
        best: The best plan met so far; `None` before the first.
        bound: No plan is worth more; `None` before the first cut.
        turns: How many choices of counts were tried.
    """

    def __init__(
        self,
        network: Network,
        classes: Classes,
        weights: Ints,
        params: SolveParams,
    ) -> None:
        self.best: Met | None = None
        self.bound: int | None = None
        self.parts = parts_of(network, weights)
        self.turns = 0
        self._network = network
        self._params = params
        self._largest = int(np.abs(weights).max(initial=1))
        span = 2 * self._largest * max(1, int(network.left_high.sum()))
        self._ground = Ground(classes, network.least, span)
        self._least_worth = -span // 2
        self._penalty = 2 * self._largest

    def run(self, start: Ints | None, deadline: Deadline) -> Met | None:
        """
        Find a plan that is worth most; again, to go on where time had run out.

        Args:
            start: int64[C], counts to begin with, whether they keep the rows or not.
            deadline: When to stop; the first flow is waited for.

        Returns:
            The best; `None` if no plan keeps the rows.

        Raises:
            GaveUpError: If it was not settled; with the best plan met.
        """
        most = self._network.most
        middle = (self._ground.least + most) // 2 if start is None else start
        try:
            if self.turns == 0:
                self._try(np.clip(middle, self._ground.least, most))
            return self._close_in(self._largest // FIRST_SHARE, deadline)
        except GaveUpError as error:
            plan = None if self.best is None else self.best.used
            raise GaveUpError(plan, self.bound) from error

    def all_best(self, deadline: Deadline) -> tuple[Met, ...] | None:
        """
        Look for every choice of counts with which plans are worth as much as the best.

        Args:
            deadline: When to stop.

        Returns:
            One plan for each; `None` if there are too many, or time ran out.
        """
        if self.best is None:
            return None
        found = [self.best]
        try:
            mix = self._mixed(deadline)
            if mix is None:
                return None
            lists = self._lists(mix, self.best.worth)
            while len(found) <= MOST_EQUAL:
                beside = [met.counts for met in found]
                choice = self._choose(lists, deadline, beside)
                if choice is None or choice.bound < self.best.worth:
                    return tuple(found)
                known = self._cuts
                met = self._ask(choice.counts)
                if met is not None and met.worth == self.best.worth:
                    found.append(met)
                elif self._cuts == known:
                    self._charge_more()
        except GaveUpError:
            return None
        return None

    def _close_in(self, first: int, deadline: Deadline) -> Met | None:
        """Turn after turn, until nothing better is promised; see the module."""
        width = first
        while True:
            mix = self._mixed(deadline)
            reach = self._least_worth if self.best is None else self.best.worth + 1
            if mix is None or mix.bound // mix.scale < reach:
                break
            lowest = max(reach, mix.bound // mix.scale - width)
            choice = self._choose(self._lists(mix, lowest), deadline)
            promised = lowest - 1 if choice is None else max(choice.bound, lowest - 1)
            self._lower(max(reach - 1, promised))
            if choice is not None and (promised >= lowest or self._is_new(choice)):
                self._try(choice.counts)
                width = first
            elif lowest == reach:
                break
            else:
                width = GROWTH * (width + 1)
        if self.best is not None:
            self.bound = self.best.worth
        return self.best

    def _mixed(self, deadline: Deadline) -> Blend | None:
        mix = blend(self.parts, self._ground, deadline)
        if mix is not None:
            self._lower(mix.bound // mix.scale)
        return mix

    def _lists(self, mix: Blend, lowest: int) -> Lists:
        """All counts that could be worth `lowest`."""
        width = mix.bound - mix.scale * lowest
        return lists_within(mix, self._ground, width)

    def _choose(
        self, lists: Lists, deadline: Deadline, beside: Sequence[Ints] = ()
    ) -> Choice | None:
        return choose(
            lists,
            self.parts,
            self._ground,
            self._params,
            deadline,
            beside=beside,
        )

    def _is_new(self, choice: Choice) -> bool:
        return any(part.learns(choice.counts) for part in self.parts)

    def _try(self, counts: Ints) -> None:
        """Learn from counts: a better plan, or cuts that are exact there."""
        known = self._cuts
        met = self._ask(counts)
        if met is not None and (self.best is None or met.worth > self.best.worth):
            self.best = met
        elif self._cuts == known:
            self._charge_more()

    def _ask(self, counts: Ints) -> Met | None:
        """Ask the flows what counts are worth; the plan, if they can be had."""
        self.turns += 1
        return self._met([part.value(counts, self._penalty) for part in self.parts])

    def _charge_more(self) -> None:
        """What cannot be had still seems best: it was not charged enough.

        Raises:
            GaveUpError: If it never will be.
        """
        if self._penalty > 2 * self._ground.span:
            raise GaveUpError
        self._penalty *= DEARER

    @property
    def _cuts(self) -> int:
        return sum(len(part.cuts) for part in self.parts)

    def _met(self, parts: list[Valued]) -> Met | None:
        """The plans of all parts as one, if it keeps the rows."""
        counts = self._ground.least.copy()
        for part, valued in zip(self.parts, parts, strict=True):
            counts[part.kinds] = valued.counts
        whole = all(valued.whole for valued in parts)
        if not whole or not self._ground.classes.allow(counts):
            return None
        used = np.concatenate([valued.used for valued in parts])
        return Met(used, sum(valued.worth for valued in parts), counts)

    def _lower(self, bound: int) -> None:
        self.bound = bound if self.bound is None else min(self.bound, bound)
