"""Every rule about people and their answers: it holds, it is broken, and the edge."""

from __future__ import annotations

from datetime import date

import pytest

from matchmaker.domain.rules import (
    Answered,
    Differ,
    Employed,
    LevelAbove,
    NotNamed,
    NotSelf,
    Overlap,
    OwnSetting,
    Recent,
)
from matchmaker.domain.setting import Setting

FIELDS = {
    name: {"title": name.title(), "kind": kind, "words": words}
    | {"request": {}, "setting": {}, "supporter": {}}
    for name, kind, words in (
        ("languages", "list", {}),
        ("times", "half-days", {}),
        ("stage", "level", {"trainee": (), "teacher": (), "leader": (), "head": ()}),
        ("years", "number", {}),
        ("consent", "yes or no", {}),
        ("trained", "date", {}),
        ("tutor", "list", {}),
        ("exception", "text", {}),
        ("one_person", "yes or no", {}),
    )
}


@pytest.fixture
def said(small):
    """What a pair breaks of a rule, by what request, supporter and setting answer."""

    def ask(rule, asked=None, held=None, place=None, **changes):
        given = {"request": asked, "supporter": held, "setting": place}
        for side, answers in given.items():
            fields = {name: _value(answer) for name, answer in (answers or {}).items()}
            changes[side] = {"fields": fields} | changes.get(side, {})
        return small.broken(rule, programme={"field": FIELDS}, **changes)

    return ask


def _value(answer):
    """One word as a tuple of words."""
    return (answer,) if isinstance(answer, str) else answer


@pytest.mark.parametrize(
    ("asked", "held", "sentence"),
    [
        (("Urdu", "Welsh"), ("Polish", "Urdu"), None),
        (("key stage 2",), ("Key-Stage 2",), None),
        (("Urdu",), ("Polish", "Welsh"), "languages is Polish, Welsh, asked for is Urdu"),
        (("Urdu",), (), None),
        ((), ("Urdu",), None),
    ],
)  # fmt: skip
def test_overlap_wants_one_word_in_common(said, asked, held, sentence):
    rule = Overlap(field="languages")
    assert said(rule, {"languages": asked}, {"languages": held}) == sentence


def test_overlap_takes_a_word_of_the_same_family(said):
    families = {"science": ("physics", "Biology"), "life": ("biology", "sport")}
    rule = Overlap(field="languages", families=families)
    near = {"languages": ("BIOLOGY",)}
    assert said(rule, {"languages": "physics"}, near) is None
    assert said(rule, {"languages": "sport"}, near) is None
    # Physics and sport are each of one family with biology, not with each other.
    assert said(rule, {"languages": "sport"}, {"languages": "physics"}) is not None
    # The name of a family is no word of it.
    assert said(rule, {"languages": "science"}, {"languages": "physics"}) is not None


def test_overlap_may_turn_away_who_is_silent(said):
    rule = Overlap(field="languages", silent="fails")
    both = {"languages": "Urdu"}
    assert said(rule, both, both) is None
    assert said(rule, both) == "the supporter gave no answer to languages"
    assert said(rule, {}, both) == "the request gave no answer to languages"


def test_overlap_of_half_days_is_a_time_in_common(said):
    rule = Overlap(field="times")
    asked = {"times": ("mon-am", "tue-pm")}
    assert said(rule, asked, {"times": ("tue-pm",)}) is None
    assert said(rule, asked, {"times": ("tue-am", "mon-pm")}) is not None


@pytest.mark.parametrize(
    ("asked", "held", "sentence"),
    [
        ("Hill School", "Mill School", None),
        ("St Mary's", "St. Marys", "languages is St. Marys on both sides"),
        ("Hill School", "Hill School Annexe", None),
        ((), "Hill School", None),
        ("Hill School", (), None),
        ((), (), None),
    ],
)
def test_differ_wants_no_word_in_common(said, asked, held, sentence):
    rule = Differ(field="languages")
    assert said(rule, {"languages": asked}, {"languages": held}) == sentence


