"""Every criterion about a field: full marks, part of them, none, and missing."""

from __future__ import annotations

import pytest

from matchmaker.domain.criteria import (
    Answer,
    LevelGap,
    OtherThanNamed,
    OverlapShare,
    Wish,
)

FIELDS = {
    name: {"title": name.title(), "kind": kind, "words": words}
    | {"request": {}, "setting": {}, "supporter": {}}
    for name, kind, words in (
        ("topics", "list", {}),
        ("times", "half-days", {}),
        ("stage", "level", {"trainee": (), "teacher": (), "leader": ()}),
        ("years", "number", {}),
        ("trained", "yes or no", {}),
    )
}
NEUTRAL_AND_UNKNOWN = (500, 0)
"""Half of what a weight of 100 can earn, on no known value."""


@pytest.fixture
def earned(small):
    """Points of 1000 and confidence, by what request, supporter and setting answer."""

    def ask(criterion, asked=None, held=None, place=None):
        return small.points(
            criterion,
            request={"fields": asked or {}},
            supporter={"fields": held or {}},
            setting={"fields": place or {}},
            programme={"field": FIELDS},
        )

    return ask


@pytest.mark.parametrize(
    ("ranked", "asked", "held", "points"),
    [
        (False, ("ships", "maps"), ("Maps", "ships", "coins"), 1000),
        (False, ("ships", "maps", "coins"), ("maps",), 333),
        (False, ("ships", "Ships", "maps"), ("maps",), 500),
        # Ranked, three words count 3, 2 and 1: the second is 2 of 6.
        (True, ("ships", "maps", "coins"), ("maps",), 333),
        (True, ("ships", "maps", "coins"), ("ships",), 500),
        (True, ("ships", "maps", "coins"), ("clocks",), 0),
    ],
)
def test_overlap_is_the_share_of_what_is_asked_for(earned, ranked, asked, held, points):
    criterion = OverlapShare(field="topics", weight=100, ranked=ranked)
    assert earned(criterion, {"topics": asked}, {"topics": held}) == (points, 100)


def test_overlap_counts_kin_in_part(earned):
    families = {"afloat": ("ships", "Canoes"), "metal": ("coins", "ships")}
    criterion = OverlapShare(field="topics", weight=100, families=families, kin=300)
    near = {"topics": ("canoes",)}
    assert earned(criterion, {"topics": ("SHIPS",)}, near) == (300, 100)
    # The word itself counts in full, whatever else is near; kin of kin does not count.
    assert earned(criterion, {"topics": ("canoes",)}, near) == (1000, 100)
    assert earned(criterion, {"topics": ("coins",)}, near) == (0, 100)


def test_overlap_of_half_days(earned):
    criterion = OverlapShare(field="times", weight=100)
    asked = {"times": ("mon-am", "tue-am")}
    assert earned(criterion, asked, {"times": ("tue-am",)}) == (500, 100)


def test_overlap_without_an_answer_is_missing(earned):
    criterion = OverlapShare(field="topics", weight=100)
    some = {"topics": ("ships",)}
    assert earned(criterion, some, {}) == NEUTRAL_AND_UNKNOWN
    assert earned(criterion, {}, some) == NEUTRAL_AND_UNKNOWN


@pytest.mark.parametrize(
    ("asked", "held", "points"),
    [
        ("trainee", "teacher", 1000),
        ("trainee", "leader", 600),
        ("teacher", "teacher", 0),
    ],
)
def test_level_has_marks_by_levels_above(earned, asked, held, points):
    criterion = LevelGap(field="stage", weight=100, marks={1: 1000, 2: 600})
    sides = {"stage": (asked,)}, {"stage": (held,)}
    assert earned(criterion, *sides) == (points, 100)


def test_level_may_have_marks_for_below(earned):
    criterion = LevelGap(field="years", weight=100, marks={-2: 700})
    assert earned(criterion, {"years": 5}, {"years": 3}) == (700, 100)
    assert earned(criterion, {"years": 5}) == NEUTRAL_AND_UNKNOWN
    assert earned(criterion, {}, {"years": 5}) == NEUTRAL_AND_UNKNOWN


