"""Losses that can be read off a plan's prices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from matchmaker.optimise.marginals.chain import after, swap_chain
from matchmaker.optimise.marginals.marginals import Marginals
from matchmaker.optimise.marginals.sameness import Share
from matchmaker.optimise.marginals.scale import FAR
from matchmaker.pipeline import Solved
from matchmaker.reasons.answers import Choice, Cost

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Priced:
    """A solved round whose losses can be read off prices."""

    solved: Solved
    marginals: Marginals

    def unit_worth(self, request: int) -> Cost | None:
        """What one unit less of a request's demand would lose."""
        return self._cost(int(self.marginals.unit_worth[request]))

    def place_worth(self, supporter: int) -> Cost | None:
        """What one more place of a supporter would bring."""
        return self._cost(int(self.marginals.place_worth[supporter]))

    def choice(self, pair: int) -> Choice:
        """A pair that could be, and at least what it would lose."""
        cost = self._by_objective(self.marginals.lost[pair])
        exact = not self.marginals.coupled or self._holds(pair)
        return choice_of(self.solved, pair, cost, exact=exact)

    def shares(self, request: str) -> tuple[tuple[str, Share], ...]:
        """In how many of the best plans each pairing of a request is."""
        if self.marginals.coupled:
            return ()
        same = self.marginals.sameness
        part = self.solved.candidates.of(self.solved.round.request_index[request])
        pairs = part.start + np.flatnonzero(self.marginals.residual.used[part])
        people = self.solved.round.supporters
        who = self.solved.candidates.supporter[pairs].tolist()
        return tuple(
            (people[s].id, same.of(pair))
            for s, pair in zip(who, pairs.tolist(), strict=True)
        )

    def _cost(self, amount: int) -> Cost | None:
        """A combined number by objective; `None` where rules could change it."""
        if amount >= FAR or self.marginals.coupled:
            return None
        return self._by_objective(self.marginals.scale.split(np.array(amount)))

    def _by_objective(self, lost: Ints) -> Cost:
        names = self.solved.round.objective_names
        return dict(zip(names, lost.tolist(), strict=True))

    def _holds(self, pair: int) -> bool:
        """Whether the swaps behind a loss keep every rule about several pairings."""
        chain = swap_chain(self.marginals, pair)
        return chain is not None and self.solved.model.obeys(
            after(self.marginals, chain)
        )


def priced_of(solved: Solved) -> Priced | None:
    """The round by its prices; `None` where only solving again can tell."""
    return None if solved.marginals is None else Priced(solved, solved.marginals)


def choice_of(
    solved: Solved,
    pair: int,
    cost: Cost,
    *,
    exact: bool,
    shown_by: Literal["prices", "solver"] = "prices",
) -> Choice:
    """A pair of the candidates as an answer."""
    return Choice(
        request=solved.round.requests[solved.candidates.request[pair]].id,
        supporter=solved.round.supporters[solved.candidates.supporter[pair]].id,
        points=int(solved.scores.points[pair]),
        cost=cost,
        exact=exact,
        shown_by=shown_by,
    )