@pytest.mark.parametrize(
    ("least", "most", "held", "sentence"),
    [
        (1, None, "leader", None),
        (1, None, "teacher", "stage is 0 above, at least 1 needed"),
        (1, None, "trainee", "stage is -1 above, at least 1 needed"),
        (0, None, "teacher", None),
        (-1, None, "trainee", None),
        (2, None, "head", None),
        (1, 1, "leader", None),
        (1, 1, "head", "stage is 2 above, at most 1 allowed"),
    ],
)
def test_level_is_above_within_its_limits(said, least, most, held, sentence):
    rule = LevelAbove(field="stage", least=least, most=most)
    assert said(rule, {"stage": "teacher"}, {"stage": held}) == sentence


def test_level_compares_numbers_as_they_are(said):
    rule = LevelAbove(field="years", least=3)
    assert said(rule, {"years": 0}, {"years": 3}) is None
    assert said(rule, {"years": 0}, {"years": 2}) is not None


def test_level_turns_the_silent_away_unless_it_says_not(said):
    level, unknown = (
        {"stage": "head"},
        "stage is not known of both, at least 1 above needed",
    )
    assert said(LevelAbove(field="stage"), {}, level) == unknown
    assert said(LevelAbove(field="stage"), {"stage": "trainee"}) == unknown
    assert said(LevelAbove(field="stage", silent="passes"), {}, level) is None


@pytest.mark.parametrize(
    ("field", "wish", "answer", "sentence"),
    [
        ("consent", {}, True, None),
        ("consent", {}, False, "the supporter's consent is no"),
        ("consent", {}, None, "the supporter's consent has no answer"),
        ("languages", {}, ("Urdu",), None),
        ("languages", {}, (), "the supporter's languages has no answer"),
        ("languages", {"one_of": ("urdu", "Welsh")}, ("Polish", "Urdu"), None),
        ("languages", {"one_of": ("Urdu", "Welsh")}, ("Polish",), "the supporter's languages is Polish, needed is Urdu or Welsh"),
        ("years", {"least": 2, "most": 5}, 2, None),
        ("years", {"least": 2, "most": 5}, 5, None),
        ("years", {"least": 2, "most": 5}, 1, "the supporter's years is 1, at least 2 needed"),
        ("years", {"least": 2, "most": 5}, 6, "the supporter's years is 6, at most 5 allowed"),
        ("years", {}, 0, None),
        ("trained", {}, date(2020, 1, 7), None),
        ("trained", {}, None, "the supporter's trained has no answer"),
    ],
)  # fmt: skip
def test_answered_wants_a_fitting_answer(said, field, wish, answer, sentence):
    rule = Answered(field=field, of="supporter", **wish)
    held = {} if answer is None else {field: answer}
    assert said(rule, held=held) == sentence


@pytest.mark.parametrize("of", ["request", "setting", "supporter"])
def test_answered_asks_the_side_that_it_names(said, of):
    rule = Answered(field="consent", of=of)
    sides = {"request": "asked", "setting": "place", "supporter": "held"}
    yes = {side: {"consent": True} for side in sides.values()}
    assert said(rule, **yes) is None
    assert said(rule, **(yes | {sides[of]: {"consent": False}})) == (
        f"the {of}'s consent is no"
    )


def test_answered_by_a_setting_needs_a_setting(said):
    rule = Answered(field="consent", of="setting")
    nowhere = {"setting": None}
    assert said(rule, request=nowhere) == "the setting's consent has no answer"


def test_answered_may_let_the_silent_through(said):
    rule = Answered(field="stage", of="supporter", one_of=("head",), silent="passes")
    assert said(rule) is None
    assert said(rule, held={"stage": "head"}) is None
    assert said(rule, held={"stage": "leader"}) is not None


def test_not_named_keeps_apart_whom_the_request_names(said):
    rule = NotNamed(field="tutor")
    assert said(rule, {"tutor": ("bob", "adam")}) is None
    assert said(rule, {}) is None
    assert said(rule, {"tutor": ("bob", " ADA")}) == "the request's tutor names ada"
    # Whom the supporter names is another rule's business.
    assert said(rule, {}, {"tutor": ("nursery",)}) is None


def test_not_named_asks_the_side_that_it_names(said):
    named = {"tutor": ("ada",)}
    assert said(NotNamed(field="tutor", of="setting"), named) is None
    assert said(NotNamed(field="tutor", of="setting"), place=named) is not None
    by_supporter = NotNamed(field="tutor", of="supporter")
    assert said(by_supporter, held={"tutor": ("Nursery",)}) == (
        "the supporter's tutor names nursery"
    )
    nowhere = {"setting": None}
    assert said(by_supporter, held={"tutor": ("nursery",)}, request=nowhere) is None


