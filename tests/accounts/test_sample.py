"""The assurance sample: ten percent by value in every stratum, and all of high risk."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.accounts import RateTables, assurance_sample
from matchmaker.accounts.pay_list import PayLine
from matchmaker.domain.organisation import Organisation
from matchmaker.errors import InputError

TABLES = RateTables()
ON = date(2026, 9, 1)


def payment(claim: str, pence: int, school: str = "S", **more) -> PayLine:
    place = {name: more.pop(name, None) for name in ("type", "phase", "urban_rural")}
    usual = {
        "organisation": Organisation(id=school, **place),
        "payee": "Ash",
        "provider": "",
        "submitted_on": None,
        "status": "submitted",
        "unpaid": "",
        "area": "rest",
        "rate": 4380,
        "rate_per": "hour",
        "minutes": 60,
        "year": "2025 to 2026",
        "version": "",
    }
    return PayLine(claim=claim, pence=pence, **(usual | more))


def sample(payments, seed=0):
    return assurance_sample(payments, TABLES, seed, ON)


@pytest.mark.parametrize(("pence", "why"), [(500_000, "drawn"), (500_001, "high risk")])
def test_a_school_that_is_paid_more_than_5000_pounds_is_of_high_risk(pence, why):
    """5,000.00 is not more than 5,000; it is drawn, being all of its stratum."""
    (found,) = sample([payment("C1", pence)])
    assert found.why == why


def test_all_claims_of_a_school_of_high_risk_are_in_the_sample():
    found = sample([payment("C1", 300_000), payment("C2", 200_001)])
    assert [(one.claim, one.why) for one in found] == [
        ("C1", "high risk"),
        ("C2", "high risk"),
    ]


def test_one_claim_in_ten_of_equal_value_is_drawn():
    payments = [payment(f"C{i}", 1000, f"S{i}") for i in range(20)]
    assert len(sample(payments)) == 2


def test_every_stratum_is_sampled():
    payments = [
        payment(
            f"{type_}{phase}{i}", 1000, f"{type_}{phase}{i}", type=type_, phase=phase
        )
        for type_ in ("1", "34")
        for phase in ("Primary", "Secondary")
        for i in range(10)
    ]
    strata = {one.stratum for one in sample(payments)}
    assert len(strata) == 4


def test_what_is_not_paid_is_not_sampled():
    assert not sample(
        [
            payment("C1", 1000, unpaid="beyond the cap"),
            payment("C2", 1000, status="rejected"),
        ]
    )


def test_payments_of_one_claim_are_one():
    (found,) = sample([payment("C1", 1000), payment("C1", 500, area="inner")])
    assert found.pence == 1500


def test_another_seed_draws_another_sample():
    payments = [payment(f"C{i}", 1000, f"S{i}") for i in range(200)]
    drawn = [{one.claim for one in sample(payments, seed)} for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]


def test_a_day_without_a_share_is_refused(own_tables):
    later = own_tables("assurance", ("10,500000,,", "10,500000,2027-01-01,"))
    with pytest.raises(InputError, match=r"assurance\.csv has no row for 2026-09-01"):
        assurance_sample([payment("C1", 1)], later, 0, ON)


payments_of = st.lists(
    st.builds(
        payment,
        claim=st.from_regex(r"C[0-9]{1,3}", fullmatch=True),
        pence=st.integers(1, 300_000),
        school=st.sampled_from([f"S{i}" for i in range(12)]),
    ),
    max_size=40,
)


@given(payments_of, st.integers(0, 5), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_ten_percent_by_value_whatever_the_order(payments, seed, random):
    # A school lies in one stratum, as schools do.
    payments = [
        payment(one.claim, one.pence, one.organisation.id, type=one.organisation.id[-1])
        for one in payments
    ]
    found = sample(payments, seed)
    value, drawn = defaultdict(int), defaultdict(int)
    school = defaultdict(int)
    for one in payments:
        school[one.organisation.id] += one.pence
    for one in payments:
        if school[one.organisation.id] <= 500_000:
            value[one.organisation.type] += one.pence
    for one in found:
        if one.why == "drawn":
            drawn[one.stratum.type] += one.pence
    assert all(10 * drawn[stratum] >= worth for stratum, worth in value.items())
    risky = {one.organisation for one in found if one.why == "high risk"}
    assert risky == {name for name, worth in school.items() if worth > 500_000}
    shuffled = random.sample(payments, len(payments))
    assert sample(shuffled, seed) == found
