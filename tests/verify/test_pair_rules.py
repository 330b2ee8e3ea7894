"""Every rule about a pair: it holds, it is broken, and the edge between."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from matchmaker.domain.decisions import Conflict, Forbid
from matchmaker.domain.given import GivenPairs
from matchmaker.domain.inspection import Inspection
from matchmaker.domain.rules import (
    Checks,
    DeliveryMode,
    Employer,
    Experience,
    Forbidden,
    HoldsRole,
    LeadershipHeld,
    NoConflict,
    OwnGroup,
    OwnSetting,
    Phase,
    PriorityTest,
    Qualification,
    Region,
    SettingType,
    Training,
    Travel,
    Window,
)
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.geo import distance_metres, travel_minutes
from matchmaker.verify import broken_rules

START, END = date(2022, 4, 25), date(2022, 7, 22)


def test_role_must_be_held(small):
    assert small.broken(HoldsRole(), supporter={"roles": ("mentor", "expert")}) is None
    sentence = small.broken(HoldsRole(), supporter={"roles": ("mentor", "area_lead")})
    assert sentence == "holds the roles mentor, area_lead, not expert"


@pytest.mark.parametrize(
    ("setting_type", "sentence"),
    [
        ("preschool", None),
        ("childminder", "the setting's type is childminder, served are preschool, mns"),
        (None, "the setting's type is not known, served are preschool, mns"),
    ],
)
def test_setting_type_must_be_served(small, setting_type, sentence):
    rule = SettingType(allowed=("preschool", "mns"))
    assert small.broken(rule, setting={"setting_type": setting_type}) == sentence


TEST_OF_NEED = PriorityTest(
    judgements=("inadequate", "not met"),
    within_years=3,
    eypp_percent=20,
    send_percent=15,
    disadvantaged_twos=5,
)


@pytest.mark.parametrize(
    ("need", "holds"),
    [
        ({}, False),
        ({"eypp_percent": 20}, True),
        ({"eypp_percent": 19}, False),
        ({"send_percent": 15}, True),
        ({"send_percent": 14}, False),
        ({"disadvantaged_twos": 5}, True),
        ({"disadvantaged_twos": 4}, False),
        ({"override_reason": "agreed by the council"}, True),
        ({"override_reason": ""}, False),
    ],
)
def test_priority_test_takes_any_one_test_at_its_threshold(small, need, holds):
    assert (small.broken(TEST_OF_NEED, setting=need) is None) is holds


@pytest.mark.parametrize(
    ("judgement", "judged_on", "holds"),
    [
        ("inadequate", date(2019, 4, 25), True),
        ("inadequate", date(2019, 4, 24), False),
        ("inadequate", date(2022, 4, 26), True),
        ("inadequate", None, False),
        ("good", date(2021, 1, 1), False),
    ],
)
def test_priority_test_counts_poor_judgements_of_three_years(
    small, judgement, judged_on, holds
):
    worst = {"worst_judgement": judgement, "worst_judged_on": judged_on}
    latest = Inspection(framework="ofsted", judgement=judgement, inspected_on=judged_on)
    assert (small.broken(TEST_OF_NEED, setting=worst) is None) is holds
    assert (small.broken(TEST_OF_NEED, setting={"inspection": latest}) is None) is holds


def test_priority_test_from_29_february_reaches_back_to_the_28th(small):
    leap = {"start": date(2024, 2, 29)}
    inside = {"worst_judgement": "not met", "worst_judged_on": date(2021, 2, 28)}
    outside = {"worst_judgement": "not met", "worst_judged_on": date(2021, 2, 27)}
    assert small.broken(TEST_OF_NEED, setting=inside, request=leap) is None
    assert small.broken(TEST_OF_NEED, setting=outside, request=leap) is not None


def test_priority_test_with_an_open_start_takes_any_day(small):
    old = {"worst_judgement": "not met", "worst_judged_on": date(1999, 1, 1)}
    assert small.broken(TEST_OF_NEED, setting=old, request={"start": None}) is None


def test_priority_test_says_what_was_found_and_needed(small):
    sentence = small.broken(TEST_OF_NEED, setting={"eypp_percent": 19})
    assert sentence == (
        "the setting has no poor judgement within 3 years, 19% with pupil premium "
        "(needs 20%), unknown% with special needs (needs 15%), unknown funded "
        "two-year-olds (needs 5) and no recorded override"
    )


@pytest.mark.parametrize(
    ("years", "sentence"),
    [
        (3, None),
        (2, "has 2 years of experience, needs 3"),
        (None, "has unknown years of experience, needs 3"),
    ],
)
def test_experience_is_enough_at_the_limit(small, years, sentence):
    rule = Experience(years=3)
    assert small.broken(rule, supporter={"experience_years": years}) == sentence


@pytest.mark.parametrize(
    ("level", "sentence"),
    [
        (6, None),
        (5, "is qualified to level 5, needs level 6"),
        (None, "is qualified to an unknown level, needs level 6"),
    ],
)
def test_qualification_will_do_at_the_level(small, level, sentence):
    rule = Qualification(level=6)
    assert small.broken(rule, supporter={"qualification_level": level}) == sentence


EMPLOYER = Employer(
    accepts={"ofsted": ("outstanding", "good"), "report card": ("expected standard",)},
    without_judgement=("university",),
)


def judged(judgement, framework="ofsted", safeguarding_met=None):
    return Inspection(
        framework=framework, judgement=judgement, safeguarding_met=safeguarding_met
    )


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        ({"employer_inspection": judged("good")}, None),
        (
            {"employer_inspection": judged("requires improvement")},
            "works for an employer judged requires improvement (ofsted), accepted are "
            "outstanding, good",
        ),
        (
            {"employer_inspection": judged("expected standard", "report card", False)},
            "works for an employer judged expected standard (report card) with "
            "safeguarding not met, accepted are expected standard",
        ),
        (
            {"employer_inspection": judged("good", "independent")},
            "works for an employer judged good (independent), accepted are none",
        ),
        ({}, "works for an employer whose inspection outcome is not known"),
        ({"employer_kind": "university"}, None),
        (
            {"employer_kind": "local authority"},
            "works for an employer whose inspection outcome is not known",
        ),
    ],
)
def test_employer_must_be_well_judged_or_need_no_judgement(small, record, sentence):
    assert small.broken(EMPLOYER, supporter=record) == sentence


@pytest.mark.parametrize(("judgement", "holds"), [("good", True), ("met", False)])
def test_employer_on_record_is_judged_as_the_setting_is(small, judgement, holds):
    setting = {"inspection": judged(judgement)}
    works_there = {"employer": "nursery"}
    sentence = small.broken(EMPLOYER, setting=setting, supporter=works_there)
    assert (sentence is None) is holds
    elsewhere = {"employer": "unknown place"}
    assert small.broken(EMPLOYER, setting=setting, supporter=elsewhere) is not None


def test_employers_outcome_on_the_supporters_record_counts_first(small):
    poor = {"inspection": judged("inadequate")}
    works_there = {"employer": "nursery", "employer_inspection": judged("good")}
    assert small.broken(EMPLOYER, setting=poor, supporter=works_there) is None


@pytest.mark.parametrize(
    ("role", "held", "sentence"),
    [
        ("expert", "leading", None),
        ("expert", "supervising", "has leadership supervising, needs leading"),
        ("expert", None, "has leadership unknown, needs leading"),
        ("mentor", None, None),
    ],
)
def test_leadership_is_asked_for_by_role(small, role, held, sentence):
    rule = LeadershipHeld(needs={"expert": "leading"})
    found = small.broken(rule, request={"role": role}, supporter={"leadership": held})
    assert found == sentence


def test_more_leadership_than_needed_will_do(small):
    rule = LeadershipHeld(needs={"expert": "supervising"})
    assert small.broken(rule, supporter={"leadership": "leading"}) is None
    assert small.broken(rule, supporter={"leadership": "supervising"}) is None
    assert small.broken(rule, supporter={"leadership": "none"}) is not None


@pytest.mark.parametrize(
    ("trained_on", "start", "sentence"),
    [
        (START, START, None),
        (
            date(2022, 4, 26),
            START,
            "completes the training on 2022-04-26, support starts on 2022-04-25",
        ),
        (None, START, "has not completed the training"),
        (date(2030, 1, 1), None, None),
        (None, None, "has not completed the training"),
    ],
)
def test_training_is_complete_by_the_first_day(small, trained_on, start, sentence):
    found = small.broken(
        Training(), request={"start": start}, supporter={"trained_on": trained_on}
    )
    assert found == sentence


@pytest.mark.parametrize(
    ("suitability", "role", "sentence"),
    [
        ("clear", "expert", None),
        ("unknown", "expert", "has checks unknown, face-to-face support needs clear"),
        ("unknown", "mentor", None),
        ("barred", "mentor", "is barred"),
    ],
)
def test_checks_must_be_clear_on_site(small, suitability, role, sentence):
    found = small.broken(
        Checks(clear_for=("face-to-face",)),
        request={"role": role},
        supporter={"suitability": suitability},
    )
    assert found == sentence


def test_own_setting_is_out(small):
    assert small.broken(OwnSetting(), supporter={"employer": "other"}) is None
    sentence = small.broken(OwnSetting(), supporter={"employer": "nursery"})
    assert sentence == "works at nursery"


@pytest.mark.parametrize(
    ("group", "works_for", "sentence"),
    [
        ("Oaks", "Elms", None),
        ("Oaks", "Oaks", "works for Oaks, to which the setting belongs"),
        (None, None, None),
        (None, "Oaks", None),
    ],
)
def test_own_group_is_out(small, group, works_for, sentence):
    found = small.broken(
        OwnGroup(), setting={"group": group}, supporter={"employer_group": works_for}
    )
    assert found == sentence


def test_own_group_is_known_from_the_employer_on_record(small):
    settings = (
        Setting(id="nursery", group="Oaks"),
        Setting(id="sister", group="Oaks"),
        Setting(id="stranger", group="Elms"),
    )
    at_sister, at_stranger = {"employer": "sister"}, {"employer": "stranger"}
    assert small.broken(OwnGroup(), settings=settings, supporter=at_sister) is not None
    assert small.broken(OwnGroup(), settings=settings, supporter=at_stranger) is None


def conflict(**fields):
    return (Conflict(**({"supporter": "ada", "party": "nursery"} | fields)),)


@pytest.mark.parametrize(
    ("fields", "holds"),
    [
        ({}, False),
        ({"party": "Oaks"}, False),
        ({"party": "Elms"}, True),
        ({"since": END}, False),
        ({"since": date(2022, 7, 23)}, True),
        ({"until": START}, False),
        ({"until": date(2022, 4, 24)}, True),
        ({"kind": "employment", "until": date(2019, 4, 25)}, False),
        ({"kind": "employment", "until": date(2019, 4, 24)}, True),
        ({"kind": "relationship", "until": date(2022, 4, 24)}, True),
        ({"kind": "employment", "until": date(9999, 12, 31)}, False),
    ],
)
def test_conflict_counts_if_it_holds_on_any_day_of_the_support(small, fields, holds):
    sentence = small.broken(
        NoConflict(employment_years=3),
        setting={"group": "Oaks"},
        conflicts=conflict(**fields),
    )
    assert (sentence is None) is holds


def test_conflict_of_somebody_else_is_no_matter(small):
    ada, ben = (Supporter(id=name, roles=("expert",), capacity=1) for name in "ab")
    sentence = small.broken(
        NoConflict(), supporters=(ada, ben), conflicts=conflict(supporter="b")
    )
    assert sentence is None


def test_conflict_meets_support_without_dates(small):
    forever = {"start": None, "end": None}
    past = conflict(since=date(1990, 1, 1), until=date(1991, 1, 1))
    assert small.broken(NoConflict(), request=forever, conflicts=past) == (
        "has a conflict (interest) with nursery until 1991-01-01"
    )


def test_conflict_sentence_counts_the_years_after_employment(small):
    left = conflict(kind="employment", until=date(2020, 2, 29))
    assert small.broken(NoConflict(employment_years=3), conflicts=left) == (
        "has a conflict (employment) with nursery until 2023-02-28"
    )


@pytest.mark.parametrize(
    ("window", "sentence"),
    [
        ({}, None),
        ({"available_from": START, "available_to": END}, None),
        (
            {"available_from": date(2022, 4, 26)},
            "is available from 2022-04-26, support starts on 2022-04-25",
        ),
        (
            {"available_to": date(2022, 7, 21)},
            "is available to 2022-07-21, support ends on 2022-07-22",
        ),
    ],
)
def test_window_holds_from_the_first_to_the_last_day(small, window, sentence):
    assert small.broken(Window(), supporter=window) == sentence


def test_window_is_no_matter_where_the_support_has_no_dates(small):
    window = {"available_from": END, "available_to": START}
    no_dates = {"start": None, "end": None}
    assert small.broken(Window(), request=no_dates, supporter=window) is None


@pytest.mark.parametrize(
    ("region", "regions", "sentence"),
    [
        ("London", (), None),
        ("South East", ("London",), None),
        (
            "South East",
            ("North East",),
            "works in South East, North East, the setting is in London",
        ),
        (None, (), "works in no known region, the setting is in London"),
    ],
)
def test_region_must_be_one_in_which_the_supporter_works(
    small, region, regions, sentence
):
    works_in = {"region": region, "regions": regions}
    assert small.broken(Region(), supporter=works_in) == sentence


def test_region_that_is_unknown_is_nobodys(small):
    nowhere = {"region": None}
    assert small.broken(Region(), setting=nowhere, supporter=nowhere) == (
        "the setting's region is not known"
    )


def test_region_is_asked_of_roles_that_require_it_only(small):
    far = {"region": "North East"}
    assert small.broken(Region(), request={"role": "mentor"}, supporter=far) is None


@pytest.mark.parametrize(
    ("wanted", "offered", "sentence"),
    [
        (None, "face-to-face", None),
        (None, "virtual", "works virtual, wanted is face-to-face"),
        ("virtual", "virtual", None),
        ("virtual", "face-to-face", "works face-to-face, wanted is virtual"),
        ("either", "virtual", None),
        ("virtual", "either", None),
        ("virtual", None, None),
    ],
)
def test_mode_fails_only_where_both_sides_insist(small, wanted, offered, sentence):
    found = small.broken(
        DeliveryMode(), request={"mode": wanted}, supporter={"mode": offered}
    )
    assert found == sentence


@pytest.mark.parametrize(
    ("phase", "phases", "sentence"),
    [
        ("primary", ("primary", "early years"), None),
        ("primary", ("early years",), "works in early years, asked for is primary"),
        ("primary", (), None),
        (None, ("early years",), None),
    ],
)
def test_phase_must_be_one_worked_in_where_any_is_named(small, phase, phases, sentence):
    found = small.broken(
        Phase(), request={"phase": phase}, supporter={"phases": phases}
    )
    assert found == sentence


@pytest.mark.parametrize(
    ("minutes", "own_limit", "sentence"),
    [
        (60, None, None),
        (61, None, "travels 61 minutes, limit 60"),
        (45, 45, None),
        (46, 45, "travels 46 minutes, limit 45"),
        (61, 90, "travels 61 minutes, limit 60"),
        (0, None, None),
    ],
)
def test_travel_is_within_both_limits(small, minutes, own_limit, sentence):
    found = small.broken(
        Travel(limit_minutes=60),
        supporter={"travel_limit": own_limit},
        travel={("nursery", "ada"): minutes},
    )
    assert found == sentence


def test_travel_by_the_model_where_the_round_has_no_figure(small):
    here = {"easting": 530_000, "northing": 180_000}
    there = {"easting": 545_000, "northing": 180_000}
    minutes = int(travel_minutes(distance_metres(530_000, 180_000, 545_000, 180_000)))
    places = {"setting": here, "supporter": there}
    assert small.broken(Travel(limit_minutes=minutes), **places) is None
    assert small.broken(Travel(limit_minutes=minutes - 1), **places) == (
        f"travels {minutes} minutes, limit {minutes - 1}"
    )


@pytest.mark.parametrize("unplaced", ["setting", "supporter"])
def test_travel_to_or_from_the_unknown_is_too_far(small, unplaced):
    places = {who: {"easting": 0, "northing": 0} for who in ("setting", "supporter")}
    del places[unplaced]
    assert small.broken(Travel(limit_minutes=60), **places) == (
        "travels an unknown time, limit 60"
    )


def test_virtual_support_may_come_from_anywhere(small):
    far = {("nursery", "ada"): 500}
    rule = Travel(limit_minutes=60)
    assert small.broken(rule, request={"role": "mentor"}, travel=far) is None
    on_site = {"role": "mentor", "mode": "face-to-face"}
    assert small.broken(rule, request=on_site, travel=far) is not None


def test_forbidden_pairs_are_out(small):
    ruled_out = (Forbid(request="help", supporter="ada"),)
    assert small.broken(Forbidden()) is None
    assert small.broken(Forbidden(), forbids=ruled_out) == (
        "the pair was ruled out by a person"
    )


def pairs(*listed):
    columns = np.array(listed).T
    return GivenPairs(*(columns[i] for i in range(4)))


@pytest.mark.parametrize(("supporter", "holds"), [(0, True), (1, False), (2, True)])
def test_pairs_that_are_not_given_are_out(small, supporter, holds):
    made = small.round(
        requests=(
            small.round(request={"id": "a"}).requests[0],
            small.round(request={"id": "b"}).requests[0],
        ),
        supporters=tuple(
            Supporter(id=name, roles=("expert",), capacity=1) for name in "xyz"
        ),
        given=pairs((0, 1, 5, 1), (1, 0, 5, 1), (1, 2, 5, 1)),
    )
    found = broken_rules(made, made.requests[1], made.supporters[supporter])
    assert (found == ()) is holds


ABOUT_SETTINGS = [
    SettingType(allowed=("mns",)),
    TEST_OF_NEED,
    OwnSetting(),
    OwnGroup(),
    NoConflict(),
    Region(),
    Travel(limit_minutes=1),
]


@pytest.mark.parametrize("rule", ABOUT_SETTINGS, ids=lambda rule: rule.name)
def test_rules_about_settings_hold_where_there_is_none(small, rule):
    changes = {
        "setting": {"group": None, "region": None},
        "supporter": {"region": None},
        "conflicts": conflict(),
    }
    assert small.broken(rule, request={"setting": None}, **changes) is None


def test_a_rule_speaks_of_its_roles_only(small):
    rule = Experience(years=3, roles=("mentor",))
    assert small.broken(rule, request={"role": "mentor"}) is not None
    assert small.broken(rule, request={"role": "expert"}) is None


def test_broken_rules_are_named_in_the_programmes_order(small):
    made = small.round(
        Qualification(level=6),
        Experience(years=3),
        supporter={"roles": ()},
        forbids=(Forbid(request="help", supporter="ada"),),
    )
    found = broken_rules(made, made.requests[0], made.supporters[0])
    names = [name for name, _ in found]
    assert names == ["role", "qualification", "experience", "forbidden"]
