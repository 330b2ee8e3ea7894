"""Why nobody came: the funnel, who was taken, and the nearest miss."""

import pytest

from matchmaker import verify
from matchmaker.domain.plan import Plan
from matchmaker.errors import InputError
from matchmaker.pipeline import match
from matchmaker.reasons import explain, explain_request


@pytest.mark.parametrize("seed", range(40))
def test_funnel_and_left_over_account_for_everybody(draw_round, seed):
    solved = match(draw_round(seed, strict=True))
    serving = {}
    for pairing in solved.plan.pairings:
        serving.setdefault(pairing.supporter, []).append(pairing.request)
    for reason in explain(solved).unmet:
        assert reason.supporters == len(solved.round.supporters)
        fallen = sum(count for _, count in reason.funnel)
        assert fallen + reason.candidates == reason.supporters
        for taken in reason.taken:
            assert list(taken.serves) == serving.get(taken.supporter, [])
        points = [taken.points for taken in reason.taken]
        assert points == sorted(points, reverse=True)


def _most(supporter, role):
    return min(supporter.capacity, supporter.role_capacity.get(role, 10**9))


def _serving(solved, request):
    return {p.supporter for p in solved.pairings_of_request.get(request, ())}


@pytest.mark.parametrize("seed", range(60))
def test_nobody_is_nearer_than_the_nearest_miss(draw_round, seed):
    solved = match(draw_round(seed, strict=True))
    for reason in explain(solved).unmet:
        request = solved.round.request(reason.request)
        holders = {
            supporter.id: [rule for rule, _ in broken]
            for supporter in solved.round.supporters
            if request.role in supporter.roles
            and (broken := verify.broken_rules(solved.round, request, supporter))
        }
        holders |= {
            supporter.id: ["capacity"]
            for supporter in solved.round.supporters
            if not verify.broken_rules(solved.round, request, supporter)
            and supporter.id not in _serving(solved, request.id)
            and _most(supporter, request.role) < request.load
        }
        if reason.candidates or not holders:
            assert reason.nearest is None
            continue
        fewest = min(len(rules) for rules in holders.values())
        named = [broken.rule for broken in reason.nearest.broken]
        assert named == holders[reason.nearest.supporter]
        assert len(named) == fewest


def test_of_two_journeys_too_long_the_shorter_is_nearer(early_years, draw_round):
    whole = draw_round(0, strict=False, size=(1, 1, 1))
    person = whole.supporters[0].model_copy(
        update={
            "roles": ("expert",),
            "mode": None,
            "suitability": "clear",
            "employer_kind": "university",
            "experience_years": 3,
            "qualification_level": 6,
            "leadership": "leading",
            "region": "North West",
            "phases": (),
            "trained_on": whole.start,
            "available_from": None,
            "available_to": None,
            "employer": None,
            "employer_group": None,
            "travel_limit": 60,
        }
    )
    far = person.model_copy(update={"id": "far"})
    near = person.model_copy(update={"id": "near"})
    setting = whole.settings[0].model_copy(
        update={
            "setting_type": "preschool",
            "region": "North West",
            "override_reason": "nominated",
        }
    )
    request = whole.requests[0].model_copy(
        update={"role": "expert", "mode": None, "phase": None, "setting": setting.id}
    )
    stuck = whole.replace(
        programme=early_years,
        settings=(setting,),
        supporters=(far, near),
        requests=(request,),
        conflicts=(),
        forbids=(),
        budgets={},
        travel={(setting.id, "far"): 75, (setting.id, "near"): 61},
    )
    (reason,) = explain(match(stuck)).unmet
    assert reason.funnel == (("travel", 2),)
    assert reason.nearest.supporter == "near"
    assert reason.nearest.broken[0].evidence.value == 61
    assert reason.nearest.broken[0].evidence.limit == 60


def test_one_request_is_explained_as_among_all(draw_round):
    solved = match(draw_round(3, strict=False))
    everything = explain(solved)
    for request in solved.round.requests:
        one = explain_request(solved, request.id)
        assert one.pairings == tuple(
            p for p in everything.pairings if p.request == request.id
        )
        assert one.unmet == tuple(
            u for u in everything.unmet if u.request == request.id
        )


def test_an_unknown_request_is_said_to_be_unknown(draw_round):
    solved = match(draw_round(3, strict=False))
    with pytest.raises(InputError, match="no request 'R99'"):
        explain_request(solved, "R99")


def test_a_plan_without_pairings_explains_every_request(draw_round):
    whole = draw_round(1, strict=False)
    nobody = whole.replace(supporters=(), conflicts=(), forbids=(), travel={})
    solved = match(nobody)
    assert solved.plan.pairings == Plan(pairings=()).pairings
    reasons = explain(solved).unmet
    assert [r.request for r in reasons] == [r.id for r in whole.requests]
    assert all(r.nearest is None and r.funnel == () for r in reasons)


def test_whoever_serves_a_request_for_two_is_no_near_miss(draw_round):
    partly = 0
    for seed in range(20):
        whole = draw_round(seed, strict=False)
        wanted = [q.model_copy(update={"demand": 2}) for q in whole.requests]
        solved = match(whole.replace(requests=tuple(wanted)))
        for reason in explain(solved).unmet:
            got = solved.pairings_of_request.get(reason.request, ())
            if reason.nearest is not None:
                assert reason.nearest.broken
                assert reason.nearest.supporter not in {p.supporter for p in got}
            assert reason.units == 2 - len(got)
            assert not {t.supporter for t in reason.taken} & {p.supporter for p in got}
            assert len(reason.taken) == min(5, reason.candidates)
            partly += bool(got) and not reason.candidates
    assert partly > 3
