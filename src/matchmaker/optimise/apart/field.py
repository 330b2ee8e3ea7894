"""
The pairs that a search over parts of the plans looks at, and what others could add.

At the prices of the whole, most pairs are far from the money, and stay so in every
part of the plans. So parts are relaxed over the pairs near the money. What those left
aside could add is worked out from the prices of each part: a bound holds for all
pairs, and where one left aside could matter after all, it comes in.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.apart.again import Again
from matchmaker.optimise.apart.heavy import Counts
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.linear import users_of
from matchmaker.optimise.model import LARGEST_SUM
from matchmaker.optimise.priced import exact_sum
from matchmaker.optimise.relaxation import relax_again

if TYPE_CHECKING:
    from matchmaker.optimise.linear import Linear
    from matchmaker.optimise.model import Ints, Mask, Model
    from matchmaker.optimise.outcome import Deadline
    from matchmaker.optimise.relaxation import Relaxation
    from matchmaker.optimise.sums import Sum

FEW_PAIRS = 20_000
"""So many pairs are looked at, wherever they stand."""
PAIRS_PER_REQUEST = 12
"""Where there are more, so many for each request."""


@dataclass(frozen=True, eq=False)
class Part:
    """
    Some of the plans.

    Attributes:
        bound: What none of them is worth more than.
        near: What none of those is worth more than that leave pairs aside.
        aside: What none of the others is worth more than.
        relaxation: The prices that show it, over the pairs near the money, and how
            these are used in part.
        beyond: What pairs left aside could add to that, in the prices' parts.
    """

    bound: int
    near: int
    aside: int
    relaxation: Relaxation
    beyond: int

    def lost(self, worth: int) -> int:
        """How far below the prices' bound a plan of so much is, in their parts."""
        relaxation = self.relaxation
        return relaxation.bound + self.beyond - relaxation.scale * worth

    def searched(self, near: int) -> Part:
        """The same, once it is known what plans that leave pairs aside can be worth."""
        near = min(near, self.near)
        return replace(self, near=near, bound=min(self.bound, max(near, self.aside)))

    def is_open(self, worth: int) -> Mask:
        """bool[Q], the pairs near that some plans of so much use, and others do not."""
        slack, lost = self.relaxation.slack, self.lost(worth)
        return (slack >= -lost) & (slack <= lost)


