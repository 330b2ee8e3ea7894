"""Clusters cut into pieces that fit a team, beside every way to divide them."""

from itertools import pairwise
from random import Random

import numpy as np
import pytest

from matchmaker.domain.teams import Teams
from matchmaker.optimise.teams.areas import Area
from matchmaker.optimise.teams.bonds import Bonds
from matchmaker.optimise.teams.packing import packed
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


def area_of(covers, sizes, members):
    """Teams of these sizes, and bonds between two people each."""
    person, lead = np.nonzero(covers)
    teams = Teams(
        lead_role="lead", member_roles=(), target=9, warn_below=0, most=9, same_lead=1
    )
    nothing = np.zeros(len(person), np.int64)
    area = Area(
        people=np.arange(len(covers)),
        leads=np.arange(len(sizes)),
        person=person,
        lead=lead,
        tier=nothing + 1,
        minutes=nothing,
        moved=nothing > 0,
        parted=nothing,
        teams=teams,
        bonds=Bonds(members, np.ones(len(members), np.int64)),
    )
    led_by = np.repeat(np.arange(len(sizes)), sizes)
    chosen = [
        int(np.flatnonzero((person == p) & (lead == by))[0])
        for p, by in enumerate(led_by)
    ]
    return area, np.array(chosen)


def test_pieces_go_whole_to_the_team_they_fill():
    # A chain of three and a couple; teams of two and three.
    area, chosen = area_of(np.ones((5, 2), bool), [2, 3], ((0, 1), (1, 2), (3, 4)))
    assert packed(area, chosen, 9).tolist() == [1, 1, 1, 0, 0]


def test_a_piece_that_no_team_takes_is_cut_again():
    area, chosen = area_of(np.ones((4, 2), bool), [2, 2], ((0, 1), (1, 2), (2, 3)))
    lead_of = packed(area, chosen, 9).tolist()
    assert lead_of[0] == lead_of[1] != lead_of[2] == lead_of[3]


def test_who_is_covered_by_no_lead_of_their_piece_is_left_to_a_flow():
    # The first lead has two of a chain, and does not cover the third person.
    covers = np.array([[1, 1], [1, 1], [0, 1]], bool)
    area, chosen = area_of(covers, [2, 1], ((0, 1), (1, 2)))
    assert packed(area, chosen, 9).tolist() == [0, 0, 1]
