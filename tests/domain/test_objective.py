"""What may be sought, how loosely it is held, and what is refused in words."""

import pytest
from pydantic import ValidationError

from matchmaker.domain.objective import LINEAR, OWN_NAMES, Objective, order_faults

BLEND = {"points": 3, "change": 100}


def listed(*names, **extra):
    return [
        Objective(name=name, **extra.get(name.replace("-", "_"), {})) for name in names
    ]


def faults_of(**fields):
    with pytest.raises(ValidationError) as caught:
        Objective(**fields)
    (error,) = caught.value.errors()
    return str(error["ctx"]["error"]).split("; ")


@pytest.mark.parametrize("name", OWN_NAMES)
def test_every_objective_can_be_sought_by_its_name_alone(name):
    assert Objective(name=name).parts == (name,)


def test_senses_go_with_names_and_a_blend_is_maximised():
    less = {name for name in OWN_NAMES if Objective(name=name).sense == "minimise"}
    choices = {"request-choice", "supporter-choice"}
    assert less == {"change", "cost", "balance"} | choices
    assert Objective(name="thrift", blend={"cost": 1}).sense == "maximise"
    assert all(LINEAR[name] == OWN_NAMES[name] for name in LINEAR)


@pytest.mark.parametrize(
    ("tolerance", "percent", "value", "allowed"),
    [
        (0, 0, 1000, 0),
        (7, 0, 1000, 7),
        (0, 2, 149, 2),
        (0, 2, 150, 3),
        (0, 2, -150, 3),
        (4, 2, 150, 4),
        (2, 2, 150, 3),
    ],
)
def test_the_larger_tolerance_counts(tolerance, percent, value, allowed):
    points = Objective(
        name="points", tolerance=tolerance, tolerance_percent=percent
    )  # fmt: skip
    assert points.allowance(value) == allowed
    assert points.is_loose == (tolerance > 0 or percent > 0)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "pionts"}, "objective 'pionts' is not one of: coverage"),
        ({"name": "Fit", "blend": BLEND}, "named in lowercase"),
        ({"name": "leximin:3", "blend": BLEND}, "named in lowercase"),
        ({"name": "points", "blend": BLEND}, "a meaning of its own"),
        ({"name": "points", "band": 2}, "only leximin"),
        ({"name": "leximin", "tolerance": 1}, "cannot have a tolerance"),
        ({"name": "balance", "tolerance_percent": 1}, "cannot have a tolerance"),
        ({"name": "fit", "blend": {"balance": 1}}, "blends 'balance'"),
        ({"name": "fit", "blend": {"points": 0}}, "must be from 1 to 1000000"),
        ({"name": "fit", "blend": {"points": 1_000_001}}, "from 1 to 1000000"),
    ],
)
def test_what_makes_no_sense_is_said_in_words(fields, said):
    (fault,) = faults_of(**fields)
    assert said in fault


def test_the_edges_of_what_makes_sense_are_taken():
    Objective(name="fit-2", blend={"points": 1_000_000, "cost": 1}, tolerance=1)
    Objective(name="leximin", band=2)
    Objective(name="worst-off", tolerance=1)


def test_all_faults_of_an_objective_are_said_at_once():
    faults = faults_of(name="fit", band=2, blend={"balance": 0})
    assert len(faults) == 3


def test_an_ordinary_list_has_no_faults():
    names = ("coverage", "leximin", "points", "change", "cost", "balance")
    loose = {"points": {"tolerance": 5}}
    assert order_faults(listed(*names, **loose), has_rates=True) == []


def test_what_is_held_as_it_is_may_stand_ahead_of_what_is_loose():
    loose = listed("balance", "leximin", "points", "change", points={"tolerance": 1})
    assert order_faults(loose, has_rates=False) == []


def test_cost_needs_rates_even_in_a_blend():
    assert order_faults(listed("cost"), has_rates=True) == []
    thrift = [Objective(name="thrift", blend={"points": 1, "cost": 2})]
    for objectives, name in ((listed("cost"), "cost"), (thrift, "thrift")):
        (fault,) = order_faults(objectives, has_rates=False)
        assert fault.startswith(f"objective '{name}' needs the cost of pairings")


def test_all_faults_of_a_list_are_said_at_once():
    objectives = listed("balance", "worst-off", "leximin", "cost", "cost")
    objectives.append(Objective(name="points", tolerance=1))
    faults = order_faults(objectives, has_rates=False)
    assert [fault.split("'")[1] for fault in faults] == [
        "cost", "worst-off", "cost", "cost"
    ]  # fmt: skip
