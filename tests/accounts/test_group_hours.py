"""The hours of groups over a term."""

from datetime import date

import pytest

from matchmaker.accounts import books_of_plan
from matchmaker.domain.groups import Group
from matchmaker.domain.ledger import Ledger
from matchmaker.domain.plan import Pairing, Plan
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.intake import read_programme

START = date(2024, 1, 1)


def books(tables, *, start=START, times, mentors, load=24 * 60):
    """The books of a plan in which groups (by number) meet mentors, with these times."""
    programme = read_programme("childminders")
    whole = Round(
        name="x",
        programme=programme,
        start=start,
        today=start,
        settings=(),
        requests=(),
        supporters=tuple(
            Supporter(
                id=name, roles=("mentor",), capacity=9000, fields={"times": offered}
            )
            for name, offered in mentors.items()
        ),
    )
    plan = Plan(
        pairings=tuple(
            Pairing(
                request=f"group-{group}",
                supporter=mentor,
                role="mentor",
                points=0,
                criteria={},
                load=load,
            )
            for group, (mentor, _) in times.items()
        ),
        groups=tuple(
            Group(id=f"group-{group}", members=(group,), points=0, times=suits)
            for group, (_, suits) in times.items()
        ),
    )
    return books_of_plan(whole, plan, Ledger(), tables, start)


@pytest.mark.parametrize(
    ("start", "term", "sessions"),
    [
        (START, "Spring", [(12, 120)]),
        (date(2024, 1, 8), "Spring", [(2, 180), (9, 120)]),
        (date(2024, 3, 25), "Summer", [(11, 120), (2, 60)]),
        (date(2024, 9, 2), "Autumn", [(10, 120), (4, 60)]),
    ],
)
def test_four_days_are_split_over_the_weeks_that_are_left(
    tables, start, term, sessions
):
    """24 hours in 12, 11, 13 and 14 weeks."""
    found = books(
        tables,
        start=start,
        times={"C1": ("T1", ("tue-pm",))},
        mentors={"T1": ("tue-pm",)},
    )
    assert [(one.sessions, one.minutes) for one in found.sessions] == sessions
    assert {one.term.name for one in found.sessions} == {term}
    assert sum(one.total for one in found.sessions) == 24 * 60
    assert found.lines == ()


def test_two_groups_of_a_mentor_meet_in_two_half_days(tables):
    """The first could meet on either day and gives way to the second."""
    found = books(
        tables,
        times={"C1": ("T1", ("tue-pm", "wed-pm")), "C2": ("T1", ("tue-pm",))},
        mentors={"T1": ("tue-pm", "wed-pm")},
    )
    assert [(one.person, one.partner, one.slot) for one in found.sessions] == [
        ("group-C1", "T1", "wed-pm"),
        ("group-C2", "T1", "tue-pm"),
    ]
    assert found.clashes == ()


def test_a_group_for_whom_no_half_day_is_left_is_reported(tables):
    found = books(
        tables,
        times={"C1": ("T1", ("tue-pm",)), "C2": ("T1", ("tue-pm",))},
        mentors={"T1": ("tue-pm", "wed-pm")},
    )
    assert [one.slot for one in found.sessions] == ["tue-pm", None]
    (clash,) = found.clashes
    assert clash.detail == "none of tue-pm is left for group-C2"


def test_who_names_no_times_may_meet_at_any(tables):
    found = books(tables, times={"C1": ("T1", ("tue-pm",))}, mentors={"T1": ()})
    assert [one.slot for one in found.sessions] == ["tue-pm"]
