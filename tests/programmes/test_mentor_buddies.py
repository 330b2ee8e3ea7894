"""
Programme D2, `mentor-buddies`, as it is shipped: each of its rules at its edge.

Ann and Bea are mentors; what changes is told answer by answer, as in the spreadsheet.
"""

import pytest

from matchmaker.pipeline import match


@pytest.fixture
def buddies(read):
    """Who are buddies among mentors with these answers; ids are P1, P2 and so on."""

    def reading(*answers):
        rows = [
            {"id": f"P{i}", "name": f"Person {i}", "status": "active", "consent": "yes"}
            | one
            for i, one in enumerate(answers, start=1)
        ]
        plan = match(read("mentor-buddies", mentors=rows)).plan
        return sorted(tuple(sorted(link.people)) for link in plan.buddies)

    return reading


RULES = {
    # rule: (what holds, what breaks it, what just holds), each of two mentors
    "answered:status:supporter": (
        ({"status": "active"}, {}),
        ({"status": "on leave"}, {}),
        ({"status": "mentoring"}, {}),
    ),
    "answered:consent:supporter": (
        ({}, {"consent": "yes"}),
        ({}, {"consent": "no"}),
        ({}, {"consent": "Y"}),
    ),
    "overlap:cohort": (
        ({"schedule": "september"}, {"schedule": "september"}),
        ({"schedule": "september"}, {"schedule": "january"}),
        ({"schedule": "september"}, {"schedule": ""}),
    ),
    "not_named:line_manager:supporter": (
        ({"line manager": "P3"}, {}),
        ({"line manager": "P3; P2"}, {}),
        ({"line manager": "P22"}, {"line manager": "P11"}),
    ),
    "overlap:times": (
        ({"session times": "mon"}, {"session times": "mon"}),
        ({"session times": "mon-am"}, {"session times": "mon-pm; tue"}),
        ({"session times": "mon-am; tue-am"}, {"session times": "mon-pm; tue-am"}),
    ),
}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("turned", [False, True])
def test_a_rule_at_its_edge_whichever_of_the_two_is_asked(rule, turned, buddies):
    holds, breaks, just = (
        tuple(reversed(two)) if turned else two for two in RULES[rule]
    )
    if turned:
        # The one who names somebody is the second now, and names the first.
        breaks = tuple(
            {key: cell.replace("P2", "P1") for key, cell in one.items()}
            for one in breaks
        )
    assert buddies(*holds) == [("P1", "P2")]
    assert buddies(*breaks) == []
    assert buddies(*just) == [("P1", "P2")]


def test_every_rule_of_the_programme_has_its_three_tests(read):
    row = {"id": "P1", "status": "active", "consent": "yes"}
    programme = read("mentor-buddies", mentors=[row]).programme
    # Nobody is their own buddy: below.
    assert {rule.key for rule in programme.rules} == RULES.keys() | {"not_self"}


def test_nobody_is_their_own_buddy(buddies):
    assert buddies({}) == []


def test_two_are_a_pair_three_a_trio_four_two_pairs(buddies):
    assert len(buddies({}, {})) == 1
    trio = buddies({}, {}, {})
    assert len(trio) == 2
    assert len({one for link in trio for one in link}) == 3
    assert len({one for link in buddies({}, {}, {}, {}) for one in link}) == 4


def test_points_are_those_of_both_ways(read):
    # Both ways: subjects 300, phase 200, times 150, year 100, region 50, and
    # experience 50 (one level apart); Ann's wish 150 is met, Bea's is not.
    same = {"status": "active", "consent": "yes", "subjects": "physics"}
    same |= {"phase": "secondary", "session times": "mon-pm", "year": "year 1"}
    same |= {"region": "North West", "school": "100101"}
    ann = {"id": "P1", "mentoring experience": "new", "buddy wished for": "own school"}
    bea = {
        "id": "P2",
        "mentoring experience": "some",
        "buddy wished for": "other school",
    }
    (link,) = match(
        read("mentor-buddies", mentors=[same | ann, same | bea])
    ).plan.buddies
    assert link.points == 2 * (300 + 200 + 150 + 100 + 50 + 50) + 150
