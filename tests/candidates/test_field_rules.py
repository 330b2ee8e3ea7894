"""Rules about people and their answers, by columns: held, broken, and the edge."""

from __future__ import annotations

from datetime import date

import pytest

from matchmaker.candidates import Evidence, find_candidates, pair_rule
from matchmaker.domain.programme import Programme
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter

FIELDS = {
    name: {"title": name.title(), "kind": kind, "words": words}
    | {"request": {}, "setting": {}, "supporter": {}}
    for name, kind, words in (
        ("topics", "list", {}),
        ("stage", "level", {"new": (), "practised": (), "expert": (), "sage": ()}),
        ("years", "number", {}),
        ("agreed", "yes or no", {}),
        ("friends", "list", {}),
        ("confirmed", "date", {}),
    )
}


def asked_about(rule, request=None, supporter=None, **changes) -> Round:
    """One request of the person ann, and the guide bob."""
    programme = Programme.model_validate(
        {
            "name": "museum",
            "title": "Museum volunteers",
            "unit": "units",
            "asks": "people",
            "roles": {"guide": {"title": "Guide", "delivery": "face-to-face"}},
            "field": FIELDS,
            "rule": [rule],
            "criterion": [{"name": "given", "weight": 1}],
            "objective": [{"name": "points"}],
        }
    )
    known = {"id": "bob", "roles": ("guide",), "capacity": 1}
    return Round(
        name="Spring",
        programme=programme,
        today=date(2026, 2, 2),
        settings=(Setting(id="ann", group="Oaks"), Setting(id="bob")),
        requests=(
            Request(**({"id": "R1", "setting": "ann", "role": "guide"} | (request or {}))),
        ),
        supporters=(Supporter(**(known | (supporter or {}))),),
        **changes,
    )  # fmt: skip


OVERLAP = {"name": "overlap", "field": "topics"}
DIFFER = {"name": "differ", "field": "topics"}
LEVEL = {"name": "level", "field": "stage", "least": 1, "most": 2}
RECENT = {"name": "recent", "field": "confirmed", "of": "supporter", "days": 90}
ANSWERED = {"name": "answered", "field": "years", "of": "supporter", "least": 2}
NAMED = {"name": "not_named", "field": "friends"}
OWN = {"name": "own_setting", "own": "required"}
GROUP = OWN | {"or_group": True}
ROADS = {"name": "travel", "limit_minutes": 60}
WAYS = {("ann", "bob"): 50}

HELD = [
    (OVERLAP, {"topics": ("ships", "maps")}, {"topics": ("Maps",)}),
    (OVERLAP | {"families": {"sea": ["ships", "ports"]}}, {"topics": ("ports",)}, {"topics": ("ships",)}),
    (DIFFER, {"topics": ("ships", "maps")}, {"topics": ("coins",)}),
    (LEVEL, {"stage": ("new",)}, {"stage": ("practised",)}),
    (LEVEL, {"stage": ("new",)}, {"stage": ("expert",)}),
    (ANSWERED, {}, {"years": 2}),
    (ANSWERED | {"silent": "passes"}, {}, {}),
    (RECENT, {}, {"confirmed": date(2025, 11, 4)}),
    (RECENT, {}, {"confirmed": date(2026, 9, 9)}),
    (RECENT, {}, {}),
    (NAMED, {"friends": ("bo", "rob")}, {"friends": ("ann",)}),
    (NAMED | {"of": "supporter"}, {}, {"friends": ("bob",)}),
]  # fmt: skip

BROKEN = [
    (OVERLAP, {"topics": ("ships", "maps")}, {"topics": ("coins",)}, Evidence(("coins",), ("ships", "maps"))),
    (OVERLAP | {"families": {"sea": ["ships", "ports"]}}, {"topics": ("maps",)}, {"topics": ("ships",)}, Evidence(("ships",), ("maps",))),
    (OVERLAP | {"silent": "fails"}, {"topics": ("ships",)}, {}, Evidence((), ("ships",))),
    (DIFFER, {"topics": ("Key Stage 2", "maps")}, {"topics": ("coins", "key-stage 2")}, Evidence(("key-stage 2",))),
    (LEVEL, {"stage": ("new",)}, {"stage": ("new",)}, Evidence(0, 1)),
    (LEVEL, {"stage": ("new",)}, {"stage": ("sage",)}, Evidence(3, 2)),
    (LEVEL, {"stage": ("new",)}, {}, Evidence(None, 1)),
    (ANSWERED, {}, {"years": 1}, Evidence(1, 2)),
    (ANSWERED | {"most": 4}, {}, {"years": 5}, Evidence(5, 4)),
    (ANSWERED, {}, {}, Evidence(None)),
    (ANSWERED | {"silent": "passes"}, {}, {"years": 1}, Evidence(1, 2)),
    ({"name": "answered", "field": "topics", "of": "request", "one_of": ["maps"]}, {"topics": ("coins",)}, {}, Evidence(("coins",), ("maps",))),
    ({"name": "answered", "field": "agreed", "of": "request"}, {"agreed": False}, {}, Evidence(False)),
    (RECENT, {}, {"confirmed": date(2025, 11, 3)}, Evidence(91, 90)),
    (RECENT | {"silent": "fails"}, {}, {}, Evidence(None, 90)),
    (NAMED, {"friends": ("ben", "Bob")}, {}, Evidence("bob")),
    (NAMED | {"of": "supporter"}, {}, {"friends": ("Ann",)}, Evidence("ann")),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "asked", "held"), HELD)
