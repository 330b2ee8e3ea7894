"""Objectives that add up over the pairs of a plan, turned so that more is better."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matchmaker.certify.bound import Facts

SAFE = 2.0**61
"""Larger numbers are Python's own, which do not end."""

LEVEL = "leximin:"
"""Before the lower edge of a band: the sum that counts who lies in that band."""

NO_PAIRS = np.zeros(0, np.int64)

EDGE = re.compile(r"-?[0-9]{1,19}")


@dataclass(frozen=True, eq=False)
class Sum:
    """
    What a plan adds up to in one objective; the more, the better.

    Attributes:
        pairs: [P], what each used pair adds; int64, or Python's own whole numbers.
        minimise: Whether users know it the other way round, as something to be
            made small.
        base: What stands beside the sum in the value that users know: the value is
            the base plus the sum or, where less is better, the base less the sum.
    """

    pairs: NDArray[Any]
    minimise: bool = False
    base: int = 0

    def total_of(self, value: int) -> int:
        """The sum behind a value that users know."""
        return self.base - value if self.minimise else value - self.base

    def value(self, total: int) -> int:
        """The value that users know behind a sum."""
        return self.base - total if self.minimise else self.base + total


def blended(parts: Iterable[tuple[int, Sum]], pairs: int) -> Sum:
    """
    The sum of weight x part, from which parts to be made small are taken away.

    Args:
        parts: Positive weights, each with its sum.
        pairs: How many pairs there are.
    """
    listed = list(parts)
    sizes = [weight * largest(part.pairs) for weight, part in listed]
    kind = np.int64 if sum(sizes) < SAFE else object
    column, base = np.zeros(pairs, kind), 0
    for weight, part in listed:
        column = column + weight * part.pairs.astype(kind)
        base += weight * (-part.base if part.minimise else part.base)
    return Sum(column, base=base)


def largest(column: NDArray[Any]) -> float:
    """The largest of some numbers, whatever their sign, nearly."""
    ends = (float(column.max(initial=0)), float(column.min(initial=0)))
    return max(map(abs, ends))


def added_up(column: NDArray[Any]) -> int:
    """The sum of whole numbers, however large; halves of int64 are added up apart."""
    if column.dtype == object:
        return int(column.sum())
    upper, lower = column >> 32, column & 0xFFFF_FFFF
    return (int(upper.sum()) << 32) + int(lower.sum())


def level_name(edge: int) -> str:
    """
    What the sum is called that counts the requests with points in a band.

    >>> level_name(-10)
    'leximin:-10'
    """
    return f"{LEVEL}{edge}"


def sum_named(facts: Facts, name: str) -> Sum | None:
    """The objective of this name as a sum over pairs; `None` where it is none."""
    scale = scale_named(facts, name)
    if scale is None or len(scale.pairs) == len(facts.points):
        return scale
    return replace(scale, pairs=weights_named(facts, name, slice(None)))


def scale_named(facts: Facts, name: str) -> Sum | None:
    """How values of an objective are read: as `sum_named`, perhaps without its pairs."""
    if name in ("coverage", "points"):
        return None if name == "points" and facts.bonused else Sum(NO_PAIRS)
    if not name.startswith(LEVEL):
        return facts.sums.get(name)
    # The number of those in the band, of whom fewer are better.
    known = facts.level_edges is not None and _edge(name) is not None
    return Sum(NO_PAIRS, minimise=True) if known else None


def weights_named(facts: Facts, name: str, part: slice) -> NDArray[Any]:
    """What each of some pairs adds to an objective; nothing, if it is no sum."""
    if scale_named(facts, name) is None:
        return np.zeros(len(facts.points[part]), np.int64)
    if name == "coverage":
        priority: NDArray[Any] = facts.priority[facts.request[part]]
        return priority
    if name == "points":
        return facts.points[part]
    if name in facts.sums or facts.level_edges is None:
        return facts.sums[name].pairs[part]
    outside: NDArray[Any] = facts.level_edges[part] != _edge(name)
    return outside.astype(np.int64) - 1


def _edge(name: str) -> int | None:
    """The edge in a level's name; `None` where it is not written as we write it."""
    text = name.removeprefix(LEVEL)
    if not EDGE.fullmatch(text) or level_name(int(text)) != name:
        return None
    return int(text)
