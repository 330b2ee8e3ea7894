"""A plan lists exactly the bonuses that it earns, and its proof counts them."""

from __future__ import annotations

import inspect
from datetime import timedelta
from importlib import import_module

import pytest

from matchmaker.domain.bonuses import BONUSES, Couple, Peers
from matchmaker.domain.criteria import Improvement
from matchmaker.domain.plan import EarnedBonus, Pairing, Plan
from matchmaker.domain.proof import Proof
from matchmaker.domain.request import Request
from matchmaker.domain.supporter import Supporter
from matchmaker.verify import check
from matchmaker.verify.bonuses import EARNED

COUPLE = Couple(roles=("expert", "mentor"), by="authority", points=50)
EARNS = EarnedBonus(
    bonus="couple",
    roles=("expert", "mentor"),
    by="authority",
    setting="nursery",
    value="Camden",
    points=50,
)
IMPROVED = Improvement(weight={"expert": 10})


def pairing(request, who, role, points):
    criteria = {"improvement": points} if role == "expert" else {}
    return Pairing(
        request=request,
        setting="nursery",
        supporter=who,
        role=role,
        points=points,
        criteria=criteria,
        delivery="face-to-face" if role == "expert" else "virtual",
        load=1080 if role == "expert" else 360,
    )


PLAN = Plan(
    pairings=(
        pairing("help", "ada", "expert", 100),
        pairing("more", "ben", "mentor", 0),
    ),
    bonuses=(EARNS,),
)


@pytest.fixture
def this(small):
    """Ada and Ben, both from Camden, come to the nursery."""
    asks = small.round(IMPROVED).requests[0]
    ada = {"improved_setting": True, "authority": "Camden"}
    base = small.round(IMPROVED, supporter=ada, programme={"bonus": [COUPLE]})
    ben = Supporter(id="ben", roles=("mentor",), capacity=360, authority="Camden")
    more = Request(
        id="more",
        setting="nursery",
        role="mentor",
        load=360,
        start=asks.start,
        end=asks.end,
    )
    return base.replace(
        requests=(*base.requests, more), supporters=(*base.supporters, ben)
    )


def proof(points):
    return [
        Proof(objective=name, sense="maximise", value=n, bound=n, shown_by="solver")
        for name, n in (("coverage", 2), ("points", points))
    ]


def found(this, plan, *claims):
    return [str(violation) for violation in check(this, plan, *claims)]


def test_a_plan_that_lists_what_it_earns_is_clean(this):
    assert found(this, PLAN, proof(100 + 50)) == []


@pytest.mark.parametrize("points", [100, 149, 200])
def test_a_proof_counts_each_bonus_once(this, points):
    assert found(this, PLAN, proof(points)) == [
        f"objective (points): the proof says {points}, the plan reaches 150",
        *(
            ["objective (points): the plan reaches 150, which the bound "
             f"{points} rules out"]
            if points < 150
            else []
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ((), "Camden: earns 50 points, listed is nothing"),
        (
            (EARNS, EARNS.model_copy(update={"value": "Leeds"})),
            "Leeds: earns nothing, listed is 50 points",
        ),
        (
            (EARNS.model_copy(update={"points": 51}),),
            "Camden: earns 50 points, listed is 51 points",
        ),
    ],
    ids=["missing", "invented", "of other points"],
)
def test_a_wrong_list_is_found(this, listed, said):
    plan = PLAN.model_copy(update={"bonuses": listed})
    assert found(this, plan) == [
        f"couple (nursery): expert and mentor by authority, {said}"
    ]


def test_a_bonus_for_another_setting_is_both_missing_and_invented(this):
    elsewhere = EARNS.model_copy(update={"setting": "school"})
    plan = PLAN.model_copy(update={"bonuses": (elsewhere,)})
    assert [line.partition(":")[0] for line in found(this, plan)] == [
        "couple (nursery)",
        "couple (school)",
    ]


