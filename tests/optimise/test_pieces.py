"""Clusters cut into pieces that fit a team, beside every way to divide them."""

from itertools import pairwise
from random import Random

import numpy as np
import pytest

from matchmaker.optimise.teams.bonds import Bonds
from matchmaker.optimise.teams.pieces import cut_up, ties_of


def cost_of(bonds, pieces):
    place = {person: number for number, piece in enumerate(pieces) for person in piece}
    return sum(w for (one, other), w in bonds if place[one] != place[other])


def divisions(people, most):
    if not people:
        yield []
        return
    first, *rest = people
    for pieces in divisions(rest, most):
        yield [[first], *pieces]
        for number, piece in enumerate(pieces):
            if len(piece) < most:
                yield [*pieces[:number], [first, *piece], *pieces[number + 1 :]]


def drawn(seed):
    """A connected cluster: a random tree, and as many further ties as the dice say."""
    dice = Random(seed)
    people = range(dice.randint(2, 7))
    bonds = {(dice.randrange(p), p): dice.randint(1, 3) for p in people[1:]}
    for _ in range(dice.randint(0, 5)):
        one, other = sorted(dice.sample(people, 2))
        bonds[one, other] = dice.randint(1, 3)
    return sorted(bonds.items()), list(people), dice.randint(1, 4)


@pytest.mark.parametrize("seed", range(150))
def test_no_division_costs_less(seed):
    bonds, people, most = drawn(seed)
    cut = cut_up(ties_of(bonds), most)
    best = min(cost_of(bonds, pieces) for pieces in divisions(people, most))
    assert cost_of(bonds, cut.pieces) == best == cut.bound
    assert sorted(person for piece in cut.pieces for person in piece) == people
    assert max(map(len, cut.pieces)) <= most


@pytest.mark.parametrize("seed", range(150))
def test_one_tree_alone_gives_a_bound(seed):
    bonds, people, most = drawn(seed)
    cut = cut_up(ties_of(bonds), most, effort=1)
    best = min(cost_of(bonds, pieces) for pieces in divisions(people, most))
    assert cut.bound <= best <= cost_of(bonds, cut.pieces)
    assert max(map(len, cut.pieces)) <= most


def test_a_chain_is_cut_where_that_costs_least():
    # 0 = 1 - 2 - 3: the first two share three settings.
    cut = cut_up(ties_of([((0, 1), 3), ((1, 2), 1), ((2, 3), 1)]), 2)
    assert (cut.bound, sorted(cut.pieces)) == (1, [[0, 1], [2, 3]])
    # Round in a ring, two ties must be cut, of which a tree sees one.
    ring = [((0, 1), 1), ((1, 2), 1), ((2, 3), 1), ((0, 3), 1)]
    assert cut_up(ties_of(ring), 2).bound == 2
    assert cut_up(ties_of(ring), 2, effort=1).bound == 1


def test_a_long_chain_is_no_deeper_than_python_goes():
    chain = [(pair, 1) for pair in pairwise(range(5_000))]
    cut = cut_up(ties_of(chain), 10)
    assert (cut.bound, len(cut.pieces)) == (499, 500)


def test_bonds_know_how_many_are_parted_in_any_case():
    # A ring of four and teams of two part two; of three, as many; of four, none.
    members = ((0, 1), (0, 3), (1, 2), (2, 3))
    ring = Bonds(members, np.ones(4, np.int64))
    covers = np.ones((4, 2), bool)
    assert [ring.parted_at_least(covers, most) for most in (2, 3, 4)] == [2, 2, 0]
