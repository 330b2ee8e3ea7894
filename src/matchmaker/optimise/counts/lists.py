"""
The combinations of counts to choose from.

Classes that share a row are taken together in blocks, whose combinations of counts are
listed one by one: a row inside a block is then kept exactly by the list, and what is
left to search is which item of each list to take.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matchmaker.optimise.counts.blend import Blend
    from matchmaker.optimise.counts.classes import Classes, Ground
    from matchmaker.optimise.model import Ints

MOST_LISTED = 200_000
"""Combinations of counts that a block may have before those out of reach are left out."""
MOST_POINTS = 1_000
"""With more combinations left, a block's classes are rather chosen one by one."""


@dataclass(frozen=True, eq=False)
class Block:
    """
    Classes whose counts are chosen together.

    Attributes:
        kinds: int64[C], the classes.
        points: int64[N, C], the combinations of counts to choose from.
    """

    kinds: Ints
    points: Ints


@dataclass(frozen=True, eq=False)
class Lists:
    """
    The combinations of counts whose loss is within a width, block by block.

    Attributes:
        blocks: Each class is in one.
        links: int64[L], rows that speak of several blocks.
    """

    blocks: tuple[Block, ...]
    links: Ints

    @property
    def empty(self) -> bool:
        """Whether some block has nothing to choose from."""
        return any(not len(block.points) for block in self.blocks)


def lists_within(mix: Blend, ground: Ground, width: int) -> Lists:
    """
    List the combinations of counts that lose at most `width` of the blend's bound.

    Args:
        mix: What each count loses.
        ground: The rows.
        width: In the blend's parts.
    """
    near = [np.flatnonzero(loss <= width) for loss in mix.loss]
    classes = ground.classes
    lister = _Lister(mix, ground, near, width)
    sizes = np.array([max(1, len(counts)) for counts in near], dtype=float)
    blocks: list[Block] = []
    for kinds in _groups(classes, sizes):
        whole = lister.block(kinds)
        few = len(whole.points) <= MOST_POINTS
        blocks += (
            [whole] if few else [lister.block(kinds[[i]]) for i in range(len(kinds))]
        )
    inside = [_rows_inside(classes, block.kinds) for block in blocks]
    linked = np.ones(len(classes.high), dtype=bool)
    linked[np.concatenate([np.zeros(0, np.int64), *inside])] = False
    return Lists(tuple(blocks), np.flatnonzero(linked))


def _groups(classes: Classes, sizes: Ints) -> list[Ints]:
    """Classes that share a row, where their combinations are not too many."""
    label = np.arange(len(classes))
    speaks = classes.rows != 0
    ways = [float(np.prod(sizes[row])) for row in speaks]
    for row in np.argsort(ways, kind="stable"):
        together = np.isin(label, label[speaks[row]])
        if np.prod(sizes[together]) <= MOST_LISTED:
            label[together] = label[together].min(initial=len(label))
    return [np.flatnonzero(label == name) for name in np.unique(label)]


def _rows_inside(classes: Classes, kinds: Ints) -> Ints:
    """Rows that speak of these classes and of no others."""
    theirs = (classes.rows[:, kinds] != 0).sum(axis=1)
    whole = theirs == (classes.rows != 0).sum(axis=1)
    return np.flatnonzero(whole & (theirs > 0))


@dataclass(frozen=True, eq=False)
class _Lister:
    """Lists combinations for one bound and width."""

    mix: Blend
    ground: Ground
    near: list[Ints]
    width: int

    def block(self, kinds: Ints) -> Block:
        """Every combination that keeps the rows inside and is within the width."""
        mix, classes = self.mix, self.ground.classes
        points, lost = np.zeros((1, 0), np.int64), np.zeros(1, np.int64)
        for kind in kinds.tolist():
            near, loss = self.near[kind], mix.loss[kind][self.near[kind]]
            both = np.add.outer(lost, loss)
            before, after = np.nonzero(both <= self.width)
            counts = self.ground.least[kind] + near[after]
            points = np.column_stack([points[before], counts])
            lost = both[before, after]
        kept = np.ones(len(points), dtype=bool)
        for row in _rows_inside(classes, kinds).tolist():
            total = points @ classes.rows[row, kinds]
            low, high, price = classes.low[row], classes.high[row], mix.row_prices[row]
            kept &= (low <= total) & (total <= high)
            lost += price * np.where(
                kept, high - total if price > 0 else low - total, 0
            )
        return Block(kinds, points[kept & (lost <= self.width)])
