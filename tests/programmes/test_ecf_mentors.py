"""
Programme D, `ecf-mentors`, as it is shipped: each of its rules at its edge.

Eve asks at school S1, and Ada of S1 offers an hour a week. What changes is told cell
by cell, as somebody would type it.
"""

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner

from matchmaker.cli.app import app
from matchmaker.domain.plan import Plan
from matchmaker.pipeline import match
from matchmaker.reasons import warned_of
from matchmaker.report.tables.owners import owners_table, tells_of_owners
from matchmaker.verify import check

SCENARIO = Path(__file__).parents[2] / "scenarios" / "ecf-trust"

SCHOOL = {"id": "S1", "can_serve_induction": "yes"}
OTHER = {"id": "S2", "can_serve_induction": "yes"}
EVE = {"id": "eve", "setting": "S1", "induction_year": "year 1", "fte": "100"}
ADA = {
    "id": "ada",
    "employer": "S1",
    "capacity_hours": "1",
    "trn": "0123456",
    "finished_induction": "yes",
    "suitability": "clear",
}


@pytest.fixture
def read_one(read):
    """Eve, Ada and two schools, with some cells changed; further tables as they are."""

    def reading(*, ect=(), mentor=(), school=(), schools=(), **tables):
        return read(
            "ecf-mentors",
            schools=[SCHOOL | dict(school), OTHER, *schools],
            ects=[EVE | dict(ect)],
            mentors=[ADA | dict(mentor)],
            **tables,
        )

    return reading


CLOSED = {"schools": [{"id": "S0", "can_serve_induction": "yes", "successor": "S1"}]}
RULES = {
    # rule: (what holds, what breaks it, what just holds)
    "own_setting": (
        {},
        {"mentor": {"employer": "S2"}},
        {"ect": {"setting": "S0"}, **CLOSED},
    ),
    "differ:trn": (
        {},
        {"ect": {"trn": "0123456"}},
        {"ect": {"trn": "0123457"}},
    ),
    "answered:can_serve:setting": (
        {"school": {"can_serve_induction": "yes"}},
        {"school": {"can_serve_induction": "no"}},
        {"school": {"can_serve_induction": "Y"}},
    ),
    "answered:trn:supporter": (
        {"mentor": {"trn": "1234567"}},
        {"mentor": {"trn": ""}},
        {"mentor": {"trn": "0000001"}},
    ),
    "answered:finished:supporter": (
        {"mentor": {"finished_induction": "yes"}},
        {"mentor": {"finished_induction": "no"}},
        {"mentor": {"finished_induction": "true"}},
    ),
    "not_named:assessors:setting": (
        {"school": {"induction_tutors": "bea; cyd"}},
        {"school": {"induction_tutors": "bea; Ada"}},
        {"school": {"induction_tutors": "ada", "tutor_exception": "Two teachers"}},
    ),
    "checks": (
        {"mentor": {"suitability": "clear"}},
        {"mentor": {"suitability": "barred"}},
        {"mentor": {"suitability": "Clear"}},
    ),
    "conflict": (
        {},
        {"conflicts": [{"supporter": "ada", "party": "S1", "kind": "relationship"}]},
        {"conflicts": [{"supporter": "ada", "party": "S2", "kind": "relationship"}]},
    ),
    "window": (
        {"mentor": {"available_to": "31/12/2027"}},
        {"mentor": {"available_to": "30/04/2027"}, "ect": {"end": "01/05/2027"}},
        {"mentor": {"available_to": "01/05/2027"}, "ect": {"end": "01/05/2027"}},
    ),
    "overlap:slots": (
        {"ect": {"slots": "Mon P1; Tue P2"}, "mentor": {"slots": "Tue P2; Mon P1"}},
        {"ect": {"slots": "Mon P1; Tue P2"}, "mentor": {"slots": "Tue P1; Mon P2"}},
        {"ect": {"slots": "Mon P1; Tue P2"}, "mentor": {"slots": "tue p2"}},
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_about_two_people_at_its_edge(rule, read_one, paired, rules_between):
    holds, breaks, just = RULES[rule]
    assert paired(read_one(**holds)) == [("eve", "ada")]
    broken = read_one(**breaks)
    assert paired(broken) == []
    assert rules_between(broken, "eve", "ada") == [rule]
    assert paired(read_one(**just)) == [("eve", "ada")]


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"school": {"can_serve_induction": ""}}, "answered:can_serve:setting"),
        ({"mentor": {"finished_induction": ""}}, "answered:finished:supporter"),
        ({"mentor": {"suitability": "unknown"}}, "checks"),
        ({"mentor": {"suitability": ""}}, "checks"),
    ],
)
def test_what_is_not_known_is_never_taken_for_yes(cells, rule, read_one, rules_between):
    assert rules_between(read_one(**cells), "eve", "ada") == [rule]


