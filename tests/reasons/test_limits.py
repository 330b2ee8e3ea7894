"""What people read of a request that a quota, contrast or full days keep open."""

from __future__ import annotations

from datetime import date

from matchmaker.candidates import Evidence
from matchmaker.domain.programme import Programme
from matchmaker.domain.quota import Quota
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import AtOnce, Contrast, Quotas
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.pipeline import match
from matchmaker.reasons import BrokenRule, explain
from matchmaker.report.unmet_words import unmet_lines


def round_of(rule, people=("ada",), **fields):
    """Bury asks for an expert and a mentor, and Camden for a mentor, in one week."""
    programme = Programme.model_validate(
        {
            "name": "small",
            "title": "Small",
            "unit": "units",
            "roles": {"expert": {"title": "Expert"}, "mentor": {"title": "Mentor"}},
            "rule": [rule],
            "criterion": [],
            "objective": [{"name": "coverage"}],
        }
    )
    asked = [
        ("e", "bury", "expert"),
        ("m", "bury", "mentor"),
        ("c", "camden", "mentor"),
    ]
    return Round(
        name="May",
        programme=programme,
        today=date(2022, 5, 1),
        settings=(
            Setting(id="bury", region="North West"),
            Setting(id="camden", region="London"),
        ),
        requests=tuple(
            Request(id=name, setting=place, role=role, priority=9 - i)
            for i, (name, place, role) in enumerate(asked)
        ),
        supporters=tuple(
            Supporter(
                id=name, roles=("expert", "mentor"), capacity=9, authority="Leeds"
            )
            for name in people
        ),
        **fields,
    )


def unmet_of(whole):
    """The one request that is unmet, the rules it would break, and the words."""
    (reason,) = explain(match(whole)).unmet
    (taken,) = reason.taken
    return reason.request, taken.broken, unmet_lines(reason, whole)[-1]


def test_a_used_up_quota_is_named():
    quotas = (Quota(by="region", name="North West", role="mentor", most=0),)
    request, broken, words = unmet_of(round_of(Quotas(), quotas=quotas))
    limit = "no pairings in North West as mentor"
    assert (request, broken) == ("m", (BrokenRule("quota", Evidence(1, limit)),))
    assert words.endswith(f"; there would be 1; the quota is {limit}")
    assert "serves e, c" in words or "serves e and c" in words


def test_a_quota_with_room_keeps_nobody_out():
    # Two may come, and only one can: it is the room of Ada that keeps m open.
    quotas = (Quota(by="region", name="North West", most=2),)
    whole = round_of(Quotas(), quotas=quotas)
    tight = [whole.supporters[0].model_copy(update={"capacity": 2})]
    request, broken, _ = unmet_of(whole.replace(supporters=tight))
    assert (request, broken) == ("c", ())


def test_a_quota_of_the_supporter_is_named():
    quotas = (Quota(by="supporter authority", name="Leeds", most=2),)
    request, broken, _ = unmet_of(round_of(Quotas(), quotas=quotas))
    limit = "at most 2 pairings by supporters from Leeds"
    assert (request, broken) == ("c", (BrokenRule("quota", Evidence(3, limit)),))


def test_whom_a_supporter_is_too_like_is_named():
    whole = round_of(Contrast(by="authority"), people=("ada", "bob"))
    (reason,) = explain(match(whole)).unmet
    assert reason.request == "m"
    (came,) = match(whole).pairings_of_request["e"]
    said = {taken.supporter: taken.broken for taken in reason.taken}
    itself = said.pop(came.supporter)
    assert itself == (BrokenRule("contrast", Evidence(None, None)),)
    (other,) = said.values()
    alike = Evidence(came.supporter, "authority (Leeds)")
    assert other == (BrokenRule("contrast", alike),)


def test_too_many_at_once_are_counted():
    request, broken, words = unmet_of(round_of(AtOnce(most=2)))
    assert (request, broken) == ("c", (BrokenRule("at_once", Evidence(3, 2)),))
    assert words.endswith("this person would have 3 pairings at once; the limit is 2")


def test_days_apart_keep_nobody_out():
    whole = round_of(AtOnce(most=1))
    dated = [
        q.model_copy(update={"start": date(2022, 5, i), "end": date(2022, 5, i)})
        for i, q in enumerate(whole.requests, start=1)
    ]
    busy = [whole.supporters[0].model_copy(update={"capacity": 2})]
    request, broken, _ = unmet_of(whole.replace(requests=dated, supporters=busy))
    assert (request, broken) == ("c", ())
