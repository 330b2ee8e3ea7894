"""Why a pair: rank, runner-up and margin, held against the raw records."""

import pytest

from matchmaker import verify
from matchmaker.domain.decisions import Pin
from matchmaker.pipeline import match
from matchmaker.reasons import explain


def possible(whole, request):
    """Supporters a request could have had, with their points, from raw records."""
    return {
        supporter.id: sum(verify.points_of(whole, request, supporter).values())
        for supporter in whole.supporters
        if not verify.broken_rules(whole, request, supporter)
        and request.load <= supporter.capacity
        and request.load <= supporter.role_capacity.get(request.role, request.load)
    }


@pytest.mark.parametrize("seed", range(40))
def test_rank_runner_up_and_margin(draw_round, seed):
    solved = match(draw_round(seed, strict=False))
    for reason in explain(solved).pairings:
        worth = possible(solved.round, solved.round.request(reason.request))
        assert reason.points == worth[reason.supporter]
        assert reason.candidates == len(worth)
        assert reason.rank == 1 + sum(w > reason.points for w in worth.values())
        others = {s: w for s, w in worth.items() if s != reason.supporter}
        if not others:
            assert reason.runner_up is None
            continue
        best = max(others.values())
        assert reason.runner_up.points == best == others[reason.runner_up.supporter]
        assert reason.runner_up.margin == reason.points - best


@pytest.mark.parametrize("seed", range(20))
def test_points_by_criterion_add_up_and_stay_within_the_most(draw_round, seed):
    solved = match(draw_round(seed, strict=False))
    for reason in explain(solved).pairings:
        assert sum(c.points for c in reason.criteria) == reason.points
        assert all(0 <= c.points <= c.most for c in reason.criteria)


def test_evidence_is_what_stands_in_the_round(draw_round):
    seen = 0
    for seed in range(20):
        solved = match(draw_round(seed, strict=False))
        for reason in explain(solved).pairings:
            request = solved.round.request(reason.request)
            supporter = solved.round.supporter(reason.supporter)
            needs = next(c for c in reason.criteria if c.name == "needs")
            assert needs.evidence.limit == request.needs
            if supporter.specialisms:
                covered = [n for n in request.needs if n in supporter.specialisms]
                assert list(needs.evidence.value) == covered
                seen += bool(covered)
            else:
                assert needs.evidence.value is None
    assert seen


def test_what_is_full_marks_what_is_known_and_who_decided(draw_round):
    unsure = 0
    for seed in range(20):
        first = match(draw_round(seed, strict=False))
        pins = tuple(
            Pin(request=pairing.request, supporter=pairing.supporter)
            for pairing in first.plan.pairings[:1]
        )
        solved = match(first.round.replace(pins=pins))
        for reason in explain(solved).pairings:
            request = solved.round.request(reason.request)
            supporter = solved.round.supporter(reason.supporter)
            weights = {
                criterion.name: criterion.weight_for(reason.role)
                for criterion in solved.round.programme.criteria
            }
            assert all(c.most == 10 * weights[c.name] for c in reason.criteria)
            known = verify.confidence_of(solved.round, request, supporter)
            assert reason.confidence == known
            decided = {(pin.request, pin.supporter) for pin in pins}
            assert reason.pinned == ((request.id, supporter.id) in decided)
            unsure += known < 100
    assert unsure > 5


def test_the_rank_on_the_supporters_side(draw_round, oracle):
    """Counted from the raw records: who of the same role would be worth more."""
    seen = 0
    for seed in range(12):
        whole = draw_round(seed, strict=False)
        worth = {(r.id, s.id): points for r, s, points in oracle(whole).pairs}
        solved = match(whole)
        for why in explain(solved).pairings:
            role = whole.request(why.request).role
            theirs = [
                points
                for (request, supporter), points in worth.items()
                if supporter == why.supporter and whole.request(request).role == role
            ]
            assert why.requests == len(theirs)
            better = sum(points > why.points for points in theirs)
            assert why.rank_for_supporter == 1 + better
            seen += better > 0
    assert seen
