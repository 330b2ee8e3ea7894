"""Bonuses: what pairs earn together, against the definition in plain loops."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from matchmaker.candidates import Candidates, find_candidates
from matchmaker.domain.bonuses import Couple, Peers
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.optimise.base import flow_base
from matchmaker.optimise.bonus_columns import Bonuses, Side
from matchmaker.optimise.bonuses import bonus_columns_of
from matchmaker.optimise.components import components
from matchmaker.optimise.outcome import Deadline
from matchmaker.optimise.relaxation import relax
from matchmaker.optimise.sums import Sum

scipy_optimize = pytest.importorskip("scipy.optimize")
scipy_sparse = pytest.importorskip("scipy.sparse")

BONUSES = (
    Couple(roles=("expert", "mentor"), by="authority", points=50),
    Couple(roles=("mentor", "expert"), by="region", points=7),
    Couple(roles=("expert", "mentor"), by="employer", points=3),
    Couple(roles=("expert", "mentor"), by="employer_group", points=2),
)


def with_bonuses(this, *bonuses):
    programme = this.programme.model_copy(update={"bonuses": bonuses})
    return this.replace(programme=programme)


def worth_by_definition(this, pairs):
    """Each setting, each value: whether each role has somebody with the value."""
    total = 0
    for bonus in this.programme.bonuses:
        for setting in this.settings:
            had = [
                (request.role, this.affiliation_of(supporter, bonus.by))
                for request, supporter in pairs
                if request.setting == setting.id
            ]
            for value in {value for _, value in had} - {None}:
                if all((role, value) in had for role in bonus.roles):
                    total += bonus.points
    return total


def worth(bonuses, used):
    return int(bonuses.points[bonuses.earned(np.array(used, dtype=np.int64))].sum())


@pytest.fixture
def drawn(draw_round):
    """A small random round with bonuses, and its candidates."""

    def draw(seed):
        this = with_bonuses(
            draw_round(seed, strict=seed % 4 == 0, size=(3, 9, 12)), *BONUSES
        )
        return this, find_candidates(this)

    return draw


def records(this, candidates, used):
    return [
        (
            this.requests[candidates.request[pair]],
            this.supporters[candidates.supporter[pair]],
        )
        for pair in used
    ]


def test_what_is_earned_is_the_definition_s(drawn):
    earning = 0
    for seed in range(60):
        this, candidates = drawn(seed)
        bonuses = bonus_columns_of(this, candidates)
        rng = np.random.default_rng(seed)
        for _ in range(5):
            used = np.flatnonzero(rng.random(len(candidates)) < 0.4)
            expected = worth_by_definition(this, records(this, candidates, used))
            assert worth(bonuses, used) == expected
            earning += expected > 0
    assert earning > 50


def test_fewer_pairs_earn_the_same_with_what_is_left(drawn):
    smaller = 0
    for seed in range(60):
        this, candidates = drawn(seed)
        bonuses = bonus_columns_of(this, candidates)
        rng = np.random.default_rng(seed)
        keep = rng.random(len(candidates)) < 0.6
        left = bonuses.only(keep)
        smaller += len(left) < len(bonuses)
        used = np.flatnonzero(rng.random(keep.sum()) < 0.6)
        assert worth(left, used) == worth(bonuses, np.flatnonzero(keep)[used])
        assert left.earned(np.arange(keep.sum())).all()
        assert set(left.names) <= set(bonuses.names)
    assert smaller > 20


def test_sides_are_whole_and_in_order(drawn):
    seen = 0
    for seed in range(60):
        this, candidates = drawn(seed)
        bonuses = bonus_columns_of(this, candidates)
        sizes = np.diff(bonuses.side_indptr)
        assert (sizes > 0).all()
        assert (np.bincount(bonuses.side_bonus, minlength=len(bonuses)) == 2).all()
        assert (np.diff(bonuses.side_bonus) >= 0).all()
        assert bonuses.side_indptr[-1] == len(bonuses.side_pairs)
        for side in np.split(bonuses.side_pairs, bonuses.side_indptr[1:-1]):
            assert (np.diff(side) > 0).all()
        seen += len(bonuses)
    assert seen > 100


def test_names_say_what_is_earned_by_whom(draw_round):
    this = with_bonuses(draw_round(1, strict=False, size=(2, 6, 6)), BONUSES[0])
    bonuses = bonus_columns_of(this, find_candidates(this))
    assert len(set(bonuses.names)) == len(bonuses) > 0
    assert all(name.startswith("couple at S") for name in bonuses.names)
    assert " from " in bonuses.names[0]


@pytest.mark.parametrize("bonuses", [(), BONUSES])
def test_nothing_can_be_earned_without_bonuses_or_without_pairs(drawn, bonuses):
    this, candidates = drawn(1)
    columns = bonus_columns_of(with_bonuses(this, *bonuses), candidates)
    nothing = columns.only(np.zeros(len(candidates), dtype=bool))
    for empty in (nothing, Bonuses.none()):
        assert len(empty) == len(empty.names) == len(empty.side_bonus) == 0
        assert empty.side_indptr.tolist() == [0]
        assert empty.earned(np.zeros(0, np.int64)).tolist() == []
    assert (len(columns) == 0) is (bonuses == ())


def test_three_roles_must_all_come_from_one_place(early_years):
    """One request a role; ann (Leeds), bob and cy (York) could do everything."""
    coach = early_years.roles["mentor"].model_copy(update={"title": "Coach"})
    three = Couple(roles=("coach", "expert", "mentor"), by="authority", points=9)
    programme = early_years.model_copy(
        update={"roles": early_years.roles | {"coach": coach}, "bonuses": (three,)}
    )
    this = Round(
        name="three",
        programme=programme,
        today=date(2022, 3, 1),
        settings=(Setting(id="N1"),),
        requests=tuple(
            Request(id=role, setting="N1", role=role)
            for role in ("expert", "coach", "mentor")
        ),
        supporters=tuple(
            Supporter(id=name, roles=(), capacity=1, authority=place)
            for name, place in (("ann", "Leeds"), ("bob", "York"), ("cy", "York"))
        ),
    )
    # Pairs 0 to 7: nobody from Leeds can be the mentor.
    candidates = Candidates(
        indptr=np.array([0, 3, 6, 8]),
        supporter=np.array([0, 1, 2, 0, 1, 2, 1, 2], dtype=np.int32),
        minutes=np.zeros(8, dtype=np.int32),
        load=np.ones(8, dtype=np.int64),
        rules=(),
        removed=np.zeros((3, 0), dtype=np.int32),
    )

    bonuses = bonus_columns_of(this, candidates)

    assert bonuses.names == ("couple at N1 from York",)
    assert bonuses.points.tolist() == [9]
    sides = np.split(bonuses.side_pairs, bonuses.side_indptr[1:-1])
    assert [side.tolist() for side in sides] == [[4, 5], [1, 2], [6, 7]]
    assert bonuses.earned(np.array([1, 5, 6])).tolist() == [True]
    assert bonuses.earned(np.array([0, 5, 6])).tolist() == [False]
    assert bonuses.earned(np.array([1, 2, 6])).tolist() == [False]
    assert len(bonuses.only(np.arange(8) < 6)) == 0
    last = bonuses.only(np.arange(8) % 3 != 0)  # leaves 1, 2, 4, 5 and 7
    sides = np.split(last.side_pairs, last.side_indptr[1:-1])
    assert [side.tolist() for side in sides] == [[2, 3], [0, 1], [4]]


def pairs(*positions):
    return np.array(positions, dtype=np.int64)


def company():
    """Bonuses 1 to 3 for whoever of pairs 0 or 1, 2, and 3 is not alone; 0 is a step."""
    two = Side(pairs(), (1, 2, 3), least=2)
    needs = Side(pairs(), (0,))
    return Bonuses.of(
        [0, 5, 6, 7],
        ["two", "ann", "bob", "cy"],
        [
            [two],
            [Side(pairs(0, 1)), needs],
            [Side(pairs(2)), needs],
            [Side(pairs(3)), needs],
        ],
    )


@pytest.mark.parametrize(
    ("used", "earned"),
    [
        ([], []),
        ([0], []),
        ([0, 1], []),
        ([0, 2], ["two", "ann", "bob"]),
        ([1, 2, 3], ["two", "ann", "bob", "cy"]),
    ],
)
def test_steps_that_lean_on_each_other_hold_where_enough_is_in_use(used, earned):
    bonuses = company()
    found = bonuses.earned(pairs(*used))
    assert [n for n, is_ in zip(bonuses.names, found, strict=True) if is_] == earned


def test_steps_go_with_those_who_need_them():
    bonuses = company()
    left = bonuses.only(np.array([False, True, False, True]))
    assert left.names == ("two", "ann", "cy")
    assert left.earned(pairs(0, 1)).tolist() == [True] * 3
    assert left.earned(pairs(1)).tolist() == [False] * 3
    assert len(bonuses.only(np.array([True, True, False, False]))) == 0


def test_who_needs_a_step_is_of_its_family_and_nobody_else():
    both = Bonuses.stack([company(), company()])
    assert both.family.tolist() == [0] * 4 + [4] * 4
    assert both.is_step.tolist() == [True, False, False, False] * 2
    assert both.earned(pairs(0, 2)).tolist() == [True, True, True, False] * 2


def test_steps_join_what_nothing_else_joins(small_model):
    """Four who ask, each with a mentor of their own, at one place."""
    model = small_model([(n, n) for n in range(4)], 4, 4, bonuses=company())
    assert [len(part) for part in components(model)] == [4]
    alone = replace(model, bonuses=Bonuses.none())
    assert [len(part) for part in components(alone)] == [1] * 4


def test_a_relaxation_counts_what_steps_are_worth_to_others(small_model):
    """The bound is that of a linear programme in which all columns take part."""
    for seed in range(40):
        rng = np.random.default_rng(seed)
        grid = [(r, s) for r in range(6) for s in range(6) if rng.random() < 0.6]
        bonuses = _places(rng, np.array([s // 2 for _, s in grid]))
        model = small_model(
            grid, 6, 6, points=rng.integers(0, 9, len(grid)), bonuses=bonuses
        )
        objective = Sum(model.points, bonus=1)
        # At a flow's prices most bonuses are left outside, and must be paid for.
        base = flow_base(model, objective)
        found = relax(model, objective, Deadline(None), base.prices, base.plan)
        best = _by_scipy(found.linear, found.linear.worth(objective, model))
        assert found.bound / found.scale == pytest.approx(best, abs=1e-3), seed


def _places(rng, place):
    """Company at each of three places, where each pair earns it by itself."""
    points, sides = [], []
    for where in range(3):
        theirs = np.flatnonzero(place == where)
        step = len(points)
        points += [0, *rng.integers(1, 9, len(theirs)).tolist()]
        numbers = range(step + 1, step + 1 + len(theirs))
        sides.append([Side(pairs(), numbers, least=2)])
        sides += [[Side(pairs(one)), Side(pairs(), (step,))] for one in theirs]
    return Bonuses.of(points, [""] * len(points), sides)


def _by_scipy(linear, worth):
    """What the rows allow at the most, in parts of columns too."""
    shape = (linear.rows, linear.columns)
    entries = (linear.amount.astype(float), (linear.row, linear.column))
    rows = scipy_sparse.csr_array(entries, shape=shape)
    answer = scipy_optimize.linprog(
        -worth,
        A_ub=scipy_sparse.vstack([rows, -rows]),
        b_ub=np.concatenate([linear.high, -linear.low]),
        bounds=(0, 1),
    )
    assert answer.status == 0
    return -answer.fun


def test_a_mentor_with_room_for_one_earns_company_once_for_all_pairs(early_years):
    """
    Ann has room for one, bob for two; three requests could come to either in Leeds.

    Whoever comes to ann, the other is with bob: one bonus for ann's three pairs, one
    for each of bob's, and one step for "two are there".
    """
    bonus = Peers(roles=("mentor",), by="authority", points=9)
    this = Round(
        name="three",
        programme=early_years.model_copy(update={"bonuses": (bonus,)}),
        today=date(2022, 3, 1),
        settings=tuple(Setting(id=name) for name in "XYZ"),
        requests=tuple(
            Request(id=f"{name}1", setting=name, role="mentor", load=60)
            for name in "XYZ"
        ),
        supporters=tuple(
            Supporter(id=name, roles=("mentor",), capacity=room, authority="Leeds")
            for name, room in (("ann", 119), ("bob", 120))
        ),
    )
    candidates = Candidates(
        indptr=np.array([0, 2, 4, 6]),
        supporter=np.array([0, 1, 0, 1, 0, 1], dtype=np.int32),
        minutes=np.zeros(6, dtype=np.int32),
        load=np.full(6, 60, dtype=np.int64),
        rules=(),
        removed=np.zeros((3, 0), dtype=np.int32),
    )

    bonuses = bonus_columns_of(this, candidates)

    assert bonuses.points.tolist() == [0, 9, 9, 9, 9]
    assert set(bonuses.names) == {"peers at Leeds"}
    sides = np.split(bonuses.side_pairs, bonuses.side_indptr[1:-1])
    assert [side.tolist() for side in sides if len(side)] == [[0, 2, 4], [1], [3], [5]]
    worth = [bonuses.points[bonuses.earned(pairs(*used))].sum() for used in
             ([0], [0, 3], [1, 3], [1, 3, 4])]  # fmt: skip
    assert worth == [0, 18, 18, 27]


def test_a_round_without_requests_has_no_company(drawn):
    this, _ = drawn(1)
    peers = Peers(roles=("expert",), by="region", points=1)
    none = with_bonuses(this, peers).replace(requests=(), pins=(), forbids=(), ties=())
    empty = Candidates(
        indptr=np.array([0]),
        supporter=np.zeros(0, dtype=np.int32),
        minutes=np.zeros(0, dtype=np.int32),
        load=np.zeros(0, dtype=np.int64),
        rules=(),
        removed=np.zeros((0, 0), dtype=np.int32),
    )
    assert len(bonus_columns_of(none, empty)) == 0
