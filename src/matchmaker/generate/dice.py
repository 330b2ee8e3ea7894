"""Chance from a seed, in whole numbers, the same on every machine."""

from __future__ import annotations

import zlib
from bisect import bisect
from itertools import accumulate
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np

from matchmaker.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

T = TypeVar("T")

BLOCK = 4096
BITS = 64


def bit_stream(seed: int, stream: str) -> np.random.PCG64:
    """
    Return the raw bits of one named stream of a seed.

    NumPy promises the bits of PCG64 for ever, but not what its distributions make
    of them; so nothing here uses those.

    Args:
        seed: Zero or more.
        stream: What the bits are for. Streams of one seed are independent: more
            draws for people do not change the settings.

    Raises:
        InputError: If the seed is negative.
    """
    if seed < 0:
        raise InputError(f"The seed is {seed}: it must be zero or more.")
    return np.random.PCG64(np.random.SeedSequence([seed, zlib.crc32(stream.encode())]))


class Weighted(Generic[T]):
    """Things to draw from, each as often as its weight says."""

    def __init__(self, weights: Mapping[T, int]) -> None:
        self.things = tuple(weights)
        self.up_to = tuple(accumulate(weights.values()))


class Dice:
    """
    Draws from one named stream of a seed.

    >>> Dice(7, "doctest").whole(1, 6) == Dice(7, "doctest").whole(1, 6)
    True
    """

    def __init__(self, seed: int, stream: str) -> None:
        self._bits = bit_stream(seed, stream)
        self._raw = self._draws()

    def _draws(self) -> Iterator[int]:
        while True:
            yield from self._bits.random_raw(BLOCK).tolist()

    def below(self, n: int) -> int:
        """A whole number from 0 to n - 1, each equally likely (to one in 2^64)."""
        return (next(self._raw) * n) >> BITS

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + self.below(high - low + 1)

    def chance(self, per_thousand: int) -> bool:
        """True so many times in a thousand."""
        return self.below(1000) < per_thousand

    def pick(self, things: Sequence[T]) -> T:
        """One of the things, all equally likely."""
        return things[self.below(len(things))]

    def draw(self, weighted: Weighted[T]) -> T:
        """One of the things, as often as its weight says."""
        return weighted.things[bisect(weighted.up_to, self.below(weighted.up_to[-1]))]

    def some(self, things: Sequence[T], least: int, most: int) -> tuple[T, ...]:
        """Between least and most different things, in drawn order."""
        left = list(things)
        wanted = min(self.whole(least, most), len(left))
        return tuple(left.pop(self.below(len(left))) for _ in range(wanted))

    def subset(self, things: Sequence[T], least: int, most: int) -> tuple[T, ...]:
        """Between least and most different things, in the order given."""
        places = sorted(self.some(range(len(things)), least, most))
        return tuple(things[place] for place in places)