def test_a_bonus_listed_twice_is_found(this):
    plan = PLAN.model_copy(update={"bonuses": (EARNS, EARNS)})
    assert found(this, plan) == [
        "bonuses (plan): bonuses are listed twice or not in their order"
    ]


def test_a_pairing_that_claims_another_role_earns_nothing_by_it(this):
    """What pairings say of themselves is compared, and then forgotten."""
    other = this.requests[1].model_copy(update={"role": "expert", "load": 1080})
    this = this.replace(requests=(this.requests[0], other))
    said = found(this, PLAN)
    assert any(line.startswith("couple (nursery)") for line in said)


PEERS = Peers(roles=("expert", "mentor"), by="authority", points=30)
HAS_COMPANY = EARNS.model_copy(update={"bonus": "peers", "points": 30})


@pytest.fixture
def in_company(this):
    """The second request is another nursery's, so that each is company for the other."""
    other = this.settings[0].model_copy(update={"id": "playgroup"})
    help_, more = this.requests
    return this.replace(
        programme=this.programme.model_copy(update={"bonuses": (PEERS,)}),
        settings=(*this.settings, other),
        requests=(help_, more.model_copy(update={"setting": "playgroup"})),
    )


def listing(*bonuses):
    first, second = PLAN.pairings
    second = second.model_copy(update={"setting": "playgroup"})
    return PLAN.model_copy(update={"pairings": (first, second), "bonuses": bonuses})


FOR_BOTH = (HAS_COMPANY, HAS_COMPANY.model_copy(update={"setting": "playgroup"}))


def test_a_plan_that_lists_all_company_is_clean(in_company):
    assert found(in_company, listing(*FOR_BOTH), proof(100 + 30 + 30)) == []


@pytest.mark.parametrize("points", [130, 161])
def test_a_proof_counts_company_once_for_each(in_company, points):
    said = found(in_company, listing(*FOR_BOTH), proof(points))
    assert said[0].endswith(f"the proof says {points}, the plan reaches 160")


@pytest.mark.parametrize(
    ("bonuses", "party", "said"),
    [
        (FOR_BOTH[:1], "playgroup", "Camden: earns 30 points, listed is nothing"),
        (
            (*FOR_BOTH, HAS_COMPANY.model_copy(update={"value": "Leeds"})),
            "nursery",
            "Leeds: earns nothing, listed is 30 points",
        ),
        (
            (HAS_COMPANY.model_copy(update={"points": 60}), FOR_BOTH[1]),
            "nursery",
            "Camden: earns 30 points, listed is 60 points",
        ),
    ],
    ids=["missing", "invented", "of other points"],
)
def test_wrong_company_is_found(in_company, bonuses, party, said):
    assert found(in_company, listing(*bonuses)) == [
        f"peers ({party}): expert and mentor by authority, {said}"
    ]


def test_company_that_comes_the_day_after_is_none(in_company):
    help_, more = in_company.requests
    after = {
        "start": help_.end + timedelta(days=1),
        "end": help_.end + timedelta(days=9),
    }
    apart = in_company.replace(requests=(help_, more.model_copy(update=after)))
    said = [line for line in found(apart, listing(*FOR_BOTH)) if "peers" in line]
    assert len(said) == 2
    on_the_day = {"start": help_.end, "end": help_.end + timedelta(days=9)}
    near = in_company.replace(requests=(help_, more.model_copy(update=on_the_day)))
    assert not [line for line in found(near, listing(*FOR_BOTH)) if "peers" in line]


def name_of(kind):
    return kind.model_fields["name"].default


@pytest.mark.parametrize("bonus", BONUSES, ids=name_of)
def test_every_bonus_is_added_up_in_a_file_of_its_name(bonus):
    module = import_module(f"matchmaker.verify.bonuses.{name_of(bonus)}")
    assert EARNED[name_of(bonus)] is module.earned
    first = inspect.getdoc(bonus).splitlines()[0]
    assert inspect.getdoc(module.earned).splitlines()[0] == first


def test_no_bonus_is_added_up_that_the_domain_does_not_have():
    assert set(EARNED) == {name_of(bonus) for bonus in BONUSES}
