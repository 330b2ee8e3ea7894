"""Couples: what pairs earn together, against the definition in plain loops."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from matchmaker.candidates import Candidates, find_candidates
from matchmaker.domain.bonuses import Couple
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.optimise.couples import Couples, couples_of

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


def worth(couples, used):
    return int(couples.points[couples.earned(np.array(used, dtype=np.int64))].sum())


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
        couples = couples_of(this, candidates)
        rng = np.random.default_rng(seed)
        for _ in range(5):
            used = np.flatnonzero(rng.random(len(candidates)) < 0.4)
            expected = worth_by_definition(this, records(this, candidates, used))
            assert worth(couples, used) == expected
            earning += expected > 0
    assert earning > 50


def test_fewer_pairs_earn_the_same_with_what_is_left(drawn):
    smaller = 0
    for seed in range(60):
        this, candidates = drawn(seed)
        couples = couples_of(this, candidates)
        rng = np.random.default_rng(seed)
        keep = rng.random(len(candidates)) < 0.6
        left = couples.only(keep)
        smaller += len(left) < len(couples)
        used = np.flatnonzero(rng.random(keep.sum()) < 0.6)
        assert worth(left, used) == worth(couples, np.flatnonzero(keep)[used])
        assert left.earned(np.arange(keep.sum())).all()
        assert set(left.names) <= set(couples.names)
    assert smaller > 20


def test_sides_are_whole_and_in_order(drawn):
    seen = 0
    for seed in range(60):
        this, candidates = drawn(seed)
        couples = couples_of(this, candidates)
        sizes = np.diff(couples.side_indptr)
        assert (sizes > 0).all()
        assert (np.bincount(couples.side_bonus, minlength=len(couples)) == 2).all()
        assert (np.diff(couples.side_bonus) >= 0).all()
        assert couples.side_indptr[-1] == len(couples.side_pairs)
        for side in np.split(couples.side_pairs, couples.side_indptr[1:-1]):
            assert (np.diff(side) > 0).all()
        seen += len(couples)
    assert seen > 100


def test_names_say_what_is_earned_by_whom(draw_round):
    this = with_bonuses(draw_round(1, strict=False, size=(2, 6, 6)), BONUSES[0])
    couples = couples_of(this, find_candidates(this))
    assert len(set(couples.names)) == len(couples) > 0
    assert all(name.startswith("couple at S") for name in couples.names)
    assert " from " in couples.names[0]


@pytest.mark.parametrize("bonuses", [(), BONUSES])
def test_nothing_can_be_earned_without_bonuses_or_without_pairs(drawn, bonuses):
    this, candidates = drawn(1)
    couples = couples_of(with_bonuses(this, *bonuses), candidates)
    nothing = couples.only(np.zeros(len(candidates), dtype=bool))
    for empty in (nothing, Couples.none()):
        assert len(empty) == len(empty.names) == len(empty.side_bonus) == 0
        assert empty.side_indptr.tolist() == [0]
        assert empty.earned(np.zeros(0, np.int64)).tolist() == []
    assert (len(couples) == 0) is (bonuses == ())


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

    couples = couples_of(this, candidates)

    assert couples.names == ("couple at N1 from York",)
    assert couples.points.tolist() == [9]
    sides = np.split(couples.side_pairs, couples.side_indptr[1:-1])
    assert [side.tolist() for side in sides] == [[4, 5], [1, 2], [6, 7]]
    assert couples.earned(np.array([1, 5, 6])).tolist() == [True]
    assert couples.earned(np.array([0, 5, 6])).tolist() == [False]
    assert couples.earned(np.array([1, 2, 6])).tolist() == [False]
    assert len(couples.only(np.arange(8) < 6)) == 0
    last = couples.only(np.arange(8) % 3 != 0)  # leaves 1, 2, 4, 5 and 7
    sides = np.split(last.side_pairs, last.side_indptr[1:-1])
    assert [side.tolist() for side in sides] == [[2, 3], [0, 1], [4]]
