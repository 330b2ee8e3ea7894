"""Caps hold across schools, providers and years, whatever is claimed."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.accounts import RateTables
from matchmaker.accounts.training import Wanted, planned_training, training_lines
from matchmaker.domain.organisation import Organisation
from matchmaker.domain.training import TrainingHours

TABLES = RateTables()
RATES = {"Camden": 5360, "Barnet": 4825, "Crawley": 4510, "Leeds": 4380}
SCHOOLS = {name: Organisation(id=name, district=name) for name in RATES}
DAYS = (date(2023, 11, 6), date(2024, 11, 4), date(2025, 11, 4), date(2025, 11, 5))
CAPS = {"2023 to 2024": 20, "2024 to 2025": 20, "2025 to 2026": 16}
"""What somebody who never trained before is paid for, by hand from the table."""

records = st.lists(
    st.builds(
        TrainingHours,
        claim=st.sampled_from(["C1", "C2", "C3"]),
        mentor=st.sampled_from(["Ada", "Bo"]),
        provider=st.sampled_from(["Ash", "Beech"]),
        school=st.sampled_from(sorted(SCHOOLS)),
        on=st.sampled_from(DAYS),
        hours=st.integers(1, 22),
        kind=st.sampled_from(["training", "training", "training", "prior learning"]),
        status=st.sampled_from(["planned", "draft", "submitted", "paid", "rejected"]),
        submitted_on=st.sampled_from([None, date(2026, 5, 1), date(2026, 6, 1)]),
    ),
    max_size=12,
)


def lines_of(found):
    return training_lines(found, SCHOOLS, TABLES)


def caps_by_hand(found):
    """The rule again, from the records alone: mentor, provider and year to hours."""
    years = {DAYS[0]: "2023 to 2024", DAYS[1]: "2024 to 2025"}
    caps = {}
    for one in found:
        year = years.get(one.on, "2025 to 2026")
        mine = [
            r for r in found if (r.mentor, r.provider) == (one.mentor, one.provider)
        ]
        before = any(
            years.get(line.day, "2025 to 2026") < year
            and not line.unpaid
            and line.status in ("submitted", "paid")
            for line in lines_of(mine)
        )
        prior = sum(
            r.hours
            for r in mine
            if r.kind == "prior learning"
            and r.status != "rejected"
            and years.get(r.on, "2025 to 2026") == year
        )
        cap = 6 if before else CAPS[year]
        caps[one.mentor, one.provider, year] = max(cap - prior, 0)
    return caps


@given(records)
@settings(max_examples=100, deadline=None)
def test_no_mentor_is_paid_beyond_the_cap_over_all_schools_together(found):
    caps = caps_by_hand(found)
    paid: Counter = Counter()
    for line in lines_of(found):
        if line.expected:
            paid[line.party, line.provider, line.year.name] += line.minutes
    assert all(minutes <= 60 * caps[key] for key, minutes in paid.items())


@given(records)
@settings(max_examples=100, deadline=None)
def test_nothing_is_refused_that_would_still_have_fitted(found):
    caps = caps_by_hand(found)
    paid: Counter = Counter()
    for line in lines_of(found):
        if line.expected:
            paid[line.party, line.provider, line.year.name] += line.minutes
    for line in lines_of(found):
        key = (line.party, line.provider, line.year.name)
        if line.unpaid and line.status != "rejected":
            assert paid[key] + line.minutes > 60 * caps[key]


@given(records)
@settings(max_examples=100, deadline=None)
def test_pence_are_hours_at_the_schools_rate(found):
    for line in lines_of(found):
        assert line.pence * 60 == line.minutes * RATES[line.organisation]


@given(records, st.sampled_from(sorted(SCHOOLS)))
@settings(max_examples=100, deadline=None)
def test_schools_make_no_difference_to_the_hours_that_are_paid(found, school):
    moved = [one.model_copy(update={"school": school}) for one in found]
    assert [line.unpaid for line in lines_of(found)] == [
        line.unpaid for line in lines_of(moved)
    ]


@given(records)
@settings(max_examples=100, deadline=None)
def test_each_mentor_and_provider_stands_alone(found):
    """Without everybody else's records, one's own lines are the same."""
    whole = lines_of(found)
    for mentor, provider in {(one.mentor, one.provider) for one in found}:
        mine = [
            one for one in found if (one.mentor, one.provider) == (mentor, provider)
        ]
        assert lines_of(mine) == tuple(
            line for line in whole if (line.party, line.provider) == (mentor, provider)
        )


@given(records)
@settings(max_examples=100, deadline=None)
def test_planned_hours_fill_what_is_left_and_no_more(found):
    claimed = [one for one in found if one.status in ("submitted", "paid", "rejected")]
    wanted = [Wanted("Ada", "Ash", "Leeds"), Wanted("Bo", "Beech", "Camden")]
    planned = planned_training(wanted, claimed, date(2025, 9, 1), TABLES)
    lines = lines_of([*claimed, *planned])
    assert not any(line.unpaid for line in lines if line.status == "planned")
