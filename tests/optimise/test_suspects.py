"""A search for a conflict begins with few members, and misses none."""

from dataclasses import replace

import numpy as np
import pytest

from matchmaker.optimise import conflict as module
from matchmaker.optimise.conflict import contradiction_of, relaxed_to
from matchmaker.optimise.members import Member, all_members
from matchmaker.optimise.outcome import Deadline
from matchmaker.optimise.suspects import by_flow, neighbourhoods, row_alone


def found(model):
    contradiction = contradiction_of(model, Deadline(30.0))
    assert contradiction.minimal
    return contradiction.members


@pytest.fixture
def never_cp_sat(monkeypatch):
    """Flows must answer by themselves."""

    def never(*_):
        raise AssertionError("CP-SAT was asked")

    monkeypatch.setattr(module, "_contradict", never)


@pytest.mark.parametrize(("least", "alone"), [(2, False), (3, True)])
def test_a_row_that_asks_for_more_pairs_than_it_has(
    small_model, never_cp_sat, least, alone
):
    row = ([0, 1], [1, 1], 9, "at least so many", least)
    model = small_model([(0, 0), (1, 1)], 2, 2, rows=[row])
    assert row_alone(model) == ((Member("row", 0),) if alone else ())
    if alone:
        assert found(model) == (Member("row", 0),)


def test_a_row_that_asks_for_more_than_there_is_room_for(small_model, never_cp_sat):
    # Three of the region's pairs are wanted; s0 has one place for r0 and r1, and s1,
    # who has room for all, reaches r2 only. r3 is of another region.
    pairs = [(0, 0), (1, 0), (2, 1), (3, 0)]
    row = ([0, 1, 2], [1, 1, 1], 9, "the region gets at least 3", 3)
    model = small_model(pairs, 4, 2, rows=[row], capacity=[1, 3])
    assert found(model) == (Member("row", 0), Member("room", 0))
    enough = replace(model, capacity=np.array([2, 3]))
    assert by_flow(enough) is None


def test_heavy_loads_need_fewer_members_than_flows_name(small_model):
    # At their lightest four requests overfill the three places of s0. As they are, the
    # two heavy ones do so alone.
    pairs = [(0, 0), (1, 0), (2, 0), (3, 0)]
    model = small_model(pairs, 4, 1, load=[2, 2, 1, 1], minimum=[1] * 4, capacity=[3])
    cut, _ = by_flow(model)
    assert len(cut) == 5
    members = found(model)
    assert len(members) == 3
    assert members[-1] == Member("room", 0)


def test_cp_sat_is_asked_about_the_neighbourhood_only(small_model, monkeypatch):
    # Two pins that a row rules out, beside 300 requests that nothing ties to them.
    pairs = [(r, r) for r in range(302)]
    row = ([0, 1], [1, 1], 1, "not both")
    model = small_model(pairs, 302, 302, pinned=[0, 1], rows=[row])
    largest, contradict = [], module._contradict

    def asked(near, members, end):
        largest.append(near.pairs)
        return contradict(near, members, end)

    monkeypatch.setattr(module, "_contradict", asked)
    parts = module._contradiction(model, Deadline(30.0))
    assert parts.members == (Member("pin", 0), Member("pin", 1), Member("row", 0))
    assert max(largest) == 2


def test_a_neighbourhood_grows_until_it_cannot_hold(small_model):
    # r0 must be met; whoever meets it must have r1 met as well, by s1, who has no room.
    tie = ([0, 1], [1, -1], 0, "r0 only with r1")
    # What s2 has no room for concerns nobody.
    columns = {"minimum": [1, 0, 0], "capacity": [1, 0, 0], "rows": [tie]}
    model = small_model([(0, 0), (1, 1), (2, 2)], 3, 3, **columns)
    first, second = list(neighbourhoods(model))[:2]
    assert Member("room", 1) not in first
    assert Member("room", 1) in second
    assert Member("room", 2) not in second
    assert found(model) == (
        Member("row", 0),
        Member("minimum", 0),
        Member("room", 1),
    )


def test_neighbourhoods_only_grow_and_keep_what_must_be(random_model):
    for seed in range(40):
        model = random_model(seed, pins=True, minimum=True)
        must = {m for m in all_members(model) if m.kind in ("pin", "minimum", "least")}
        for members in neighbourhoods(model):
            assert must <= set(members)
            must = set(members)


def test_out_of_time_no_more_is_told_than_was_known(small_model, monkeypatch):
    # Flows find the five; CP-SAT, who would spare two, is never given the time.
    pairs = [(0, 0), (1, 0), (2, 0), (3, 0), (4, 1)]
    load = [2, 2, 1, 1, 1]
    model = small_model(pairs, 5, 2, load=load, minimum=[1] * 5, capacity=[3, 1])

    def out_of_time(*_):
        raise module._OutOfTimeError

    monkeypatch.setattr(module, "_contradict", out_of_time)
    parts = module._contradiction(model, Deadline(30.0))
    assert not parts.minimal
    assert len(parts.members) == 5
    assert Member("minimum", 4) not in parts.members


def owing(model):
    """The model where every row that counts pairs wants as many as it allows."""
    heavy = np.zeros(model.rows, bool)
    heavy[model.row_of_entry[model.row_coefficient != 1]] = True
    return replace(model, row_lower=np.where(heavy, model.row_lower, model.row_upper))


def test_random_conflicts_of_owed_rows_are_true_and_minimal(random_model, brute_force):
    seen = 0
    for seed in range(150):
        model = owing(random_model(seed, pins=True, minimum=True))
        if brute_force(model, ("coverage",)) is not None:
            assert contradiction_of(model, Deadline(30.0)) is None
            continue
        members = found(model)
        assert brute_force(relaxed_to(model, members), ("points",)) is None, seed
        for spared in members:
            rest = [member for member in members if member != spared]
            assert brute_force(relaxed_to(model, rest), ("points",)), (seed, spared)
        seen += bool(members[0].kind == "row")
    assert seen > 10
