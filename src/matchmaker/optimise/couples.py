"""Bonuses that several pairings earn together, as sides of pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np
import numpy.typing as npt

from matchmaker.candidates import Candidates
from matchmaker.domain.bonuses import Couple
from matchmaker.domain.round import Round

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

NOBODY = -1
"""Stands for a missing setting, role or value."""


@dataclass(frozen=True, eq=False)
class Couples:
    """
    B bonuses with N sides in all, and E pairs on these sides.

    A bonus is earned, once, where every one of its sides has a pair in use. It has
    two sides at least, and each side a pair at least. A pair may be on sides of
    several bonuses, but never on two sides of one.

    Attributes:
        points: int64[B], what each bonus is worth; at least 1.
        names: What is earned by whom, such as "couple at N1 from Lancashire".
        side_indptr: int64[N + 1], where each side's pairs begin and end.
        side_pairs: int64[E], positions of candidates, rising within a side.
        side_bonus: int64[N], the bonus of each side, rising.
    """

    points: Ints
    names: tuple[str, ...]
    side_indptr: Ints
    side_pairs: Ints
    side_bonus: Ints

    def __len__(self) -> int:
        return len(self.points)

    @classmethod
    def none(cls) -> Couples:
        """No bonus at all."""
        nothing = np.zeros(0, dtype=np.int64)
        return cls(nothing, (), np.zeros(1, dtype=np.int64), nothing, nothing)

    @classmethod
    def stack(cls, blocks: Sequence[Couples]) -> Couples:
        """All bonuses of several blocks, one after the other."""
        result = cls.none()
        for block in blocks:
            ends = block.side_indptr[1:] + len(result.side_pairs)
            result = cls(
                points=np.concatenate([result.points, block.points]),
                names=(*result.names, *block.names),
                side_indptr=np.concatenate([result.side_indptr, ends]),
                side_pairs=np.concatenate([result.side_pairs, block.side_pairs]),
                side_bonus=np.concatenate(
                    [result.side_bonus, block.side_bonus + len(result)]
                ),
            )
        return result

    def earned(self, used: Ints) -> Mask:
        """bool[B], which bonuses the pairs `used` earn."""
        every = np.ones(len(self), dtype=bool)
        if not len(self):
            return every
        highest = max(int(self.side_pairs.max()), int(used.max(initial=0)))
        chosen = np.zeros(highest + 1, dtype=bool)
        chosen[used] = True
        has_one = np.logical_or.reduceat(chosen[self.side_pairs], self.side_indptr[:-1])
        every[self.side_bonus[~has_one]] = False
        return every

    def only(self, keep: Mask) -> Couples:
        """
        The same bonuses with fewer pairs, less those no longer possible.

        Args:
            keep: bool[P], the pairs that stay; they are numbered anew.
        """
        possible = self.earned(np.flatnonzero(keep))
        side_stays = possible[self.side_bonus]
        side = np.repeat(np.arange(len(self.side_bonus)), np.diff(self.side_indptr))
        stays = keep[self.side_pairs] & side_stays[side]
        counts = np.bincount(side[stays], minlength=len(side_stays))[side_stays]
        return Couples(
            points=self.points[possible],
            names=tuple(compress(self.names, possible.tolist())),
            side_indptr=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
            side_pairs=(np.cumsum(keep) - 1)[self.side_pairs[stays]],
            side_bonus=(np.cumsum(possible) - 1)[self.side_bonus[side_stays]],
        )


def couples_of(matching_round: Round, candidates: Candidates) -> Couples:
    """
    Every bonus that a plan could earn, in the order in which plans list them.

    Those are left out of which some side has no pair. What rules about several
    pairings make of the rest is not asked.
    """
    bonuses = matching_round.programme.bonuses
    return Couples.stack([_couples(b, matching_round, candidates) for b in bonuses])


def _couples(bonus: Couple, matching_round: Round, candidates: Candidates) -> Couples:
    """The bonuses of one entry of the programme."""
    values, value = _values(bonus, matching_round)
    setting, role = _askers(bonus, matching_round)
    roles, kinds = len(bonus.roles), max(len(values), 1)
    of_pair = value[candidates.supporter]
    asked = (setting != NOBODY) & (role != NOBODY)
    pairs = np.flatnonzero(asked[candidates.request] & (of_pair != NOBODY))
    request = candidates.request[pairs]
    # Sides that belong together are neighbours: setting, then value, then role.
    keys = (setting[request] * kinds + of_pair[pairs]) * roles + role[request]
    order = np.argsort(keys, kind="stable")
    keys, pairs = keys[order], pairs[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    together, group, sides = np.unique(
        keys[starts] // roles, return_inverse=True, return_counts=True
    )
    whole = sides == roles
    kept = whole[group]
    lengths = np.diff(np.append(starts, len(keys)))
    ids = [setting.id for setting in matching_round.settings]
    return Couples(
        points=np.full(np.count_nonzero(whole), bonus.points, dtype=np.int64),
        names=tuple(
            f"{bonus.name} at {ids[key // kinds]} from {values[key % kinds]}"
            for key in together[whole].tolist()
        ),
        side_indptr=np.concatenate([[0], np.cumsum(lengths[kept])]).astype(np.int64),
        side_pairs=pairs[np.repeat(kept, lengths)],
        side_bonus=(np.cumsum(whole) - 1)[group[kept]],
    )


def _values(bonus: Couple, matching_round: Round) -> tuple[list[str], Ints]:
    """The places that supporters come from, sorted, and int64[S], whose is which."""
    found = [
        matching_round.affiliation_of(supporter, bonus.by)
        for supporter in matching_round.supporters
    ]
    values = sorted({value for value in found if value is not None})
    code = {value: number for number, value in enumerate(values)}
    return values, _column([NOBODY if v is None else code[v] for v in found])


def _askers(bonus: Couple, matching_round: Round) -> tuple[Ints, Ints]:
    """int64[R] twice: the setting and the role of each request, as positions."""
    place = {setting.id: i for i, setting in enumerate(matching_round.settings)}
    side = {role: number for number, role in enumerate(bonus.roles)}
    requests = matching_round.requests
    return (
        _column([NOBODY if r.setting is None else place[r.setting] for r in requests]),
        _column([side.get(request.role, NOBODY) for request in requests]),
    )


def _column(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int64)
