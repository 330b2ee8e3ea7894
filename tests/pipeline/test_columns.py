"""What a round says of its parties reaches the solver, and comes back in the plan."""

from datetime import date

import numpy as np
import pytest

from matchmaker.domain.decisions import Pin
from matchmaker.domain.given import GivenPairs
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.errors import InfeasibleError
from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline import match


@pytest.fixture
def choose(given_scores):
    """Two requests and one supporter: robot is worth 9 points, chess 2."""

    def make(robot=None, chess=None, ada=None, points=(9, 2), **fields) -> Round:
        asked = {"robot": robot or {}, "chess": chess or {}}
        ada = {"capacity": 1} | (ada or {})
        return Round(
            name="choose",
            programme=given_scores,
            today=date(2026, 1, 5),
            requests=tuple(
                Request(id=name, role="supporter", **more)
                for name, more in asked.items()
            ),
            supporters=(Supporter(id="ada", roles=("supporter",), **ada),),
            given=GivenPairs(
                request=np.array([0, 1], dtype=np.int32),
                supporter=np.zeros(2, dtype=np.int32),
                points=np.array(points),
                load=np.ones(2, dtype=np.int64),
            ),
            **fields,
        )

    return make


def met(whole: Round, **params) -> list[str]:
    solved = match(whole, SolveParams(**params))
    return [pairing.request for pairing in solved.plan.pairings]


def test_points_decide_until_a_minimum_a_priority_or_a_pin_does(choose):
    assert met(choose()) == ["robot"]
    assert met(choose(chess={"minimum": 1})) == ["chess"]
    assert met(choose(chess={"priority": 2})) == ["chess"]
    solved = match(choose(pins=(Pin(request="chess", supporter="ada"),)))
    assert [(p.request, p.pinned) for p in solved.plan.pairings] == [("chess", True)]


def test_two_minimums_for_one_place_are_a_conflict(choose):
    with pytest.raises(InfeasibleError) as error:
        match(choose(robot={"minimum": 1}, chess={"minimum": 1}))
    assert error.value.minimal
    assert "chess must get at least 1" in str(error.value)


@pytest.mark.parametrize(
    ("always", "points", "expected"),
    [
        (False, (9, 2), ["robot", "chess"]),
        (False, (9, -10), []),  # both cost a point more than they bring
        (True, (9, -10), ["robot", "chess"]),
    ],
)
def test_a_minimum_binds_always_or_only_if_used(choose, always, points, expected):
    whole = choose(
        ada={"capacity": 2, "minimum": 2},
        points=points,
        minimum_if_used=not always,
        objective_override=("points",),
    )
    assert met(whole) == expected


def test_units_missing_are_counted(choose):
    (robot, chess) = match(choose(robot={"demand": 3})).plan.unmet
    assert (robot.request, robot.units) == ("robot", 2)
    assert (chess.request, chess.units) == ("chess", 1)


def test_a_pin_that_breaks_a_rule_is_named_with_the_rule(draw_round):
    whole = draw_round(1, strict=False)
    request = whole.requests[0]
    other = "expert" if request.role == "mentor" else "mentor"
    person = whole.supporters[0].model_copy(update={"id": "pat", "roles": (other,)})
    pinned = whole.replace(
        supporters=(*whole.supporters, person),
        pins=(Pin(request=request.id, supporter="pat"),),
    )
    with pytest.raises(
        InfeasibleError, match=f"{request.id} is pinned to pat"
    ) as error:
        match(pinned)
    assert "rule 'role' forbids it" in str(error.value)
    assert error.value.minimal == (str(error.value).count("forbids it") == 1)


def test_the_seed_picks_one_of_two_equal_plans(choose):
    picked = {met(choose(points=(5, 5)), seed=seed)[0] for seed in range(20)}
    assert picked == {"robot", "chess"}
    assert met(choose(points=(5, 5)), seed=7) == met(choose(points=(5, 5)), seed=7)
