"""Rows of rules about people: who would support each other, and whose schools differ."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from matchmaker.candidates import find_candidates
from matchmaker.domain.programme import Programme
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Contrast, NotEachOther
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.optimise.rules import contrast, not_each_other


def club(asking, offering, *, fields=None, **more) -> Round:
    """One request for each name in `asking`; every name in `offering` could take any."""
    programme = Programme.model_validate(
        {
            "name": "club",
            "title": "Club",
            "unit": "units",
            "asks": "people",
            "roles": {"friend": {"title": "Friend"}, "guide": {"title": "Guide"}},
            "field": fields or {},
            "criterion": [],
            "objective": [{"name": "coverage"}],
        }
    )
    places = dict.fromkeys(name for name in asking if name)
    known = {
        "settings": tuple(Setting(id=name) for name in places),
        "requests": tuple(
            Request(id=f"R{i}", setting=name, role="friend")
            for i, name in enumerate(asking)
        ),
        "supporters": tuple(
            Supporter(id=name, roles=("friend", "guide"), capacity=9)
            for name in offering
        ),
    }
    return Round(
        name="May", programme=programme, today=date(2026, 5, 1), **(known | more)
    )


def said(found, whole):
    """Each row as the pairs of which at most one may be."""
    candidates = find_candidates(whole)
    ids = [
        (
            whole.requests[candidates.request[pair]].id,
            whole.supporters[candidates.supporter[pair]].id,
        )
        for pair in range(len(candidates))
    ]
    assert found.upper.tolist() == [1] * len(found.names)
    assert set(found.coefficient.tolist()) <= {1}
    return [
        {ids[pair] for pair in found.pairs[a:b].tolist()}
        for a, b in pairwise(found.indptr.tolist())
    ]


def mutual(whole, rule=None):
    found = not_each_other.rows(rule or NotEachOther(), whole, find_candidates(whole))
    return said(found, whole), found.names


def test_two_people_who_both_ask_and_offer_get_a_row():
    rows, names = mutual(club(["ann", "bob"], ["ann", "bob"]))
    assert rows == [{("R0", "bob"), ("R1", "ann")}]
    assert names == ("ann and bob do not support each other",)


def test_chains_and_circles_of_three_need_no_more_than_the_twos():
    rows, _ = mutual(club(["ann", "bob", "cat"], ["ann", "bob", "cat"]))
    assert rows == [
        {("R0", "bob"), ("R1", "ann")},
        {("R0", "cat"), ("R2", "ann")},
        {("R1", "cat"), ("R2", "bob")},
    ]


def test_every_request_of_the_one_meets_every_request_of_the_other():
    rows, _ = mutual(club(["ann", "bob", "ann", "bob"], ["ann", "bob"]))
    assert len(rows) == 4
    assert {frozenset(row) for row in rows} == {
        frozenset({(mine, "bob"), (theirs, "ann")})
        for mine in ("R0", "R2")
        for theirs in ("R1", "R3")
    }


@pytest.mark.parametrize(
    ("asking", "offering"),
    [
        (["ann", "bob"], ["bob", "cat"]),
        (["ann", None], ["ann", "bob"]),
        (["ann"], ["ann"]),
        (["ann", "ann"], ["ann", "bob"]),
        ([], ["ann"]),
    ],
)
def test_nobody_else_gets_a_row(asking, offering):
    assert mutual(club(asking, offering)) == ([], ())


def test_a_rule_for_one_role_sees_that_role_only():
    whole = club(["ann", "bob"], ["ann", "bob"])
    guides = [whole.requests[0].model_copy(update={"role": "guide"}), whole.requests[1]]
    assert mutual(whole, NotEachOther(roles=("friend",)))[0] != []
    mixed = whole.replace(requests=tuple(guides))
    assert mutual(mixed, NotEachOther(roles=("friend",)))[0] == []
    assert mutual(mixed, NotEachOther())[0] != []


SCHOOL = {"title": "School", "kind": "choice", "setting": {}}
PLACES = {
    "hill": {"type": ("primary",), "area": ("town",)},
    "dale": {"type": ("primary",), "area": ("town",)},
    "glen": {"type": ("Primary ",), "area": ("TOWN",)},
    "moor": {"type": ("primary",), "area": ("country",)},
    "fen": {"type": ("primary",)},
    "weir": {"type": ("primary",)},
    "new": {},
    "newer": {},
}


def schools(rule, *employers):
    """Ann asks twice; P0, P1 ... work at these schools."""
    whole = club(["ann", "ann"], [], fields={"type": SCHOOL, "area": SCHOOL})
    return whole.replace(
        settings=(
            *whole.settings,
            *(Setting(id=name, fields=fields) for name, fields in PLACES.items()),
        ),
        supporters=tuple(
            Supporter(id=f"P{i}", roles=("friend",), capacity=9, employer=name)
            for i, name in enumerate(employers)
        ),
    )


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("hill", "dale", True),
        ("hill", "glen", True),
        ("hill", "moor", False),
        ("hill", "fen", False),
        ("fen", "weir", True),
        ("hill", "hill", True),
        ("new", "newer", False),
        ("new", "new", True),
        ("gone", "gone", True),
        ("gone", "new", False),
        (None, None, False),
    ],
)
def test_contrast_by_fields_is_a_difference_in_one_of_them(one, other, alike):
    rule = Contrast(by="fields", fields=("type", "area"))
    whole = schools(rule, one, other)
    rows = said(contrast.rows(rule, whole, find_candidates(whole)), whole)
    across = [row for row in rows if {who for _, who in row} == {"P0", "P1"}]
    assert bool(across) is alike


def test_contrast_by_fields_names_what_is_alike():
    rule = Contrast(by="fields", fields=("type", "area"))
    whole = schools(rule, "hill", "dale")
    found = contrast.rows(rule, whole, find_candidates(whole))
    assert found.names == (
        "ann gets at most one from places alike (type: primary; area: town)",
    )