def test_every_rule_of_the_programme_has_its_three_tests(read_one):
    coupling = {"at_once"}  # below, with the hours and the one mentor
    rules = {rule.key for rule in read_one().programme.rules}
    assert rules == RULES.keys() | coupling


@pytest.mark.parametrize(
    ("year", "fte", "minutes"),
    [
        ("year 1", "100", 60),  # an hour a week
        ("year 2", "100", 30),  # an hour a fortnight
        ("year 1", "60", 36),
        ("year 2", "50", 15),
        ("year 1", "", 60),
    ],
)
def test_hours_fit_to_the_minute(year, fte, minutes, read_one, paired):
    ect = {"induction_year": year, "fte": fte}
    for has, pairs in ((minutes + 30, 1), (minutes - 1, 0), (minutes, 1)):
        mentor = {"capacity_hours": "", "capacity_minutes": str(has)}
        assert len(paired(read_one(ect=ect, mentor=mentor))) == pairs


def several(read, count, mentors):
    """Several teachers of one school."""
    ects = [EVE | {"id": f"e{n}"} for n in range(count)]
    return read("ecf-mentors", schools=[SCHOOL], ects=ects, mentors=mentors)


def test_nobody_mentors_more_than_three_at_once(read, paired):
    ada = ADA | {"capacity_hours": "10"}
    for teachers, met in ((2, 2), (3, 3), (4, 3)):
        assert len(paired(several(read, teachers, [ada]))) == met


def test_who_leaves_makes_room_for_the_next_on_the_day_after(read, paired):
    ada = ADA | {"capacity_hours": "10"}
    early = [EVE | {"id": f"e{n}", "end": "31/12/2026"} for n in range(3)]
    for start, met in (("31/12/2026", 3), ("01/01/2027", 4)):
        ects = [*early, EVE | {"id": "e9", "start": start}]
        this = read("ecf-mentors", schools=[SCHOOL], ects=ects, mentors=[ada])
        assert len(paired(this)) == met


def test_a_teacher_has_one_mentor(read, paired):
    mentors = [ADA, ADA | {"id": "bea", "trn": "7654321"}]
    this = several(read, 1, mentors)
    (one,) = match(this).plan.pairings
    other = {"ada": "bea", "bea": "ada"}[one.supporter]
    second = one.model_copy(update={"supporter": other})
    both = Plan(pairings=(one, second))
    assert {fault.rule for fault in check(this, both)} >= {"demand"}
    assert len(paired(several(read, 2, mentors))) == 2


def test_points_of_a_pair_worked_out_by_hand(read_one):
    # Subjects: physics, ranked first of two, is met: 2 of 3 parts; and mathematics is
    # not offered, but kin to physics: half of 1 part. 2.5 of 3 parts of 250 is 208.
    # Key stages: 1 of 2, half of 200. Slots: 1 of 2, half of 150. Training started:
    # 7 tenths of 50. Two years of five: 2 fifths of 50.
    ect = {
        "subjects": "physics; maths",
        "key_stages": "ks3; ks4",
        "slots": "Mon P1; Tue P2",
    }
    mentor = {
        "subjects": "Physics",
        "key_stages": "ks4; ks5",
        "slots": "Tue P2",
        "mentor_training": "in progress",
        "mentoring_years": "2",
    }
    (pairing,) = match(read_one(ect=ect, mentor=mentor)).plan.pairings
    assert pairing.criteria == {
        "overlap:subjects": 208,
        "overlap:key_stages": 100,
        "overlap:slots": 75,
        "answer:training:supporter": 35,
        "not_named:line_manager:request": 25,
        "answer:mentoring_years:supporter": 20,
    }
    assert pairing.points == 463


