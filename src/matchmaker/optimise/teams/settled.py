"""
The best arrangement of a small area with bonds, by CP-SAT.

People led, small teams and spread stay as good as flows have shown them to be at
best. First as few settings as possible are parted; then what comes after is made as
good as it can be, as one sum in which each part outweighs all later ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.teams.answer import Value
from matchmaker.optimise.teams.search import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ortools.sat.python.cp_model import IntVar, LinearExprT

    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.teams.areas import Area

MOST_PAIRS = 1_000
"""Above so many possible pairs an area is left as it was found, with its bound."""

EFFORT = 0.3
"""CP-SAT's deterministic seconds for each step: equal areas get equal answers."""

LARGEST_SUM = 2**53
"""Sums stay below it: the solver gives its bound as a floating-point number."""

HELD = 3
"""Parts of a value that bonds come after: unled, small teams, spread."""


def settle(area: Area, found: Found) -> Found:
    """
    Find the best arrangement, or at least a better bound.

    Args:
        area: The people, the leads and the bonds.
        found: The best arrangement known, and its bound.

    Returns:
        No worse than `found`, and the same if the area is too large or what comes
        before bonds is not proved.
    """
    if not _is_in_reach(area, found):
        return found
    question = _Question(area, found)
    united = question.minimise_parted(found.chosen)
    bound = found.bound._replace(parted=united.bound)
    if united.ended:
        rest = question.minimise_rest(united)
        chosen, bound = rest.chosen, question.parts_of(united.bound, rest.bound)
    else:
        chosen = united.chosen
    value = min(area.value(chosen), found.value)
    best = chosen if value < found.value else found.chosen
    return Found(best, value, max(bound, found.bound))


def _is_in_reach(area: Area, found: Found) -> bool:
    """Whether the first parts are proved, and the area is small enough."""
    largest = _weights(area).outside_authority * (len(area.people) + 1)
    small = len(area.person) <= MOST_PAIRS and largest < LARGEST_SUM
    return small and found.value[:HELD] == found.bound[:HELD]


@dataclass(frozen=True, eq=False)
class _Step:
    """
    What a search came to.

    Attributes:
        chosen: int64[K], the pairs of the best arrangement met.
        bound: What is minimised is nowhere less.
        ended: Whether that arrangement reaches the bound.
    """

    chosen: Ints
    bound: int
    ended: bool


class _Question:
    """The model: a switch for every pair, lead in use and bond held by a lead."""

    def __init__(self, area: Area, found: Found) -> None:
        from ortools.sat.python import cp_model

        self._model = cp_model.CpModel()
        self._area = area
        self._held = found.value[:HELD]
        self._pairs = self._switches(len(area.person))
        self._of_lead: list[list[IntVar]] = [[] for _ in area.leads]
        self._at: dict[tuple[int, int], IntVar] = {}
        places = zip(area.person.tolist(), area.lead.tolist(), strict=True)
        for switch, (person, lead) in zip(self._pairs, places, strict=True):
            self._of_lead[lead].append(switch)
            self._at[person, lead] = switch
        self._add_people()
        self._add_spans()
        kept = [weight * held for weight, held in self._held_bonds()]
        self._parted: LinearExprT = area.bonds.settings - sum(kept)

    def _switches(self, number: int) -> list[IntVar]:
        return [self._model.new_bool_var("") for _ in range(number)]

    def _add_people(self) -> None:
        of_person: list[list[IntVar]] = [[] for _ in self._area.people]
        for (person, _), switch in self._at.items():
            of_person[person].append(switch)
        for switches in of_person:
            self._model.add_at_most_one(switches)
        self._model.add(sum(self._pairs) == len(of_person) - self._held[0])

    def _add_spans(self) -> None:
        teams = self._area.teams
        fewest = max(teams.warn_below, 1)
        in_use = self._switches(len(self._of_lead))
        small = self._switches(len(self._of_lead))
        spread = []
        for switches, used, is_small in zip(self._of_lead, in_use, small, strict=True):
            span = sum(switches)
            largest = min(len(switches), teams.most)
            beyond = self._switches(max(largest - teams.target, 0))
            self._model.add(span <= teams.most * used)
            self._model.add(span >= fewest * used - (fewest - 1) * is_small)
            self._model.add(span <= teams.target + sum(beyond))
            # A square is the sum of the first odd numbers.
            spread += [(2 * step + 1) * one for step, one in enumerate(beyond)]
        self._model.add(sum(small) <= self._held[1])
        self._model.add(sum(spread) <= self._held[2])

    def _held_bonds(self) -> Iterator[tuple[int, IntVar]]:
        """A switch for every bond and lead who could have all its people."""
        bonds = self._area.bonds
        for people, weight in zip(bonds.members, bonds.weight.tolist(), strict=True):
            for lead in np.flatnonzero(self._area.covers[list(people)].all(axis=0)):
                (held,) = self._switches(1)
                for person in people:
                    self._model.add_implication(held, self._at[person, int(lead)])
                yield weight, held

    def minimise_parted(self, hint: Ints) -> _Step:
        """Part as few settings as possible, beginning with an arrangement known."""
        return self._minimise(self._parted, hint)

    def minimise_rest(self, united: _Step) -> _Step:
        """Make all that comes after as good as can be, with no more settings parted."""
        weights, area = _weights(self._area), self._area
        costs = (
            area.minutes
            + weights.moved * area.moved
            + weights.region_only * area.region_only
            + weights.outside_authority * area.outside
        )
        self._model.add(self._parted <= united.bound)
        terms = [c * x for c, x in zip(costs.tolist(), self._pairs, strict=True)]
        return self._minimise(sum(terms), united.chosen)

    def _minimise(self, aim: LinearExprT, hint: Ints) -> _Step:
        from ortools.sat.python import cp_model

        self._model.clear_hints()  # type: ignore[no-untyped-call]
        used = np.isin(np.arange(len(self._pairs)), hint).tolist()
        for switch, value in zip(self._pairs, used, strict=True):
            self._model.add_hint(switch, value)
        self._model.minimize(aim)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        solver.parameters.linearization_level = 2
        solver.parameters.max_deterministic_time = EFFORT
        status = solver.solve(self._model)
        bound = max(round(solver.best_objective_bound), 0)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            switched = [solver.boolean_value(x) for x in self._pairs]
            hint = np.flatnonzero(np.array(switched, bool))
        return _Step(hint, bound, ended=status == cp_model.OPTIMAL)

    def parts_of(self, parted: int, rest: int) -> Value:
        """What a sum is made up of, each part outweighing all later ones."""
        parts = [*self._held, parted]
        for weight in _weights(self._area)[HELD + 1 :]:
            part, rest = divmod(rest, weight)
            parts.append(part)
        return Value(*parts)


def _weights(area: Area) -> Value:
    """What one unit of each part after `parted` weighs; a minute weighs 1."""
    people = len(area.people)
    moved = people * int(area.minutes.max(initial=0)) + 1
    region_only = moved * (people + 1)
    return Value(0, 0, 0, 0, region_only * (people + 1), region_only, moved, 1)
