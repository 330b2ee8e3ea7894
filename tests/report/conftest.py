"""
Two small solved rounds, made by hand so that every number can be checked.

`nurseries`: three requests. R1 has Ada (S1), at 30 minutes, who covers the first and
the third of three needs: 4 of 6 parts of 250 points are 167, and three quarters of
200 are 150: 317 points. Bo (S2) would give 83 + 75 = 158. R2 could have had Ada only.
R3 asks for a mentor, and the only one, Di (S4), has 2 years of experience, not 3.

`coupled`: the nurseries, but R3 is of Sunny Days too, and Di has the experience.
She comes from Ada's authority, which is worth 50 points. R3 names no needs: 125.

`scored`: given points with two decimals, demand 2.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from matchmaker.candidates import find_candidates
from matchmaker.domain.bonuses import Couple
from matchmaker.domain.decisions import Pin
from matchmaker.domain.given import GivenPairs
from matchmaker.domain.plan import Plan, Team
from matchmaker.domain.programme import Programme
from matchmaker.domain.proof import Proof
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.intake import read_programme
from matchmaker.optimise.teams import Handover, TeamBreach
from matchmaker.pipeline import Solved
from matchmaker.pipeline.bonuses import bonuses_of
from matchmaker.pipeline.pairings import pairings_of, unmet_of
from matchmaker.reasons import Reasons, explain
from matchmaker.scoring import score

PROGRAMME = {
    "name": "small",
    "title": "Small programme",
    "roles": {
        "expert": {
            "title": "Expert",
            "load_days": 1,
            "delivery": "face-to-face",
            "region_rule": "required",
        },
        "mentor": {"title": "Mentor", "load_hours": 2},
        "area_lead": {"title": "Area lead", "matched": False},
    },
    "rule": [
        {"name": "experience", "years": 3},
        {"name": "region"},
        {"name": "travel", "limit_minutes": 60},
        {"name": "budget"},
    ],
    "criterion": [
        {"name": "needs", "weight": 25},
        {"name": "travel_time", "weight": {"expert": 20}, "full_minutes": 20},
    ],
    "objective": [{"name": "coverage"}, {"name": "points"}],
    "rate": [{"role": "expert", "pence_per_day": 50_000, "valid_from": "2022-04-01"}],
    "teams": {
        "lead_role": "area_lead",
        "member_roles": ["expert", "mentor"],
        "target": 3,
        "warn_below": 2,
        "most": 4,
    },
}
MINUTES = {"N1": (30, 45, 95), "N2": (20, 200, 95)}


def small_round() -> Round:
    start = date(2022, 4, 25)
    person = {"region": "London", "experience_years": 5, "capacity": 360}
    return Round(
        name="Summer term 2022",
        programme=Programme.model_validate(PROGRAMME),
        start=start,
        today=date(2022, 3, 21),
        settings=(
            Setting(id="N1", name="Sunny Days", region="London"),
            Setting(id="N2", name="Zoë's [Nest]", region="London"),
            Setting(id="N3", region="London"),
        ),
        supporters=(
            Supporter(
                id="S1",
                name="Ada Lovell",
                roles=("expert",),
                specialisms=("send", "behaviour"),
                **person,
            ),
            Supporter(
                id="S2",
                name="Bo Field",
                roles=("expert",),
                specialisms=("eal",),
                **person,
            ),
            Supporter(id="S3", name="Cy Dale", roles=("expert",), **person),
            Supporter(
                id="S4",
                name="Di Ash",
                roles=("mentor", "area_lead"),
                **(person | {"experience_years": 2}),
            ),
        ),
        requests=(
            Request(
                id="R1",
                setting="N1",
                role="expert",
                load=360,
                start=start,
                needs=("send", "eal", "behaviour"),
            ),
            Request(id="R2", setting="N2", role="expert", load=360, start=start),
            Request(id="R3", setting="N3", role="mentor", load=120, start=start),
        ),
        budgets={"London": 60_000},
        travel={
            (setting, f"S{number}"): minutes
            for setting, journeys in MINUTES.items()
            for number, minutes in enumerate(journeys, start=1)
        },
    )


def solve_by_hand(
    this: Round, chosen: list[tuple[str, str]], proof: tuple[Proof, ...], **fields
) -> Solved:
    """A solved round whose plan uses these pairs of request and supporter."""
    candidates = find_candidates(this)
    scores = score(this, candidates)
    pairs = [
        candidates.find(this.request_index[request], this.supporter_index[supporter])
        for request, supporter in chosen
    ]
    used = np.array(pairs, dtype=np.int64)
    pairings = pairings_of(this, candidates, scores, used)
    plan = Plan(
        pairings=pairings,
        bonuses=bonuses_of(this, pairings),
        unmet=unmet_of(this, candidates, used),
        teams=fields.pop("teams", ()),
    )
    return Solved(this, candidates, scores, plan, proof, **fields)


def proved(objective: str, value: int) -> Proof:
    return Proof(
        objective=objective,
        sense="maximise",
        value=value,
        bound=value,
        shown_by="prices",
    )


@pytest.fixture(scope="session")
def nurseries() -> Solved:
    team = Team(lead="S4", members=("S1",), minutes=(None,))
    breach = TeamBreach("small team", ("S1",), Handover(1, (("S1", ()),), ()), "S4")
    return solve_by_hand(
        small_round(),
        [("R1", "S1")],
        (proved("coverage", 1), proved("points", 317)),
        teams=(team,),
        breaches=(breach,),
        engine="flow",
        canonical=True,
        seconds={"solve": 0.25},
    )


@pytest.fixture(scope="session")
def why_nurseries(nurseries: Solved) -> Reasons:
    return explain(nurseries)


@pytest.fixture(scope="session")
def coupled() -> Solved:
    this = small_round()
    couple = Couple(roles=("expert", "mentor"), by="authority", points=50)
    ada, bo, cy, di = this.supporters
    here = {"authority": "Camden"}
    this = this.replace(
        programme=this.programme.model_copy(update={"bonuses": (couple,)}),
        supporters=(
            ada.model_copy(update=here),
            bo,
            cy,
            di.model_copy(update=here | {"experience_years": 5}),
        ),
        requests=(
            *this.requests[:2],
            this.requests[2].model_copy(update={"setting": "N1"}),
        ),
    )
    return solve_by_hand(
        this,
        [("R1", "S1"), ("R3", "S4")],
        (proved("coverage", 2), proved("points", 317 + 125 + 50)),
    )


@pytest.fixture(scope="session")
def scored() -> Solved:
    """X wants two of A, B and C, for 12.50, 3.00 and 0.25 points."""
    this = Round(
        name="Given",
        programme=read_programme("given-scores"),
        today=date(2022, 3, 21),
        requests=(Request(id="X", role="supporter", demand=2),),
        supporters=tuple(
            Supporter(id=name, roles=("supporter",), capacity=1) for name in "ABC"
        ),
        given=GivenPairs(
            request=np.zeros(3, np.int32),
            supporter=np.arange(3, dtype=np.int32),
            points=np.array([1250, 300, 25]),
            load=np.ones(3, np.int64),
        ),
        pins=(Pin(request="X", supporter="B", reason="old friends", by="Kay"),),
        decimals=2,
    )
    open_end = Proof(
        objective="points",
        sense="maximise",
        value=1550,
        bound=1600,
        shown_by="not shown",
    )
    return solve_by_hand(
        this,
        [("X", "A"), ("X", "B")],
        (proved("coverage", 2), open_end),
        engine="cp-sat",
        seed=7,
    )


@pytest.fixture(scope="session")
def why_scored(scored: Solved) -> Reasons:
    return explain(scored)


@pytest.fixture
def nurseries_paired():
    """The nurseries' round with a plan of these pairs of request and supporter."""
    return lambda *chosen: solve_by_hand(small_round(), list(chosen), ())
