"""What requests that share too few places have in common, and a count that is wrong."""

from dataclasses import replace

import pytest

from matchmaker.errors import PlanRejectedError
from matchmaker.pipeline import match
from matchmaker.reasons import explain_unmatched
from matchmaker.reasons.alike import alike
from matchmaker.reasons.answers import Wish


@pytest.fixture(scope="module")
def shared(draw_round):
    """A round in which several requests share too few places."""
    for seed in range(60):
        solved = match(draw_round(seed, strict=False, size=(3, 6, 3)))
        for open_one in explain_unmatched(solved, confirmed=True):
            if open_one.shortage and len(open_one.shortage.wishes) > 1:
                return solved, open_one.shortage
    return pytest.fail("no round drawn has requests that share places")


def test_what_all_have_in_common_is_true_of_each(shared):
    solved, shortage = shared
    whole = solved.round
    asked = [whole.request(wish.request) for wish in shortage.wishes]
    known = dict(shortage.alike)
    assert ("role" in known) == (len({request.role for request in asked}) == 1)
    regions = {whole.setting_of(request).region for request in asked}
    assert known.get("region") == (regions.pop() if len(regions) == 1 else None)
    ages = [set(whole.setting_of(request).ages) for request in asked]
    told = {value for field, value in shortage.alike if field == "age"}
    assert told == set.intersection(*ages)
    needs = [set(request.needs) for request in asked]
    told = {value for field, value in shortage.alike if field == "need"}
    assert told == set.intersection(*needs)


def test_what_only_some_have_in_common_is_not_said(draw_round):
    whole = draw_round(3, strict=False)
    first, second, third = (
        request.model_copy(update={"needs": needs, "role": "mentor", "mode": None})
        for request, needs in zip(
            whole.requests, (("a", "b"), ("b", "c"), ("b", "a")), strict=False
        )
    )
    told = alike(whole, (first, second, third))
    assert ("need", "b") in told
    assert {("need", "a"), ("need", "c")}.isdisjoint(told)
    assert told[:2] == (("role", "mentor"), ("delivery", "virtual"))


def test_a_shortage_that_does_not_count_is_refused(shared, monkeypatch):
    solved, shortage = shared
    wrong = replace(shortage, wishes=(Wish(shortage.wishes[0].request, 0),))
    monkeypatch.setattr("matchmaker.reasons.unmatched.why_short", lambda *_: wrong)
    assert explain_unmatched(solved)
    with pytest.raises(PlanRejectedError, match="are there"):
        explain_unmatched(solved, confirmed=True)