@pytest.mark.parametrize(
    ("managers", "mentor"),
    [("ada", "bea"), ("BEA", "ada"), ("cyd; bea", "ada")],
)
def test_somebody_else_than_the_line_manager_is_better(managers, mentor, read):
    mentors = [ADA, ADA | {"id": "bea", "trn": "7654321"}]
    ects = [EVE | {"line_manager": managers}]
    this = read("ecf-mentors", schools=[SCHOOL], ects=ects, mentors=mentors)
    (pairing,) = match(this).plan.pairings
    assert pairing.supporter == mentor
    assert pairing.criteria["not_named:line_manager:request"] == 50


def test_a_line_manager_mentors_where_there_is_nobody_else(read_one):
    (pairing,) = match(read_one(ect={"line_manager": "ada"})).plan.pairings
    assert pairing.criteria["not_named:line_manager:request"] == 0


WARNED = {
    # warning: (what is told, what is not)
    "answered:qts:supporter": (
        {"mentor": {"qts": "no"}},
        [{"mentor": {"qts": "yes"}}, {"mentor": {"qts": ""}}],
    ),
    # 91 days before 1 July, and 90.
    "recent:confirmed:supporter": (
        {"mentor": {"capacity_confirmed_on": "01/04/2026"}},
        [
            {"mentor": {"capacity_confirmed_on": "02/04/2026"}},
            {"mentor": {"capacity_confirmed_on": ""}},
        ],
    ),
    "not_named:assessors:setting": (
        {"school": {"induction_tutors": "ada", "tutor_exception": "Two teachers"}},
        [{"school": {"induction_tutors": "bea", "tutor_exception": "Two teachers"}}],
    ),
}


@pytest.mark.parametrize("rule", WARNED)
def test_what_is_allowed_and_said(rule, read_one, paired):
    told, untold = WARNED[rule]
    assert [one.broken.rule for one in warned_of(match(read_one(**told)))] == [rule]
    for cells in untold:
        assert warned_of(match(read_one(**cells))) == ()
        assert paired(read_one(**cells)) == [("eve", "ada")]


def test_two_teachers_of_one_mentor_are_said(read):
    ada = ADA | {"capacity_hours": "10"}
    for teachers, told in ((1, []), (2, ["ada"]), (3, ["ada"])):
        solved = match(several(read, teachers, [ada]))
        assert [one.party for one in warned_of(solved)] == told


def test_every_warning_of_the_programme_is_tried(read_one):
    keys = {rule.key for rule in read_one().programme.warnings}
    assert keys == WARNED.keys() | {"at_once"}


MUSICIAN = EVE | {"subjects": "music"}
BEA = ADA | {"id": "bea", "trn": "7654321", "subjects": "music"}
STARTED = [{"request": "eve", "supporter": "ada", "state": "started"}]


def test_year_two_stays_with_its_mentor_though_another_would_suit_better(read, paired):
    tables = {"schools": [SCHOOL], "ects": [MUSICIAN], "mentors": [ADA, BEA]}
    assert paired(read("ecf-mentors", **tables)) == [("eve", "bea")]
    assert paired(read("ecf-mentors", **tables, before=STARTED)) == [("eve", "ada")]


def test_but_nobody_goes_without_a_mentor_for_it(read, paired):
    # Only Ada can mentor Fay, who can only meet her on Mondays.
    fay = EVE | {"id": "fay", "slots": "Mon P1"}
    mentors = [ADA | {"slots": "Mon P1; Tue P2"}, BEA | {"slots": "Tue P2"}]
    eve = EVE | {"slots": "Tue P2"}
    this = read(
        "ecf-mentors",
        schools=[SCHOOL],
        ects=[eve, fay],
        mentors=mentors,
        before=STARTED,
    )
    assert paired(this) == [("eve", "bea"), ("fay", "ada")]


def test_a_mentor_who_left_does_not_stay(read_one, paired):
    this = read_one(mentor={"employer": "S2"}, before=STARTED)
    assert paired(this) == []


TRUST = {
    "schools": [SCHOOL | {"group": "Oak Trust"}, OTHER | {"group": "Oak Trust"}],
    "ects": [EVE, EVE | {"id": "fay", "setting": "S2", "slots": "Mon P1"}],
    "pins": [{"request": "eve", "supporter": "ada"}],  # which leaves Gil with time
}
GIL = ADA | {"id": "gil", "trn": "7654321"}


