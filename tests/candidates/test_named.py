"""The rule `named`: whom a list leaves out is no candidate."""

import pytest

from matchmaker.candidates import find_candidates, pair_rule
from matchmaker.domain.programme import Programme
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Named
from matchmaker.domain.supporter import Supporter
from matchmaker.verify import broken_rules

LISTS = {"a": (("x",),), "b": (("x", "y"),), "c": (), "x": (("a",), ("c",)), "y": ()}


def round_of(of):
    programme = {
        "name": "club",
        "title": "Club",
        "unit": "units",
        "roles": {"pal": {"title": "Pal"}},
        "rule": [{"name": "named", "of": of}],
        "criterion": [],
        "objective": [{"name": "coverage"}],
    }
    return Round(
        name="club",
        programme=Programme.model_validate(programme),
        today="2026-01-05",
        requests=tuple(Request(id=r, role="pal", preferences=LISTS[r]) for r in "abc"),
        supporters=tuple(
            Supporter(id=s, roles=("pal",), capacity=1, preferences=LISTS[s])
            for s in "xy"
        ),
    )


def kept(whole):
    found = find_candidates(whole)
    pairs = zip(found.request.tolist(), found.supporter.tolist(), strict=True)
    return {f"{'abc'[r]}{'xy'[s]}" for r, s in pairs}


@pytest.mark.parametrize(
    ("of", "pairs"),
    [
        ("both", {"ax", "by", "cx", "cy"}),
        ("request", {"ax", "bx", "by", "cx", "cy"}),
        ("supporter", {"ax", "ay", "by", "cx", "cy"}),
    ],
)
def test_only_whom_the_lists_that_count_name(of, pairs):
    whole = round_of(of)
    assert kept(whole) == pairs
    by_checker = {
        r.id + s.id
        for r in whole.requests
        for s in whole.supporters
        if not broken_rules(whole, r, s)
    }
    assert by_checker == pairs


def test_whose_list_leaves_the_other_out():
    whole = round_of("both")
    evidence = pair_rule("named").evidence

    def said(request, supporter, of="both"):
        pair = whole.request(request), whole.supporter(supporter)
        return evidence(Named(of=of), whole, *pair).value

    assert said("a", "y") == ("request",)
    assert said("b", "x") == ("supporter",)
    assert said("b", "x", of="request") == ()
    assert said("c", "x") == ()


def test_whoever_is_out_of_the_round_by_now_is_passed_over():
    whole = round_of("both")
    left = whole.replace(supporters=whole.supporters[1:])
    found = find_candidates(left)
    assert [whole.requests[r].id for r in found.request] == ["b", "c"]
