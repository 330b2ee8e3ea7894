"""A matched round is as good as any plan there is, tried from the raw records."""

import pytest

from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline import match


@pytest.mark.parametrize("seed", range(120))
def test_no_plan_is_better(draw_round, oracle, seed):
    whole = draw_round(seed, strict=False)
    solved = match(whole)
    assert tuple(proof.value for proof in solved.proof) == oracle(whole).best()
    assert solved.proved


@pytest.mark.parametrize("seed", range(60))
def test_engines_and_workers_agree_to_the_pairing(draw_round, seed):
    whole = draw_round(seed, strict=False)
    usual = match(whole)
    other = match(whole, SolveParams(engine="cp-sat"))
    assert usual.canonical
    assert other.canonical
    assert usual.plan == other.plan
    assert [p.value for p in usual.proof] == [p.value for p in other.proof]


@pytest.mark.parametrize("seed", range(30))
def test_the_order_of_rows_does_not_matter(draw_round, seed):
    whole = draw_round(seed, strict=False)
    turned = whole.replace(
        requests=whole.requests[::-1], supporters=whole.supporters[::-1]
    )
    pairs = {(p.request, p.supporter) for p in match(whole).plan.pairings}
    assert pairs == {(p.request, p.supporter) for p in match(turned).plan.pairings}


def test_two_roles_limited_apart_add_up(draw_round, oracle):
    # Room for an expert's days and for a mentor's is room for both, if there is time.
    both = 0
    for seed in range(40):
        whole = draw_round(seed, strict=False)
        people = [
            person.model_copy(
                update={
                    "roles": ("expert", "mentor"),
                    "capacity": 2160,
                    "role_capacity": {"expert": 1080, "mentor": 1080},
                }
            )
            for person in whole.supporters[:2]
        ]
        solved = match(whole.replace(supporters=people, forbids=(), conflicts=()))
        best = oracle(solved.round).best()
        assert tuple(proof.value for proof in solved.proof) == best
        loads = [
            sum(pairing.load for pairing in pairings)
            for pairings in solved.pairings_of_supporter.values()
        ]
        both += any(load > 1080 for load in loads)
    assert both > 5


@pytest.mark.parametrize("engine", ["auto", "cp-sat"])
def test_whoever_listens_hears_how_each_objective_ended(draw_round, engine):
    for seed in range(8):
        heard = []
        whole = draw_round(seed, strict=False)
        solved = match(whole, SolveParams(engine=engine), progress=heard.append)
        last = {step.stage: (step.value, step.bound) for step in heard}
        assert {p.objective: (p.value, p.bound) for p in solved.proof}.items() <= (
            last.items()
        )


def test_with_no_time_the_gap_is_told_and_what_is_not_known(draw_round):
    heard = []
    whole = draw_round(3, strict=False)
    solved = match(whole, SolveParams(time_limit=0), progress=heard.append)
    assert [(s.stage, s.value, s.bound, s.gap) for s in heard] == [
        (p.objective, p.value, p.bound, p.gap) for p in solved.proof
    ]
