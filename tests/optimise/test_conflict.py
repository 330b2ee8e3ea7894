"""Where nothing can hold, the conflict is true, and none of it can be spared."""

from dataclasses import replace

import numpy as np
import pytest

from matchmaker.errors import InfeasibleError
from matchmaker.optimise.conflict import conflict_of, quick_explain, relaxed_to
from matchmaker.optimise.members import Member, all_members, in_words
from matchmaker.optimise.outcome import Deadline, SolveParams
from matchmaker.optimise.solve import solve

OBJECTIVES = ("coverage", "points")


def _conflict(model, engine="auto"):
    with pytest.raises(InfeasibleError) as caught:
        solve(model, OBJECTIVES, SolveParams(engine=engine))
    assert caught.value.minimal
    return caught.value.conflict


@pytest.mark.parametrize("engine", ["auto", "cp-sat"])
def test_two_minimums_and_one_place(small_model, engine):
    # r2 and s1 have nothing to do with it.
    pairs = [(0, 0), (1, 0), (2, 1)]
    model = small_model(pairs, 3, 2, minimum=[1, 1, 1])
    assert _conflict(model, engine) == (
        "r0 must get at least 1",
        "r1 must get at least 1",
        "s0 has room for 1",
    )


def test_a_minimum_without_enough_pairs_stands_alone(small_model):
    model = small_model([(0, 0)], 1, 1, demand=[3], minimum=[2], capacity=[9])
    assert _conflict(model) == ("r0 must get at least 2, but only 1 could come",)


def test_a_minimum_above_the_demand(small_model):
    pairs = [(0, 0), (0, 1)]
    model = small_model(pairs, 1, 2, demand=[1], minimum=[2])
    assert _conflict(model) == ("r0 must get at least 2", "r0 wants at most 1")


def test_two_pins_and_a_demand_of_one(small_model):
    model = small_model([(0, 0), (0, 1)], 1, 2, pinned=[0, 1])
    assert _conflict(model) == (
        "r0 is pinned to s0",
        "r0 is pinned to s1",
        "r0 wants at most 1",
    )


def test_a_pin_that_is_too_heavy(small_model):
    model = small_model([(0, 0), (1, 0)], 2, 1, load=[5, 1], capacity=[4], pinned=[0])
    assert _conflict(model) == ("r0 is pinned to s0", "s0 has room for 4")


def test_a_supporter_minimum_without_requests(small_model):
    model = small_model([(0, 0)], 1, 1, capacity=[4], supporter_minimum=[2])
    assert _conflict(model) == ("s0 must carry at least 2",)


def test_a_minimum_that_binds_only_if_used_is_said_so(small_model):
    model = small_model(
        [(0, 0)],
        1,
        1,
        minimum=[1],
        capacity=[4],
        supporter_minimum=[2],
        minimum_if_used=True,
    )
    assert _conflict(model) == (
        "s0 must carry at least 2, if used",
        "r0 must get at least 1",
    )


def test_a_row_in_its_own_words(small_model):
    row = ([0, 1], [1, 1], 1, "at most 1 of the Acorn group at s0")
    pairs = [(0, 0), (1, 0)]
    model = small_model(pairs, 2, 1, minimum=[1, 1], capacity=[2], rows=[row])
    assert _conflict(model) == (
        "at most 1 of the Acorn group at s0",
        "r0 must get at least 1",
        "r1 must get at least 1",
    )


def test_random_conflicts_are_true_and_minimal(random_model, brute_force):
    seen = 0
    for seed in range(250):
        model = random_model(seed, pins=True, minimum=True)
        if brute_force(model, ("coverage",)) is not None:
            continue
        words = set(_conflict(model))
        members = [m for m in all_members(model) if in_words(model, m) in words]
        assert brute_force(relaxed_to(model, members), ("points",)) is None, seed
        for spared in members:
            rest = [member for member in members if member != spared]
            assert brute_force(relaxed_to(model, rest), ("points",)), (seed, spared)
        seen += 1
    assert seen > 60


def test_a_long_shortage_is_found_among_many(small_model):
    # 40 requests need the same 39 places; 200 others have a place each.
    pairs = [(r, 0) for r in range(40)] + [(r, r - 39) for r in range(40, 240)]
    model = small_model(pairs, 240, 201, minimum=[1] * 240, capacity=[39] + [1] * 200)
    words = _conflict(model)
    assert len(words) == 41
    assert words[-1] == "s0 has room for 39"


def test_out_of_time_the_conflict_is_not_called_minimal(small_model, monkeypatch):
    monkeypatch.setattr("matchmaker.optimise.conflict.SHORTEST", 0.0)
    pairs = [(0, 0), (1, 0)]
    model = small_model(pairs, 2, 1, minimum=[1, 1])
    error = conflict_of(model, Deadline(0.0))
    assert not error.minimal
    assert "s0 has room for 1" in error.conflict


def test_quick_explain_asks_few_questions():
    asked = []
    guilty = {Member("pin", 3), Member("pin", 700)}

    def contradict(members):
        asked.append(members)
        return guilty <= set(members)

    everyone = tuple(Member("pin", number) for number in range(1000))
    assert set(quick_explain(contradict, everyone)) == guilty
    assert len(asked) < 60


def test_a_model_relaxed_to_nothing_allows_nothing_at_all(small_model):
    row = ([0], [1], 0, "never")
    model = small_model([(0, 0)], 1, 1, minimum=[1], rows=[row], pinned=[0])
    free = relaxed_to(model, [])
    assert free.obeys(np.zeros(0, np.int64))
    assert free.obeys(np.array([0]))


@pytest.mark.parametrize(
    ("unit", "room", "least"),
    [
        ("minutes", "6 hours", "90 minutes, in steps of 1 hour"),
        ("units", "360", "90, in steps of 60"),
    ],
)
def test_loads_are_told_in_their_unit(small_model, unit, room, least):
    one = small_model([(0, 0)], 1, 1, load=[60], capacity=[360], supporter_minimum=[90])
    model = replace(one, unit=unit)
    assert in_words(model, Member("room", 0)) == f"s0 has room for {room}"
    assert in_words(model, Member("least", 0)) == f"s0 must carry at least {least}"
