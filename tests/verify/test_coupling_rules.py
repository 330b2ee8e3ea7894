"""Every coupling rule: it holds, it is broken, and the edge between."""

from __future__ import annotations

import numpy as np
import pytest

from matchmaker.domain.decisions import Pin
from matchmaker.domain.given import GivenPairs
from matchmaker.domain.plan import Pairing, Plan
from matchmaker.domain.request import Request
from matchmaker.domain.rules import Budget, DifferentPeople, GroupLimit
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.verify import check

COUPLING = {
    "demand",
    "capacity",
    "minimum",
    "pinned",
    "budget",
    "group_limit",
    "different_people",
}


def broken(matching_round, *pairs):
    """What a plan of these pairs breaks of the coupling rules."""
    pairings = tuple(
        Pairing(
            request=request, supporter=supporter, role="expert", points=0, criteria={}
        )
        for request, supporter in pairs
    )
    found = check(matching_round, Plan(pairings=pairings))
    return [str(violation) for violation in found if violation.rule in COUPLING]


def ask(name="help", **fields):
    return Request(**({"id": name, "role": "expert"} | fields))


def offer(name="ada", **fields):
    known = {"id": name, "roles": ("expert", "mentor"), "capacity": 100}
    return Supporter(**(known | fields))


def test_demand_is_the_most_a_request_gets(small):
    made = small.round(
        requests=(ask(demand=2),), supporters=(offer("a"), offer("b"), offer("c"))
    )
    assert broken(made) == []
    assert broken(made, ("help", "a"), ("help", "b")) == []
    assert broken(made, ("help", "a"), ("help", "b"), ("help", "c")) == [
        "demand (help): gets 3 units, wants 2"
    ]


def test_demand_is_not_met_twice_by_the_same_person(small):
    made = small.round(requests=(ask(demand=2),), supporters=(offer("a"),))
    assert broken(made, ("help", "a"), ("help", "a")) == [
        "demand (help): gets a 2 times, limit 1"
    ]


@pytest.mark.parametrize(
    ("capacity", "expected"),
    [(30, []), (29, ["capacity (ada): gives 30 minutes, has 29"])],
)
def test_capacity_is_shared_by_all_roles(small, capacity, expected):
    made = small.round(
        requests=(ask("x", load=10), ask("y", load=20, role="mentor")),
        supporters=(offer(capacity=capacity),),
    )
    assert broken(made, ("x", "ada"), ("y", "ada")) == expected


@pytest.mark.parametrize(
    ("in_role", "expected"),
    [
        ({"mentor": 20}, []),
        ({"mentor": 19}, ["capacity (ada): gives 20 minutes as mentor, has 19"]),
        ({"expert": 10}, []),
        ({"expert": 0}, ["capacity (ada): gives 10 minutes as expert, has 0"]),
    ],
)
def test_capacity_in_a_role_counts_that_role(small, in_role, expected):
    made = small.round(
        requests=(ask("x", load=10), ask("y", load=20, role="mentor")),
        supporters=(offer(role_capacity=in_role),),
    )
    assert broken(made, ("x", "ada"), ("y", "ada")) == expected


@pytest.mark.parametrize(
    ("capacity", "expected"), [(7, []), (6, ["capacity (ada): gives 7 minutes, has 6"])]
)
def test_capacity_counts_the_given_load(small, capacity, expected):
    columns = ((0, 1), (0, 0), (5, 5), (3, 4))
    made = small.round(
        requests=(ask("x", load=1), ask("y", load=1)),
        supporters=(offer(capacity=capacity),),
        given=GivenPairs(*(np.array(column) for column in columns)),
    )
    assert broken(made, ("x", "ada"), ("y", "ada")) == expected


def test_minimum_of_a_request_is_given(small):
    made = small.round(
        requests=(ask(demand=3, minimum=2),), supporters=(offer("a"), offer("b"))
    )
    assert broken(made, ("help", "a"), ("help", "b")) == []
    assert broken(made, ("help", "a")) == [
        "minimum (help): gets 1 units, was promised 2"
    ]


@pytest.mark.parametrize(
    ("minimum", "if_used", "pairs", "expected"),
    [
        (10, False, 1, []),
        (11, False, 1, ["minimum (ada): gets 10 minutes, was promised 11"]),
        (11, False, 0, ["minimum (ada): gets 0 minutes, was promised 11"]),
        (11, True, 1, ["minimum (ada): gets 10 minutes, was promised 11"]),
        (11, True, 0, []),
    ],
)
def test_minimum_of_a_supporter_may_hold_only_if_used(
    small, minimum, if_used, pairs, expected
):
    made = small.round(
        requests=(ask(load=10),),
        supporters=(offer(minimum=minimum),),
        minimum_if_used=if_used,
    )
    assert broken(made, *[("help", "ada")] * pairs) == expected


