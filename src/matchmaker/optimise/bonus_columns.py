"""Bonuses that several pairings earn together, as sides of pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


def _none() -> Ints:
    return np.zeros(0, dtype=np.int64)


class Side(NamedTuple):
    """
    What must be in use, so that a bonus is earned.

    Attributes:
        pairs: int64[n], positions of candidates, rising.
        steps: Bonuses that count like a pair in use where they are earned.
        least: How many of all these must be in use.
    """

    pairs: Ints
    steps: Sequence[int] = ()
    least: int = 1


@dataclass(frozen=True, eq=False)
class Bonuses:
    """
    B bonuses with N sides in all, and E pairs and M steps on these sides.

    A bonus is earned, once, where every one of its sides has enough in use. It has
    one side at least. A pair may be on sides of several bonuses, but never on two
    sides of one.

    A *step* is a bonus of no points: it stands for something that others need, so
    that it is said once and not by each of them. Steps may need each other; then as
    many are earned as can be at once.

    Attributes:
        points: int64[B], what each bonus is worth; 0 for steps.
        names: What is earned by whom, such as "couple at N1 from Lancashire".
        side_indptr: int64[N + 1], where each side's pairs begin and end.
        side_pairs: int64[E], positions of candidates, rising within a side.
        side_bonus: int64[N], the bonus of each side, rising.
        side_least: int64[N], how many of each side must be in use; at least 1.
        step_side: int64[M], the sides on which steps count, rising.
        step_bonus: int64[M], the step that counts there.
    """

    points: Ints
    names: tuple[str, ...]
    side_indptr: Ints
    side_pairs: Ints
    side_bonus: Ints
    side_least: Ints
    step_side: Ints = field(default_factory=_none)
    step_bonus: Ints = field(default_factory=_none)

    def __len__(self) -> int:
        return len(self.points)

    @classmethod
    def none(cls) -> Bonuses:
        """No bonus at all."""
        return cls.of([], (), ())

    @classmethod
    def of(
        cls,
        points: Sequence[int],
        names: Sequence[str],
        sides: Sequence[Sequence[Side]],
    ) -> Bonuses:
        """
        Bonuses by their sides.

        Args:
            points: What each bonus is worth; 0 for steps.
            names: What is earned by whom.
            sides: The sides of each bonus.
        """
        every = [side for theirs in sides for side in theirs]
        owners = [owner for owner, theirs in enumerate(sides) for _ in theirs]
        lengths = np.array([len(side.pairs) for side in every], dtype=np.int64)
        counts = np.array([len(side.steps) for side in every], dtype=np.int64)
        return cls(
            points=np.array(points, dtype=np.int64),
            names=tuple(names),
            side_indptr=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
            side_pairs=np.concatenate([_none(), *(side.pairs for side in every)]),
            side_bonus=np.array(owners, dtype=np.int64),
            side_least=np.array([side.least for side in every], dtype=np.int64),
            step_side=np.repeat(np.arange(len(every)), counts),
            step_bonus=np.array(
                [step for side in every for step in side.steps], dtype=np.int64
            ),
        )

    @classmethod
    def stack(cls, blocks: Sequence[Bonuses]) -> Bonuses:
        """All bonuses of several blocks, one after the other."""
        result = cls.none()
        for block in blocks:
            ends = block.side_indptr[1:] + len(result.side_pairs)
            bonuses, sides = len(result), len(result.side_bonus)
            result = cls(
                points=np.concatenate([result.points, block.points]),
                names=(*result.names, *block.names),
                side_indptr=np.concatenate([result.side_indptr, ends]),
                side_pairs=np.concatenate([result.side_pairs, block.side_pairs]),
                side_bonus=np.concatenate(
                    [result.side_bonus, block.side_bonus + bonuses]
                ),
                side_least=np.concatenate([result.side_least, block.side_least]),
                step_side=np.concatenate([result.step_side, block.step_side + sides]),
                step_bonus=np.concatenate(
                    [result.step_bonus, block.step_bonus + bonuses]
                ),
            )
        return result

    @property
    def side_of_pair(self) -> Ints:
        """int64[E], the side of each entry of `side_pairs`."""
        return np.repeat(np.arange(len(self.side_bonus)), np.diff(self.side_indptr))

    @property
    def is_step(self) -> Mask:
        """bool[B], which bonuses only help others to be earned."""
        is_step: Mask = self.points == 0
        return is_step

    @property
    def family(self) -> Ints:
        """int64[B], equal for bonuses of which one is a step of the other, and so on."""
        number = np.arange(len(self))
        needs, step = self.side_bonus[self.step_side], self.step_bonus
        while True:
            before = number.copy()
            np.minimum.at(number, needs, number[step])
            np.minimum.at(number, step, number[needs])
            number = number[number]
            if np.array_equal(before, number):
                return number

    def earned(self, used: Ints) -> Mask:
        """bool[B], which bonuses the pairs `used` earn."""
        highest = max(self.side_pairs.max(initial=-1), used.max(initial=-1))
        chosen = np.zeros(int(highest) + 1, dtype=bool)
        chosen[used] = True
        before = np.concatenate([[0], np.cumsum(chosen[self.side_pairs])])
        pairs = before[self.side_indptr[1:]] - before[self.side_indptr[:-1]]
        earned = np.ones(len(self), dtype=bool)
        while True:  # the fewer steps are earned, the fewer bonuses can be
            steps = self.step_side[earned[self.step_bonus]]
            count = pairs + np.bincount(steps, minlength=len(pairs))
            every = np.ones(len(self), dtype=bool)
            every[self.side_bonus[count < self.side_least]] = False
            if not len(self.step_side) or np.array_equal(every, earned):
                return every
            earned = every

    def only(self, keep: Mask) -> Bonuses:
        """
        The same bonuses with fewer pairs, less those no longer possible.

        Args:
            keep: bool[P], the pairs that stay; they are numbered anew.
        """
        possible = self.earned(np.flatnonzero(keep))
        side_stays = possible[self.side_bonus]
        side = self.side_of_pair
        stays = keep[self.side_pairs] & side_stays[side]
        counts = np.bincount(side[stays], minlength=len(side_stays))[side_stays]
        steps = possible[self.step_bonus] & side_stays[self.step_side]
        bonus, number = np.cumsum(possible) - 1, np.cumsum(side_stays) - 1
        return Bonuses(
            points=self.points[possible],
            names=tuple(compress(self.names, possible.tolist())),
            side_indptr=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
            side_pairs=(np.cumsum(keep) - 1)[self.side_pairs[stays]],
            side_bonus=bonus[self.side_bonus[side_stays]],
            side_least=self.side_least[side_stays],
            step_side=number[self.step_side[steps]],
            step_bonus=bonus[self.step_bonus[steps]],
        )