@pytest.mark.parametrize(
    ("years", "zero", "full", "points"),
    [
        (1, 1, 5, 0),
        (0, 1, 5, 0),
        (2, 1, 5, 250),
        (5, 1, 5, 1000),
        (9, 1, 5, 1000),
        # The other way round: the fewer, the better.
        (4, 4, 1, 0),
        (5, 4, 1, 0),
        (2, 4, 1, 667),
        (0, 4, 1, 1000),
    ],
)
def test_answer_in_numbers_earns_its_share(earned, years, zero, full, points):
    criterion = Answer(field="years", weight=100, zero=zero, full=full)
    assert earned(criterion, held={"years": years}) == (points, 100)


def test_answer_of_yes_or_no_earns_all_or_nothing(earned):
    criterion = Answer(field="trained", weight=100)
    assert earned(criterion, held={"trained": True}) == (1000, 100)
    assert earned(criterion, held={"trained": False}) == (0, 100)
    assert earned(criterion) == NEUTRAL_AND_UNKNOWN


def test_answer_in_words_earns_the_best_of_them(earned):
    criterion = Answer(field="topics", weight=100, marks={"Ships": 400, "maps": 900})
    assert earned(criterion, held={"topics": ("maps", "ships")}) == (900, 100)
    assert earned(criterion, held={"topics": ("SHIPS", "coins")}) == (400, 100)
    assert earned(criterion, held={"topics": ("coins",)}) == (0, 100)


@pytest.mark.parametrize("of", ["request", "setting", "supporter"])
def test_answer_is_that_of_the_side_named(earned, of):
    sides = {"request": "asked", "setting": "place", "supporter": "held"}
    criterion = Answer(field="trained", weight=100, of=of)
    assert earned(criterion, **{sides[of]: {"trained": True}}) == (1000, 100)
    others = {name: {"trained": True} for side, name in sides.items() if side != of}
    assert earned(criterion, **others) == NEUTRAL_AND_UNKNOWN


WISHES = {"common": {"alike": "times"}, "different": {"unlike": "times"}}


@pytest.mark.parametrize(
    ("wished", "theirs", "points"),
    [
        (("alike",), ("mon-am", "tue-am"), 1000),
        (("alike",), ("tue-am",), 0),
        (("unlike",), ("tue-am",), 1000),
        (("unlike",), ("mon-am",), 0),
        # Any of several wishes will do.
        (("Alike", "unlike"), ("tue-am",), 1000),
        (("something else", "alike"), ("tue-am",), 0),
    ],
)
def test_a_wish_is_granted_by_something_in_common_or_nothing(
    earned, wished, theirs, points
):
    criterion = Wish(field="topics", weight=100, **WISHES)
    asked = {"topics": wished, "times": ("mon-am",)}
    assert earned(criterion, asked, {"times": theirs}) == (points, 100)


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ({"times": ("mon-am",)}, {"times": ("mon-am",)}),
        ({"topics": ("alike",)}, {"times": ("mon-am",)}),
        ({"topics": ("alike",), "times": ("mon-am",)}, {}),
        ({"topics": ("what?",), "times": ("mon-am",)}, {"times": ("mon-am",)}),
    ],
)
def test_a_wish_about_which_nothing_is_known_is_missing(earned, asked, held):
    criterion = Wish(field="topics", weight=100, **WISHES)
    assert earned(criterion, asked, held) == NEUTRAL_AND_UNKNOWN


def test_somebody_else_than_named_earns_all_or_nothing(earned):
    criterion = OtherThanNamed(field="topics", weight=100)
    assert earned(criterion, {"topics": ("somebody", "nobody")}) == (1000, 100)
    assert earned(criterion, {"topics": ("somebody", "A-DA")}) == (0, 100)
    assert earned(criterion, {"topics": ("ada",)}) == (0, 100)
    assert earned(criterion) == NEUTRAL_AND_UNKNOWN