def test_pins_are_in_the_plan(small):
    made = small.round(
        requests=(ask(demand=2),),
        supporters=(offer("a"), offer("b")),
        pins=(Pin(request="help", supporter="b"),),
    )
    assert broken(made, ("help", "b")) == []
    assert broken(made, ("help", "a"), ("help", "b")) == []
    assert broken(made, ("help", "a")) == [
        "pinned (help): is not paired with b, as a person decided"
    ]


PLACES = (
    Setting(id="acorn", region="London", group="Oaks"),
    Setting(id="beech", region="London", group="Oaks"),
    Setting(id="cedar", region="South East"),
    Setting(id="where"),
)
# A day of six hours costs 600 pence, so 60 minutes cost 100.
RATES = [{"role": "expert", "pence_per_day": 600, "valid_from": "2022-01-01"}]


def priced(small, *rules, budgets, rate=RATES):
    return small.round(
        *rules,
        programme={"rate": rate},
        settings=PLACES,
        requests=tuple(ask(place.id, setting=place.id, load=60) for place in PLACES),
        supporters=(offer(capacity=1000),),
        budgets=budgets,
    )


EVERY_PLACE = [(place.id, "ada") for place in PLACES]


@pytest.mark.parametrize(
    ("budgets", "expected"),
    [
        ({"London": 200, "South East": 100, "all": 400}, []),
        ({"London": 199}, ["budget (London): spends 200 pence, has 199"]),
        ({"South East": 99}, ["budget (South East): spends 100 pence, has 99"]),
        ({"all": 399}, ["budget (all): spends 400 pence, has 399"]),
        ({"North East": 0}, []),
    ],
)
def test_budget_holds_by_region_and_over_all(small, budgets, expected):
    made = priced(small, Budget(), budgets=budgets)
    assert broken(made, *EVERY_PLACE) == expected


@pytest.mark.parametrize(
    ("agreed", "rate", "spent"),
    [(None, RATES, 100), (597, RATES, 100), (596, RATES, 99), (900, RATES, 100),
     (596, [], 99)],
)  # fmt: skip
def test_the_lower_of_the_agreed_rate_and_the_roles_is_spent(
    small, agreed, rate, spent
):
    made = priced(small, Budget(), budgets={"all": spent - 1}, rate=rate)
    (person,) = made.supporters
    made = made.replace(
        supporters=[person.model_copy(update={"pence_per_day": agreed})]
    )
    assert broken(made, ("acorn", "ada")) == [
        f"budget (all): spends {spent} pence, has {spent - 1}"
    ]
    enough = made.replace(budgets={"all": spent})
    assert broken(enough, ("acorn", "ada")) == []


def test_budget_is_kept_only_where_the_programme_lists_it(small):
    poor = {"all": 0}
    assert broken(priced(small, budgets=poor), *EVERY_PLACE) == []
    assert broken(priced(small, Budget(), budgets=poor, rate=[]), *EVERY_PLACE) == []
    mentors_only = Budget(roles=("mentor",))
    assert broken(priced(small, mentors_only, budgets=poor), *EVERY_PLACE) == []


@pytest.mark.parametrize(
    ("most", "expected"),
    [(2, []), (1, ["group_limit (ada): has 2 pairings with Oaks, limit 1"])],
)
def test_group_limit_counts_pairings_with_one_owner(small, most, expected):
    made = priced(small, GroupLimit(most=most), budgets={})
    assert broken(made, *EVERY_PLACE) == expected
    of_mentors = priced(small, GroupLimit(most=most, roles=("mentor",)), budgets={})
    assert broken(of_mentors, *EVERY_PLACE) == []


def test_different_people_come_to_one_setting(small):
    made = small.round(
        DifferentPeople(),
        settings=PLACES,
        requests=(
            ask("x", setting="acorn"),
            ask("y", setting="acorn", role="mentor"),
            ask("z", setting="beech"),
            ask("v"),
            ask("w"),
        ),
        supporters=(offer("a"), offer("b")),
    )
    nowhere = (("v", "a"), ("w", "a"))
    assert broken(made, ("x", "a"), ("y", "b"), ("z", "a"), *nowhere) == []
    assert broken(made, ("x", "a"), ("y", "a")) == [
        "different_people (acorn): gets a for 2 units, limit 1"
    ]
