"""The objectives and the plan before, as a round takes them."""

from datetime import date

import pytest
from pydantic import ValidationError

from matchmaker.domain.change import ChangeWeights, EarlierPairing
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.intake import read_programme


def small(**fields):
    return Round(
        name="small",
        programme=read_programme("given-scores"),
        today=date(2022, 4, 1),
        requests=(Request(id="A", role="supporter"),),
        supporters=(Supporter(id="X", roles=("supporter",), capacity=1),),
        **fields,
    )


def test_objectives_are_the_programmes_unless_the_round_has_its_own():
    assert small().objective_names == ("coverage", "points")
    own = small(objective_override=("points", {"name": "coverage", "tolerance": 2}))
    assert own.objective_names == ("points", "coverage")
    assert own.objectives[1].allowance(10) == 2


def test_objectives_that_cannot_stand_together_are_refused():
    with pytest.raises(ValidationError, match="no rates"):
        small(objective_override=("points", "cost"))


def test_a_lost_pairing_weighs_by_how_far_it_had_come():
    before = tuple(
        EarlierPairing(request=state, supporter="gone", state=state)
        for state in ("started", "announced", "proposed")
    )
    weights = small(before=before).weight_before
    assert weights == {
        ("started", "gone"): 100,
        ("announced", "gone"): 10,
        ("proposed", "gone"): 1,
    }
    assert ChangeWeights(started=7).of("started") == 7


def test_the_plan_before_names_each_pair_once():
    twice = (EarlierPairing(request="A", supporter="X"),) * 2
    with pytest.raises(ValidationError, match="'A' with supporter 'X' 2 times"):
        small(before=twice)