def owners(this):
    table = owners_table(match(this))
    return [row[1:2] + row[3:] for row in table.rows]


def test_a_trust_sees_which_school_is_short_and_who_could_help(read):
    this = read("ecf-mentors", **TRUST, mentors=[ADA, GIL])
    whole, here, there = owners(this)
    assert whole == (None, 2, 1, 1, 1, None)
    assert here == ("S1", 1, 0, 0, 1, None)
    assert there == ("S2", 1, 1, 1, 0, "gil: 1 left")


@pytest.mark.parametrize(
    "cells",
    [
        {"capacity_hours": "0.98"},  # not quite an hour left
        {"slots": "Tue P1"},  # not when Fay can
        {"suitability": "unknown"},
    ],
)
def test_who_could_not_help_is_not_named(cells, read):
    this = read("ecf-mentors", **TRUST, mentors=[ADA, GIL | cells])
    assert owners(this)[2][5] is None


def test_schools_without_a_trust_have_no_such_table(read_one):
    assert not tells_of_owners(read_one())


def run(*words):
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def accounted(tmp_path_factory):
    """The scenario's plan, and its accounts."""
    folder = tmp_path_factory.mktemp("ecf")
    run("run", SCENARIO, "-o", folder / "out")
    said = run("accounts", folder / "out", "-o", folder / "accounts")
    return folder / "accounts", said


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_mentor_who_has_not_begun_trains_at_the_rates_of_the_round(accounted):
    """Jo began in 2024; Wes takes over in 2026 and has not trained before."""
    out, said = accounted
    pence = {}
    for line in rows(out / "lines.csv"):
        if line["Person"] in ("E302", "M302"):
            amounts = pence.setdefault(line["Person"], [])
            amounts.append(round(100 * float(line["Amount (£)"])))
            assert line["Status"] == "planned"
    # 1,200 off timetable and 900 for mentoring; 144.34 and 577.34 of training.
    assert pence == {"E302": [120_000, 90_000], "M302": [14_434, 57_734]}
    assert "To pay now: £0.00." in said


def test_a_ledger_says_that_a_mentor_trains_since_the_teacher_began(tmp_path):
    """Then both are of the first cohorts: 3,676.10 together."""
    run("run", SCENARIO, "-o", tmp_path / "out")
    ledger = tmp_path / "ledger"
    ledger.mkdir()
    (ledger / "mentors.csv").write_text("mentor,training_from\nM302,01/09/2024\n")
    run("accounts", tmp_path / "out", "--ledger", ledger, "-o", tmp_path / "made")
    pence = [
        round(100 * float(line["Amount (£)"]))
        for line in rows(tmp_path / "made" / "lines.csv")
        if line["Person"] in ("E302", "M302")
    ]
    # 1,200 off timetable, 900 for mentoring, and 1,576.10 of training in two halves.
    assert sorted(pence) == [78_805, 78_805, 90_000, 120_000]
    assert sum(pence) == 367_610


def test_every_pair_has_a_plan_of_meetings_by_term(accounted):
    out, _ = accounted
    hours = {}
    for row in rows(out / "timetable.csv"):
        if row["For"] == "pair":
            hours.setdefault(row["Person"], []).append(float(row["Hours"]))
    # 14, 12 and 13 weeks in the first year; every second week of them in the next.
    assert hours["E101"] == [14, 12, 13, 7, 6, 7]
    assert len(hours) == 10
    # Half a week takes four years: half-hours in 78 weeks, then in half of 78.
    assert len(hours["E302"]) == 12
    assert sum(hours["E302"]) == 39 + 19.5


def test_the_scenario_tells_its_trust_who_could_help(accounted):
    out, _ = accounted
    (row,) = [r for r in rows(out.parent / "out" / "owners.csv") if r["School"] == "S2"]
    assert row["Short (hours)"] == "1"
    assert row["Could help, but for working at another school"] == (
        "Ruth Calder (M105): 3 left"
    )


def test_two_who_have_one_time_with_one_mentor_are_reported(accounted):
    out, said = accounted
    (clash,) = rows(out / "clashes.csv")
    assert (clash["Person"], clash["What"]) == (
        "M101",
        "none of Tue P1 is left for E105",
    )
    assert "1 clash:" in said