def test_a_pair_that_keeps_the_rule_is_a_candidate(rule, asked, held):
    whole = asked_about(rule, {"fields": asked}, {"fields": held})
    assert len(find_candidates(whole)) == 1


@pytest.mark.parametrize(("rule", "asked", "held", "seen"), BROKEN)
def test_a_pair_that_breaks_the_rule_falls_there(rule, asked, held, seen):
    assert_falls(asked_about(rule, {"fields": asked}, {"fields": held}), seen)


def assert_falls(whole, seen):
    """The one pair falls at the first listed rule, which sees this."""
    rule = whole.programme.pair_rules[1]
    pair = (whole, whole.requests[0], whole.supporters[0])
    assert find_candidates(whole).funnel(0) == {rule.key: 1}
    assert pair_rule(rule.name).evidence(rule, *pair) == seen


def test_whoever_works_at_a_named_place_falls():
    rival = Supporter(id="rob", roles=("guide",), capacity=1, employer="elms")
    whole = asked_about(NAMED, {"fields": {"friends": ("Ann",)}}, {"employer": "ann"})
    assert_falls(whole, Evidence("ann"))
    whole = whole.replace(supporters=(*whole.supporters, rival))
    found = find_candidates(whole)
    assert len(found) == 1
    assert found.funnel(0) == {"not_named:friends:request": 1}


def test_the_person_is_said_before_the_place():
    both = {"fields": {"friends": ("ann", "bob")}}
    assert_falls(asked_about(NAMED, both, {"employer": "ann"}), Evidence("bob"))


def test_nobody_is_paired_with_themselves():
    rule = {"name": "not_self"}
    assert_falls(asked_about(rule, {"setting": "bob"}), Evidence("bob", "bob"))
    assert len(find_candidates(asked_about(rule))) == 1
    assert len(find_candidates(asked_about(rule, {"setting": None}))) == 1


@pytest.mark.parametrize(
    ("rule", "where", "holds"),
    [
        (OWN, {"employer": "ann"}, True),
        (OWN, {"employer": "bob"}, False),
        (OWN, {}, False),
        (OWN, {"employer": "bob", "employer_group": "Oaks"}, False),
        (GROUP, {"employer": "bob", "employer_group": "Oaks"}, True),
        (GROUP, {"employer": "ann", "employer_group": "Elms"}, True),
        (GROUP, {"employer": "bob"}, False),
        (GROUP, {}, False),
    ],
)
def test_only_people_who_work_there_come_where_the_programme_wants_it(
    rule, where, holds
):
    whole = asked_about(rule, supporter=where)
    if holds:
        assert len(find_candidates(whole)) == 1
    else:
        assert_falls(whole, Evidence(where.get("employer"), "ann"))


@pytest.mark.parametrize(
    ("asked", "held", "limit"),
    [(50, None, None), (None, 50, None), (90, 90, None), (49, 90, 49), (90, 49, 49), (49, 20, 20)],
)  # fmt: skip
def test_the_shortest_of_three_travel_limits_holds(asked, held, limit):
    own = {"travel_limit": asked}, {"travel_limit": held}
    whole = asked_about(ROADS, *own, travel=WAYS)
    if limit is None:
        assert len(find_candidates(whole)) == 1
    else:
        assert_falls(whole, Evidence(50, limit))


def test_the_programme_s_travel_limit_is_the_longest():
    own = {"travel_limit": 90}, {"travel_limit": 90}
    far = asked_about(ROADS, *own, travel={("ann", "bob"): 61})
    assert_falls(far, Evidence(61, 60))


def test_a_rule_is_counted_by_field_and_side():
    rules = [
        {"name": "answered", "field": "agreed", "of": "request"},
        {"name": "answered", "field": "agreed", "of": "supporter"},
    ]
    yes, no = {"fields": {"agreed": True}}, {"fields": {"agreed": False}}
    whole = asked_about(rules[0], yes, no)
    programme = whole.programme.model_dump(by_alias=True) | {"rule": rules}
    whole = whole.replace(programme=Programme.model_validate(programme))
    assert find_candidates(whole).funnel(0) == {"answered:agreed:supporter": 1}


def test_more_words_than_one_lane_holds():
    # 200 words in all, compared 64 at once: Bob has the last ten, Rob has the others.
    words = tuple(f"word {number}" for number in range(200))
    whole = asked_about(OVERLAP, supporter={"fields": {"topics": words[190:]}})
    bob = whole.supporters[0]
    rob = bob.model_copy(update={"id": "rob", "fields": {"topics": words[:190]}})
    asked = [
        Request(id=f"Q{i}", setting="ann", role="guide", fields={"topics": (word,)})
        for i, word in enumerate((*words, "another"))
    ]
    found = find_candidates(whole.replace(requests=asked, supporters=(rob, bob)))
    assert found.supporter.tolist() == [0] * 190 + [1] * 10
    assert found.of(200) == slice(200, 200)
