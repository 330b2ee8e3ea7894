"""The sums that prices speak about are what the checker counts, on any plan."""

import numpy as np
import pytest

from matchmaker.candidates import find_candidates
from matchmaker.certify import level_name
from matchmaker.certify.sums import sum_named
from matchmaker.domain.bonuses import Couple
from matchmaker.domain.change import EarlierPairing
from matchmaker.domain.plan import Plan
from matchmaker.pipeline import Solved
from matchmaker.pipeline.certified import certified_facts
from matchmaker.pipeline.pairings import pairings_of
from matchmaker.scoring import score
from matchmaker.verify.facts import Facts
from matchmaker.verify.objectives import levels, value_of

RATES = (
    {"role": "expert", "pence_per_day": 50_001, "valid_from": "2022-04-01"},
    {"role": "mentor", "pence_per_day": 40_000, "valid_from": "2022-05-01"},
)
SOUGHT = (
    "coverage",
    {"name": "leximin", "band": 7},
    "points",
    "change",
    "cost",
    {"name": "fit", "blend": {"coverage": 5, "points": 3, "change": 2, "cost": 1}},
)


def seeking(whole, rng, *objectives):
    """The round with these objectives, after a plan of some of its pairs and others."""
    pairs = [(r.id, s.id) for r in whole.requests for s in whole.supporters]
    chosen = rng.choice(len(pairs), 6, replace=False)
    named = [*(pairs[place] for place in chosen), ("R0", "gone"), ("gone", "P0")]
    states = rng.choice(["started", "announced", "proposed"], len(named))
    before = tuple(
        EarlierPairing(request=r, supporter=s, state=str(state))
        for (r, s), state in zip(named, states, strict=True)
    )
    data = whole.programme.model_dump(by_alias=True)
    programme = type(whole.programme).model_validate(data | {"rate": RATES})
    return whole.replace(
        programme=programme, before=before, objective_override=objectives
    )


def unsolved(whole):
    candidates = find_candidates(whole)
    scores = score(whole, candidates)
    return Solved(whole, candidates, scores, Plan(pairings=()), ())


@pytest.mark.parametrize("seed", range(12))
def test_every_sum_is_what_the_checker_counts(draw_round, seed):
    rng = np.random.default_rng(seed)
    whole = seeking(draw_round(seed, strict=False), rng, *SOUGHT)
    solved = unsolved(whole)
    facts = certified_facts(solved)
    assert facts.band == 7
    for _ in range(10):
        used = np.flatnonzero(rng.random(len(solved.candidates)) < 0.4)
        pairings = pairings_of(whole, solved.candidates, solved.scores, used)
        for objective in whole.objectives:
            if objective.name == "leximin":
                continue
            own = sum_named(facts, objective.name)
            assert own is not None
            value = value_of(objective, Facts(whole), pairings)
            assert own.value(int(own.pairs[used].sum())) == value, objective.name
            assert own.total_of(value) == own.pairs[used].sum()
        once = used[np.unique(solved.candidates.request[used], return_index=True)[1]]
        served = pairings_of(whole, solved.candidates, solved.scores, once)
        if facts.level_edges is not None:
            counts = {
                edge: -int(sum_named(facts, level_name(edge)).pairs[once].sum())
                for edge in facts.levels
            }
            assert tuple((e, n) for e, n in counts.items() if n) == levels(served, 7)


def test_only_what_is_sought_is_added_up(draw_round):
    rng = np.random.default_rng(0)
    facts = certified_facts(unsolved(seeking(draw_round(0, strict=False), rng, "cost")))
    assert set(facts.sums) == {"cost"}
    assert facts.band is None
    assert not facts.bonused


def test_where_pairings_earn_points_together_no_sum_has_their_points(draw_round):
    rng = np.random.default_rng(0)
    blends = ({"name": name, "blend": {part: 1}} for name, part in
              (("fit", "points"), ("thrift", "cost")))  # fmt: skip
    whole = seeking(draw_round(0, strict=False), rng, "points", *blends)
    couple = Couple(roles=("expert", "mentor"), by="authority", points=50)
    bonused = whole.programme.model_copy(update={"bonuses": (couple,)})
    facts = certified_facts(unsolved(whole.replace(programme=bonused)))
    assert facts.bonused
    assert sum_named(facts, "points") is None
    assert set(facts.sums) == {"cost", "thrift"}
