"""
Whoever is placed somewhere is not the only one there.

Written out for each pairing with the pairs of all others, this would have as many
entries as there are pairs times those who could come to one place. So it is said by
steps: a pair is in company if it is used and there are two at its time; there are two
at a time if two pairs around it are in company. So each leans on the other, as company
does, and a relaxation that places people by halves gains no more by it than by the long
way.

It would gain where somebody has room for one: two halves are no company. So all pairs
of such a supporter at one time earn it as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from matchmaker.candidates import Candidates
from matchmaker.domain.bonuses import Peers
from matchmaker.domain.round import Round
from matchmaker.optimise.bonus_columns import Bonuses, Side
from matchmaker.optimise.calendar import windows
from matchmaker.optimise.places import NOBODY, askers_of, places_of

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


def bonuses(bonus: Peers, matching_round: Round, candidates: Candidates) -> Bonuses:
    """A bonus for each pair, or all pairs of one supporter of which one can be."""
    values, value = places_of(bonus, matching_round)
    place = value[candidates.supporter]
    who, role = askers_of(bonus, matching_round)
    asked = (who != NOBODY) & (role != NOBODY)
    pairs = np.flatnonzero(asked[candidates.request] & (place != NOBODY))
    order = np.argsort(place[pairs], kind="stable")
    starts = np.flatnonzero(np.diff(place[pairs][order], prepend=NOBODY))
    draft = _Draft(_Facts.of(bonus, matching_round, candidates, who))
    names: list[str] = []
    for theirs in np.split(pairs[order], starts)[1:]:
        draft.write(theirs)
        name = f"{bonus.name} at {values[place[theirs[0]]]}"
        names.extend([name] * (len(draft.points) - len(names)))
    return Bonuses.of(draft.points, names, draft.sides)


@dataclass(frozen=True, eq=False)
class _Facts:
    """
    What is known of all pairs.

    Attributes:
        points: What company is worth.
        request: int64[P], the request of each pair.
        supporter: int64[P], its supporter.
        who: int64[P], a number for who asks.
        first: int64[P], number of the first day.
        last: int64[P], number of the last day.
        several: bool[P], whether the request wants more than one.
        room: int64[P], how many pairings like this the supporter can have at a time.
    """

    points: int
    request: Ints
    supporter: Ints
    who: Ints
    first: Ints
    last: Ints
    several: Mask
    room: Ints

    @classmethod
    def of(
        cls, bonus: Peers, matching_round: Round, candidates: Candidates, who: Ints
    ) -> _Facts:
        request = candidates.request.astype(np.int64)
        first, last = windows(matching_round)
        wants = np.array([one.demand for one in matching_round.requests], np.int64)
        capacity = np.array(
            [
                matching_round.capacity_of(one) // matching_round.times_apart
                for one in matching_round.supporters
            ],
            np.int64,
        )
        return cls(
            points=bonus.points,
            request=request,
            supporter=candidates.supporter.astype(np.int64),
            who=who[request],
            first=first[request],
            last=last[request],
            several=wants[request] > 1,
            room=capacity[candidates.supporter] // candidates.load,
        )


@dataclass(frozen=True)
class _Draft:
    """Bonuses in the making, place by place: points and sides of each."""

    facts: _Facts
    points: list[int] = field(default_factory=list)
    sides: list[list[Side]] = field(default_factory=list)

    def write(self, pairs: Ints) -> None:
        """Write down what the pairs of one place can earn."""
        time, meets = _times(self.facts.first[pairs], self.facts.last[pairs])
        around = [pairs[meets[one][time]] for one in range(len(meets))]
        two = {
            one: self._add(0)
            for one, near in enumerate(around)
            if len(np.unique(self.facts.who[near])) > 1
        }
        earners = {
            one: self._earners(pairs[time == one], step) for one, step in two.items()
        }
        for one, step in two.items():
            near = [n for other in two if meets[one, other] for n in earners[other]]
            self.sides[step].append(Side(_NO_PAIRS, near, least=2))
            self.sides[step].extend(self._people(around[one]))

    def _earners(self, pairs: Ints, two: int) -> list[int]:
        """What pairs of one time can earn where two people are there."""
        supporter = self.facts.supporter[pairs]
        return [
            self._add(self.facts.points, Side(np.sort(some)), Side(_NO_PAIRS, (two,)))
            for theirs in _split(pairs, supporter)
            for some in (
                [theirs] if self.facts.room[theirs].max() == 1 else theirs[:, None]
            )
        ]

    def _people(self, pairs: Ints) -> Iterator[Side]:
        """The side of two people, where two pairings could be one person's."""
        single, steps = [_NO_PAIRS], []
        for theirs in _split(pairs, self.facts.who[pairs]):
            request = self.facts.request[theirs]
            several = np.any(self.facts.several[theirs]) or np.ptp(request) > 0
            if several and len(theirs) > 1:
                steps.append(self._add(0, Side(np.sort(theirs))))
            else:
                single.append(theirs)
        if steps:
            yield Side(np.sort(np.concatenate(single)), steps, least=2)

    def _add(self, points: int, *sides: Side) -> int:
        """A further bonus, or a step; its number."""
        self.points.append(points)
        self.sides.append(list(sides))
        return len(self.points) - 1


def _times(first: Ints, last: Ints) -> tuple[Ints, Mask]:
    """
    Times that have a day in common with the same others count as one.

    Such times have a day in common themselves.

    Returns:
        int64[n], the time of each from its first to its last day, and bool[T, T],
        which times have a day in common.
    """
    (begins, ends), kind = np.unique(
        np.stack([first, last]), axis=1, return_inverse=True
    )
    meets = (begins[:, None] <= ends) & (begins <= ends[:, None])
    _, one, time = np.unique(meets, axis=0, return_index=True, return_inverse=True)
    return time.ravel()[kind.ravel()], meets[np.ix_(one, one)]


def _split(pairs: Ints, by: Ints) -> list[Ints]:
    """Pairs that have a number in common, together."""
    order = np.argsort(by, kind="stable")
    return np.split(pairs[order], np.flatnonzero(np.diff(by[order])) + 1)


_NO_PAIRS = np.zeros(0, np.int64)