def test_not_named_keeps_out_everybody_of_a_place_that_is_named(said):
    rule = NotNamed(field="tutor")
    at_the_sister = {"employer": "sister"}
    named = {"tutor": ("Sister", "hill school")}
    assert said(rule, named, supporter=at_the_sister) == (
        "the request's tutor names sister"
    )
    assert said(rule, named, supporter={"employer": "nursery"}) is None
    assert said(rule, named, supporter={"employer": None}) is None
    # A supporter names who asks, and no place where somebody works.
    by_supporter = NotNamed(field="tutor", of="supporter")
    assert said(by_supporter, held=named, supporter=at_the_sister) is None


def test_not_named_heeds_an_exception_on_record(said):
    rule = NotNamed(field="tutor", unless="exception")
    named = {"tutor": ("ada",)}
    assert said(rule, named) is not None
    assert said(rule, named | {"exception": "nobody else"}) is None
    # An exception of the other side is none.
    assert said(rule, named, {"exception": "nobody else"}) is not None
    yes_or_no = NotNamed(field="tutor", unless="one_person")
    assert said(yes_or_no, named | {"one_person": True}) is None
    assert said(yes_or_no, named | {"one_person": False}) is not None


def test_not_self_tells_people_by_their_ids(said):
    ada = {"settings": (Setting(id="ada"), Setting(id="adam"))}
    assert said(NotSelf(), request={"setting": "ada"}, **ada) == (
        "asks and offers as one person"
    )
    assert said(NotSelf(), request={"setting": "adam"}, **ada) is None
    assert said(NotSelf(), request={"setting": None}, **ada) is None


def test_employed_wants_a_setting_of_the_round(said):
    nowhere = "works at no setting of the round"
    assert said(Employed(), supporter={"employer": "nursery"}) is None
    assert said(Employed(), supporter={"employer": "Nursery"}) == nowhere
    assert said(Employed(), supporter={"employer": None}) == nowhere


@pytest.mark.parametrize(
    ("employer", "sentence"),
    [
        ("nursery", None),
        ("sister", "works at sister, only its own staff support nursery"),
        (None, "works at an unknown place, only its own staff support nursery"),
    ],
)
def test_own_setting_may_be_required(small, employer, sentence):
    rule = OwnSetting(own="required")
    assert small.broken(rule, supporter={"employer": employer}) == sentence
    assert small.broken(
        rule, supporter={"employer": employer}, request={"setting": None}
    )


@pytest.mark.parametrize(
    ("employer", "own_group", "holds"),
    [
        ("sister", None, True),
        ("stranger", None, False),
        ("stranger", "Oaks", True),
        (None, "Oaks", True),
        (None, None, False),
    ],
)
def test_own_setting_may_be_any_of_the_group(small, employer, own_group, holds):
    rule = OwnSetting(own="required", or_group=True)
    places = (
        Setting(id="nursery", group="Oaks"),
        Setting(id="sister", group="Oaks"),
        Setting(id="stranger", group="Elms"),
        Setting(id="alone"),
        Setting(id="alone too"),
    )
    who = {"employer": employer, "employer_group": own_group}
    assert (small.broken(rule, supporter=who, settings=places) is None) is holds
    # Two places without a group are not of one group.
    lonely = {"supporter": {"employer": "alone too"}, "request": {"setting": "alone"}}
    assert small.broken(rule, settings=places, **lonely) is not None


@pytest.mark.parametrize(
    ("held", "sentence"),
    [
        ({"trained": date(2021, 12, 1)}, None),
        (
            {"trained": date(2021, 11, 30)},
            "the supporter's trained is 2021-11-30, needed is 2021-12-01 or later",
        ),
        ({"trained": date(2030, 1, 1)}, None),
        ({}, None),
    ],
)
def test_a_date_is_recent_until_its_days_have_passed(said, held, sentence):
    # Today is 1 March 2022, the ninetieth day from 1 December.
    rule = Recent(field="trained", of="supporter", days=90)
    assert said(rule, {}, held) == sentence


def test_where_a_date_is_needed_none_will_not_do(said):
    rule = Recent(field="trained", of="request", days=90, silent="fails")
    assert said(rule) == "the request's trained has no date"
