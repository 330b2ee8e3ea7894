"""Programme A, `early-years`, as it is shipped: days that were offered long ago."""

import pytest

from matchmaker.intake import read_round
from matchmaker.pipeline import match
from matchmaker.reasons import warned_of

SETTING = {
    "id": "S1",
    "name": "Sunny",
    "setting_type": "private nursery",
    "region": "North West",
    "postcode": "PR1",
    "judgement": "inadequate",
    "inspected_on": "2026-03-01",
}
EXPERT = {
    "id": "ada",
    "roles": "expert",
    "region": "North West",
    "postcode": "PR1",
    "capacity_days": "3",
    "experience_years": "9",
    "qualification_level": "6",
    "employer_kind": "university",
    "leadership": "leading",
    "trained_on": "2026-01-01",
    "suitability": "clear",
}


@pytest.fixture
def solved(read):
    """The round of one nursery and one expert, solved."""

    def reading(**said):
        asked = {"id": "R1", "setting": "S1", "role": "expert"}
        whole = read(
            "early-years",
            settings=[SETTING],
            requests=[asked],
            supporters=[EXPERT | said],
        )
        return match(whole)

    return reading


@pytest.mark.parametrize(
    ("confirmed", "told"),
    # 91 days before 1 July, 90, and no answer.
    [("01/04/2026", 1), ("02/04/2026", 0), ("", 0)],
)
def test_days_that_were_offered_long_ago_are_said(solved, confirmed, told):
    plan = solved(capacity_confirmed_on=confirmed)
    assert len(plan.plan.pairings) == 1
    keys = [one.broken.rule for one in warned_of(plan)]
    assert keys == told * ["recent:confirmed:supporter"]


def test_where_nobody_is_asked_for_the_day_nobody_is_warned(solved, tmp_path):
    assert not warned_of(solved())
    assert not read_round(tmp_path).problems
