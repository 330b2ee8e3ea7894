"""Whom to appoint, who leads whom, and how good that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matchmaker.domain.proof import ShownBy
    from matchmaker.optimise.model import Ints


@dataclass(frozen=True, eq=False)
class Appointments:
    """
    Whom to appoint, and who leads whom.

    Attributes:
        appointed: int64[K], the candidates appointed, ascending.
        lead_of: int64[M], everybody's lead.
        cost: Costs of leading and of appointing, added up.
        bound: Nothing costs less; equal to the cost where proved.
        shown_by: `prices`: the prices alone show the bound. `solver`: a search
            closed the gap. `not shown`: the time limit ended it; the bound holds.
        prices: int64[M], thousandths of a cost unit; `certify.appointments` tells
            what they show.
    """

    appointed: Ints
    lead_of: Ints
    cost: int
    bound: int
    shown_by: ShownBy
    prices: Ints

    @property
    def gap(self) -> int:
        """How far the cost may be from the least."""
        return self.cost - self.bound


def shown_by(cost: int, bound: int, by_prices: int | None) -> ShownBy:
    """How a cost was shown to be the least: by prices, by a search, or not at all."""
    if cost == by_prices:
        return "prices"
    return "solver" if cost == bound else "not shown"
