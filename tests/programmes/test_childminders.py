"""
Programme A2, `childminders`, as it is shipped: each of its rules at its edge.

Childminders C1, C2 and so on ask; T1 and T2 are mentors with room for one group each.
"""

import pytest

from matchmaker.pipeline import match
from matchmaker.reasons import warned_of


def childminder(number, **answers):
    usual = {"id": f"C{number}", "name": f"Person {number}", "consent": "yes"}
    usual |= {"local authority": "Lancashire", "children 0 to 5": "3"}
    return usual | {name.replace("_", " "): cell for name, cell in answers.items()}


def mentor(number, **answers):
    usual = {"id": f"T{number}", "name": f"Mentor {number}", "capacity hours": "24"}
    usual |= {"local authority": "Lancashire", "years in the sector": "3"}
    return usual | {name.replace("_", " "): cell for name, cell in answers.items()}


@pytest.fixture
def solved(read):
    """The plan for these childminders and mentors."""

    def reading(people, mentors):
        return match(read("childminders", childminders=people, mentors=mentors)).plan

    return reading


@pytest.fixture
def served(solved):
    """Whether one childminder gets one mentor, with these answers."""

    def pairs(one, other):
        plan = solved([childminder(1, **one)], [mentor(1, **other)])
        return len(plan.pairings) == 1

    return pairs


@pytest.fixture
def companions(solved):
    """The groups of childminders with these answers, as sorted ids."""

    def groups(*answers, mentors=2):
        people = [childminder(i, **one) for i, one in enumerate(answers, start=1)]
        plan = solved(people, [mentor(i) for i in range(1, mentors + 1)])
        return sorted(tuple(sorted(group.members)) for group in plan.groups)

    return groups


MENTOR_RULES = {
    "answered:children:request": (
        ({"children_0_to_5": "4"}, {}),
        ({"children_0_to_5": "0"}, {}),
        ({"children_0_to_5": "1"}, {}),
    ),
    "answered:sector_years:supporter": (
        ({}, {"years_in_the_sector": "12"}),
        ({}, {"years_in_the_sector": "2"}),
        ({}, {"years_in_the_sector": "3"}),
    ),
    "not_named:works_with:request": (
        ({"works_with": "C9"}, {}),
        ({"works_with": "C9; T1"}, {}),
        ({"works_with": "T11"}, {}),
    ),
    "differ:agency": (
        ({"agency": "Acorn"}, {"manages_agency": "Beech"}),
        ({"agency": "Acorn"}, {"manages_agency": "ACORN"}),
        ({"agency": "Acorn"}, {"manages_agency": "Acorn North"}),
    ),
    "overlap:times": (
        ({"session_times": "mon"}, {"session_times": "mon"}),
        ({"session_times": "mon-am"}, {"session_times": "mon-pm"}),
        ({"session_times": "mon"}, {"session_times": "mon-pm; fri"}),
    ),
}


@pytest.mark.parametrize("rule", MENTOR_RULES)
def test_a_rule_about_a_mentor_at_its_edge(rule, served):
    holds, breaks, just = MENTOR_RULES[rule]
    assert served(*holds)
    assert not served(*breaks)
    assert served(*just)


def test_every_rule_of_the_programme_has_its_three_tests(read):
    programme = read(
        "childminders", childminders=[childminder(1)], mentors=[mentor(1)]
    ).programme
    # A declared conflict has its tests with the rule.
    assert {rule.key for rule in programme.rules} == MENTOR_RULES.keys() | {"conflict"}
    assert {rule.key for rule in programme.groups.rules} == {
        "answered:children:request",  # above
        "answered:consent:request",
        "not_named:works_with:request",
    }


def test_who_does_not_want_to_be_known_is_in_nobody_s_group(companions):
    assert companions({}, {}) == [("C1", "C2")]
    assert ("C1", "C2") not in companions({}, {"consent": "no"})
    assert companions({"consent": "Y"}, {}) == [("C1", "C2")]


def test_assistants_of_each_other_are_in_two_groups(companions):
    assert companions({"works_with": "C2"}, {}) == [("C1",), ("C2",)]
    assert companions({"works_with": "C22"}, {}) == [("C1", "C2")]


@pytest.mark.parametrize(("people", "groups"), [(3, 1), (4, 1), (5, 2), (8, 2)])
def test_a_group_has_four_at_the_most(companions, people, groups):
    found = companions(*[{}] * people)
    assert len(found) == groups
    assert max(map(len, found)) <= 4


def test_who_applied_together_stays_together(companions):
    # C1, C3 and C5 would be as good company for any of the others.
    asked = [{"applied_together": "Elm"} if i % 2 else {} for i in range(1, 7)]
    found = companions(*asked)
    assert any({"C1", "C3", "C5"} <= set(group) for group in found)


@pytest.mark.parametrize(("hours", "groups"), [("23.75", 0), ("24", 1), ("48", 2)])
def test_four_days_a_group_within_the_mentor_s_hours(solved, hours, groups):
    people = [childminder(i) for i in range(1, 9)]
    plan = solved(people, [mentor(1, capacity_hours=hours)])
    assert len(plan.pairings) == groups


@pytest.mark.parametrize(("confirmed", "told"), [("01/04/2026", 1), ("02/04/2026", 0)])
def test_hours_that_were_offered_long_ago_are_said(read, confirmed, told):
    mentors = [mentor(1, capacity_confirmed_on=confirmed)]
    solved = match(read("childminders", childminders=[childminder(1)], mentors=mentors))
    assert len(solved.plan.pairings) == 1
    assert len(warned_of(solved)) == told