@dataclass(frozen=True, eq=False)
class Field:
    """
    A model, and those of its pairs that are near the money.

    Attributes:
        whole: The model.
        worth: What its plans are worth.
        root: The relaxation of all plans, over all pairs.
        total: Its row that counts all heavy pairs.
        inside: bool[P], the pairs that are near.
    """

    whole: Model
    worth: Sum
    root: Relaxation
    total: int
    inside: Mask

    @classmethod
    def around(
        cls, whole: Model, worth: Sum, root: Relaxation, total: int, wanted: Mask
    ) -> Field:
        """
        The pairs nearest the money, and all that are wanted.

        Args:
            whole: The model.
            worth: What its plans are worth.
            root: The relaxation of all plans.
            total: Its row that counts all heavy pairs.
            wanted: bool[P], pairs that were found to matter.
        """
        most = max(FEW_PAIRS, PAIRS_PER_REQUEST * whole.requests)
        # Bonuses and switches stand in rows with pairs wherever these are.
        if not _is_plain(whole) or whole.pairs <= most:
            return cls(whole, worth, root, total, np.ones(whole.pairs, bool))
        inside = wanted | whole.pinned | root.inside | root.point
        inside[np.argpartition(root.slack, -most)[-most:]] = True
        # What stays in int64 for these does so for all.
        inside[np.abs(worth.pairs).argmax()] = True
        inside[np.bincount(root.linear.column).argmax()] = True
        return cls(whole, worth, root, total, inside)

    def wider(self, wanted: Mask) -> Field:
        """The same with more pairs near."""
        return replace(self, inside=self.inside | wanted)

    @cached_property
    def places(self) -> Ints:
        """int64[Q], the pairs that are near."""
        return np.flatnonzero(self.inside)

    @cached_property
    def model(self) -> Model:
        """The same with no others."""
        return self.whole.only(self.inside, self.whole.pinned)

    @cached_property
    def sum(self) -> Sum:
        """What plans of these are worth."""
        return self.worth.only(self.inside)

    @cached_property
    def counts(self) -> Counts:
        """What plans are divided by."""
        return Counts.of(self._near(self.root).linear, self.total)

    def all_plans(self) -> Part:
        """All plans in one part."""
        return self._part(self._near(self.root), self.root.bound // self.root.scale)

    def within(
        self, part: Part, row: int, low: int, high: int, deadline: Deadline
    ) -> Part | None:
        """
        Those plans of a part for which a row adds up to no less and no more.

        Returns:
            The smaller part; `None` if it has no plans.

        Raises:
            GaveUpError: If it was not relaxed in time.
        """
        before = part.relaxation
        linear = before.linear.within(row, low, high)
        found = self._relaxed(before, linear, deadline)
        if found is None and not self.inside.all():
            found = self._within_all(linear, deadline)
        return None if found is None else self._part(found, part.bound)

    def _relaxed(
        self, before: Relaxation, linear: Linear, deadline: Deadline
    ) -> Relaxation | None:
        """The near pairs with other limits of rows; `None` if these cannot hold."""
        if self._again is not None:
            with suppress(GaveUpError):
                found = self._again.relaxed(linear, deadline)
                if found is not None:
                    return found
        return relax_again(self.model, self.sum, deadline, before, linear)

    @cached_property
    def _again(self) -> Again | None:
        """What stands from part to part, where all columns are pairs."""
        if not _is_plain(self.whole):
            return None
        near = self._near(self.root)
        worth = near.linear.worth(self.sum, self.model)
        heavy = near.linear.heavy
        return Again(near, worth, np.r_[heavy.start : heavy.stop, self.total])

    def rounded(self, part: Part, deadline: Deadline) -> Ints:
        """
        int64[K], near pairs of what is nearly a plan: counts of a part rounded in turn.

        Raises:
            GaveUpError: If time ran out on the way.
        """
        relaxation = part.relaxation
        while linear := self.counts.rounded(relaxation):
            found = self._relaxed(relaxation, linear, deadline)
            if found is None:
                break
            relaxation = found
        return relaxation.used

    def _within_all(self, linear: Linear, deadline: Deadline) -> Relaxation | None:
        """Where pairs near the money cannot hold the limits, all may."""
        rows = replace(self.root.linear, low=linear.low, high=linear.high)
        found = relax_again(self.whole, self.worth, deadline, self.root, rows)
        return None if found is None else self._near(found)

    def use(self, part: Part, worth: int) -> tuple[Mask, Mask]:
        """bool[P] twice, the pairs that some plans of a part of so much use, and all."""
        slack, lost = self._slack(part.relaxation), part.lost(worth)
        return slack >= -lost, slack > lost

    def _near(self, relaxation: Relaxation) -> Relaxation:
        """A relaxation over all pairs, as far as it is about those near the money."""
        return relaxation if self.inside.all() else relaxation.only(self.inside)

    def _part(self, relaxation: Relaxation, bound: int) -> Part:
        slack = self._slack_aside(relaxation)
        beyond = exact_sum(np.maximum(slack, 0))
        most = relaxation.bound + beyond
        aside = most + min(0, int(slack.max(initial=-LARGEST_SUM)))
        aside = aside // relaxation.scale if len(slack) else -LARGEST_SUM
        return Part(
            bound=min(bound, most // relaxation.scale),
            near=min(bound, relaxation.bound // relaxation.scale),
            aside=aside,
            relaxation=relaxation,
            beyond=beyond,
        )

    def _slack(self, relaxation: Relaxation) -> Ints:
        """int64[P], what each pair is worth beyond its prices."""
        slack = np.empty(self.whole.pairs, np.int64)
        slack[self.inside] = relaxation.slack
        slack[~self.inside] = self._slack_aside(relaxation)
        return slack

    def _slack_aside(self, relaxation: Relaxation) -> Ints:
        """int64[P - Q], the same of those left aside."""
        if self.inside.all():
            return np.zeros(0, np.int64)
        linear, worth = self._aside
        return relaxation.scale * worth - linear.paid(relaxation.prices)

    @cached_property
    def _aside(self) -> tuple[Linear, Ints]:
        """The pairs left aside in the rows of all, and what they are worth."""
        linear = self.root.linear.only(~self.inside)
        return linear, self.worth.pairs[~self.inside]


def _is_plain(model: Model) -> bool:
    """Whether all columns are pairs, and no others can come in."""
    return not (len(model.bonuses) or len(users_of(model)))
