"""What is asked: posts that could be filled, and the people to be led from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import InputError, NumberRangeError

if TYPE_CHECKING:
    from matchmaker.optimise.model import Ints, Mask

LARGEST_COST = 2**40
"""All costs added up stay below it, so that scaled sums stay exact in int64."""

LARGEST_WEIGHT = 2**20
"""All weights added up stay below it: fillings are tabulated by weight."""


@dataclass(frozen=True, eq=False)
class Posts:
    """
    Candidates for posts, members to be led, and what each choice costs.

    Capacitated p-median: no opening costs and `appoint` given. Single-source
    facility location: opening costs and `appoint` left open.

    Attributes:
        cost: int64[L, M], the cost of each candidate leading each member.
        allowed: bool[L, M], who may lead whom.
        opening: int64[L], the cost of appointing each candidate.
        weight: int64[M], how much of a span each member takes; at least 1.
        most: int64[L], the greatest weight each may lead.
        least: int64[L], the least weight of each who is appointed.
        appoint: So many are appointed; `None`: as many as is cheapest.
    """

    cost: Ints
    allowed: Mask
    opening: Ints
    weight: Ints
    most: Ints
    least: Ints
    appoint: int | None = None

    def __post_init__(self) -> None:
        """
        Refuse what cannot be read as posts and members.

        Raises:
            InputError: A column has the wrong shape or a number out of range.
            NumberRangeError: Costs or weights are too large to add up exactly.
        """
        leads, members = self.cost.shape
        shapes = {
            "allowed": (self.allowed, (leads, members)),
            "opening": (self.opening, (leads,)),
            "weight": (self.weight, (members,)),
            "most": (self.most, (leads,)),
            "least": (self.least, (leads,)),
        }
        faults = [
            f"{name} has the shape {column.shape}, not {shape}."
            for name, (column, shape) in shapes.items()
            if column.shape != shape
        ]
        if not faults and np.any(self.weight < 1):
            faults.append("Every member weighs at least 1.")
        if not faults and (np.any(self.least < 0) or np.any(self.most < 0)):
            faults.append("A span is not negative.")
        if not faults and np.any(self.opening < 0):
            faults.append("Appointing somebody does not bring money in.")
        if self.appoint is not None and not 0 <= self.appoint <= leads:
            faults.append(f"{self.appoint} of {leads} candidates cannot be appointed.")
        if faults:
            raise InputError("These are not posts and members:", faults)
        largest = np.abs(self.cost.astype(float)).max(axis=0, initial=0).sum()
        largest += np.abs(self.opening.astype(float)).sum()
        if largest > LARGEST_COST or self.weight.astype(float).sum() > LARGEST_WEIGHT:
            raise NumberRangeError("Costs or weights are too large for exact sums.")

    @property
    def leads(self) -> int:
        """How many candidates there are."""
        return len(self.opening)

    @property
    def members(self) -> int:
        """How many people are to be led."""
        return len(self.weight)

    @cached_property
    def total(self) -> int:
        """The weight of all members together."""
        return int(self.weight.sum())

    @cached_property
    def alike(self) -> bool:
        """Whether all members weigh 1."""
        return bool(np.all(self.weight == 1))

    def price_of(self, lead_of: Ints, appointed: Ints) -> int:
        """Add up what an arrangement costs."""
        led = self.cost[lead_of, np.arange(self.members)].sum()
        return int(led) + int(self.opening[appointed].sum())

    def faults_of(self, lead_of: Ints, appointed: Ints) -> list[str]:
        """Say which rules an arrangement breaks; empty if none."""
        chosen = np.zeros(self.leads, bool)
        chosen[appointed] = True
        spans = np.zeros(self.leads, np.int64)
        np.add.at(spans, lead_of, self.weight)
        faults = []
        if not np.all(chosen[lead_of]):
            faults.append("Somebody is led by a candidate who is not appointed.")
        if not np.all(self.allowed[lead_of, np.arange(self.members)]):
            faults.append("Somebody is led by a candidate who may not lead them.")
        if np.any(spans > self.most):
            faults.append("A span is above its greatest weight.")
        if np.any(spans[chosen] < self.least[chosen]):
            faults.append("A span is below its least weight.")
        if self.appoint is not None and int(chosen.sum()) != self.appoint:
            faults.append("The number of appointments is not the one asked for.")
        return faults
