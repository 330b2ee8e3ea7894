"""Screening and scoring by columns say of every pair what the checker says."""

import numpy as np
import pytest

from matchmaker import verify
from matchmaker.candidates import Screen, find_candidates
from matchmaker.scoring import score


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize("seed", range(150))
def test_every_pair_is_judged_alike(draw_round, seed, strict):
    _judge(draw_round(seed, strict=strict, size=(4, 7, 6)))


@pytest.mark.parametrize("seed", range(200))
def test_every_pair_of_people_is_judged_alike(draw_people, seed):
    _judge(draw_people(seed, people=7))


def _judge(whole):
    candidates = find_candidates(whole)
    scores = score(whole, candidates)
    for r, request in enumerate(whole.requests):
        for s, supporter in enumerate(whole.supporters):
            broken = verify.broken_rules(whole, request, supporter)
            pair = candidates.find(r, s)
            assert (pair is None) == bool(broken), (request, supporter, broken)
            if pair is not None:
                expected = verify.points_of(whole, request, supporter)
                weighed = {c.key for c in whole.programme.criteria_for(request.role)}
                given = {
                    k: v for k, v in scores.breakdown(pair).items() if k in weighed
                }
                assert given == expected
                assert scores.points[pair] == sum(expected.values())
                confidence = verify.confidence_of(whole, request, supporter)
                assert scores.confidence(np.array([pair])) == [confidence]


@pytest.mark.parametrize("seed", range(60))
def test_every_rule_of_a_pair_is_asked_alike(draw_people, seed):
    whole = draw_people(seed, people=7)
    screen, keys = Screen(whole), [rule.key for rule in whole.programme.pair_rules]
    for r, request in enumerate(whole.requests):
        failing = screen.failing(r)
        for s, supporter in enumerate(whole.supporters):
            broken = dict(verify.broken_rules(whole, request, supporter))
            assert [k for k, f in zip(keys, failing[:, s], strict=True) if f] == list(
                broken
            )


@pytest.mark.parametrize("seed", range(40))
def test_each_supporter_is_counted_at_the_first_rule_that_fails(
    draw_round, draw_people, seed
):
    people = seed % 2 == 0
    whole = (
        draw_people(seed, people=7)
        if people
        else draw_round(seed, strict=True, size=(4, 7, 6))
    )
    candidates = find_candidates(whole)
    for r, request in enumerate(whole.requests):
        first = [
            broken[0][0]
            for supporter in whole.supporters
            if (broken := verify.broken_rules(whole, request, supporter))
        ]
        funnel = candidates.funnel(r)
        assert funnel == {rule: first.count(rule) for rule in funnel}
        assert sum(funnel.values()) == len(first)


def test_requests_without_a_setting_share_no_journey(draw_round):
    # The stated journeys to S0 are nobody's but S0's.
    whole = draw_round(1, strict=False, size=(2, 4, 4))
    nowhere = {"setting": None, "mode": "face-to-face"}
    whole = whole.replace(
        requests=[q.model_copy(update=nowhere) for q in whole.requests],
        supporters=[s.model_copy(update={"mode": None}) for s in whole.supporters],
        travel={("S0", supporter.id): 10 for supporter in whole.supporters},
    )
    candidates = find_candidates(whole)
    assert len(candidates) > 3
    assert set(candidates.minutes.tolist()) == {-1}
