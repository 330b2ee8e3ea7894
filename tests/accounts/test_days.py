"""What a plan costs at day rates; and that money never changes a pairing."""

from datetime import date

import pytest

from matchmaker.accounts import books_of_plan, final_forecast, initial_forecast
from matchmaker.accounts.days import day_lines, employers
from matchmaker.accounts.lines import total
from matchmaker.domain.ledger import Ledger
from matchmaker.domain.organisation import Organisation
from matchmaker.domain.plan import Pairing, Plan, Team
from matchmaker.domain.programme import Programme
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.errors import InputError
from matchmaker.pipeline import match

START, END = date(2022, 4, 25), date(2022, 7, 22)
DAY = 6 * 60


def round_of(programme, **more) -> Round:
    usual = {
        "name": "Summer",
        "programme": programme,
        "start": START,
        "end": END,
        "today": date(2022, 4, 1),
        "settings": (
            Setting(id="S1", name="Oak", setting_type="private nursery"),
            Setting(
                id="S2",
                name="Elm",
                setting_type="maintained nursery school",
                authority="Leeds",
            ),
        ),
        "supporters": (
            Supporter(id="kim", roles=("expert",), capacity=3 * DAY, employer="S2"),
            Supporter(id="lee", roles=("mentor",), capacity=DAY),
            Supporter(id="may", roles=("area_lead",), capacity=6 * DAY, employer="S2"),
        ),
        "requests": (
            Request(id="R1", setting="S1", role="expert", load=3 * DAY),
            Request(id="R2", setting="S1", role="mentor", load=DAY),
        ),
    }
    return Round(**(usual | more))


def pairing(request, supporter, role, load) -> Pairing:
    return Pairing(
        request=request,
        supporter=supporter,
        role=role,
        points=0,
        criteria={},
        load=load,
    )


PLAN = Plan(
    pairings=(
        pairing("R1", "kim", "expert", 3 * DAY),
        pairing("R2", "lee", "mentor", DAY),
    ),
    teams=(Team(lead="may", members=("kim", "lee"), minutes=(5, 5)),),
)


def test_three_days_of_an_expert_are_1500_pounds_and_six_hours_of_a_mentor_400(
    early_years,
):
    """The direct cost of a setting: 3 x 500, and 6 hours of a 6-hour day at 400."""
    expert, mentor, _ = day_lines(round_of(early_years), PLAN, START)
    assert (expert.pence, mentor.pence) == (150_000, 40_000)
    assert expert.pence + mentor.pence == 190_000
    assert (expert.minutes, expert.rate, expert.rate_per) == (18 * 60, 50_000, "day")


def test_an_area_lead_in_use_is_paid_for_the_days_kept_back(early_years):
    """Six days at 600."""
    *_, lead = day_lines(round_of(early_years), PLAN, START)
    assert (lead.party, lead.what, lead.pence) == (
        "may",
        "Area lead: 2 people led",
        360_000,
    )


def test_a_group_has_the_days_of_the_round(early_years):
    """Its id is none of the requests'."""
    plan = Plan(pairings=(pairing("G1", "lee", "mentor", 4 * DAY),))
    (line,) = day_lines(round_of(early_years), plan, START)
    assert (line.pence, line.day) == (160_000, START)


def test_part_of_a_day_is_rounded_half_up_to_the_penny(early_years):
    """An hour and a minute of a 6-hour day at 400 pounds are 67.777... pounds."""
    plan = Plan(pairings=(pairing("R2", "lee", "mentor", 61),))
    (line,) = day_lines(round_of(early_years), plan, START)
    assert line.pence == 6778


def test_the_first_day_decides_the_rate(early_years):
    data = early_years.model_dump(by_alias=True)
    data["rate"] = [
        {
            "role": "mentor",
            "pence_per_day": 40_000,
            "valid_from": date(2022, 4, 1),
            "valid_to": START,
        },
        {"role": "mentor", "pence_per_day": 42_000, "valid_from": date(2022, 4, 26)},
    ]
    programme = Programme.model_validate(data)
    plan = Plan(pairings=(pairing("R2", "lee", "mentor", DAY),))
    later = Request(id="R2", role="mentor", load=DAY, start=date(2022, 4, 26))
    on_the_last_day = day_lines(round_of(programme), plan, START)
    a_day_later = day_lines(round_of(programme, requests=(later,)), plan, START)
    assert (on_the_last_day[0].pence, a_day_later[0].pence) == (40_000, 42_000)
    assert "2022-04-01 to 2022-04-25" in on_the_last_day[0].version


def test_a_role_without_a_rate_is_an_error(early_years):
    data = early_years.model_dump(by_alias=True)
    data["rate"] = [rate for rate in data["rate"] if rate["role"] != "mentor"]
    with pytest.raises(InputError, match="mentor on 2022-04-25"):
        day_lines(round_of(Programme.model_validate(data)), PLAN, START)


@pytest.mark.parametrize(
    ("on", "status"), [(END, "planned"), (date(2022, 7, 23), "due")]
)
def test_work_is_due_once_its_last_day_is_over(early_years, on, status):
    assert {line.status for line in day_lines(round_of(early_years), PLAN, on)} == {
        status
    }


def test_the_employer_is_paid_and_one_that_nobody_named_stands_out(early_years):
    matching_round = round_of(early_years)
    expert, mentor, _ = day_lines(matching_round, PLAN, START)
    known = employers(matching_round)
    assert known[expert.organisation].name == "Elm"
    assert mentor.organisation.startswith("employer-not-known-")
    assert "lee" not in mentor.organisation
    assert known[mentor.organisation].type is None


def test_forecasts_of_the_plan_agree(early_years, tables):
    books = books_of_plan(round_of(early_years), PLAN, Ledger(), tables, START)
    initial = initial_forecast(books.lines)
    final = final_forecast(books.lines, books.organisations)
    assert (initial.organisations, initial.lines, initial.pence) == (2, 3, 550_000)
    assert sum(one.pence for one in final) == initial.pence
    assert {one.organisation.id: one.pence for one in final}["S2"] == 510_000


def test_hours_of_a_ledger_are_added_to_those_of_a_plan(early_years, tables, hours):
    ledger = Ledger(
        organisations={"rest": Organisation(id="rest", district="Leeds", type="1")},
        training=(hours(10),),
    )
    books = books_of_plan(round_of(early_years), PLAN, ledger, tables, START)
    assert total(books.lines) == 550_000 + 43_800
    assert {"rest", "S2"} <= set(books.organisations)


def test_a_programme_that_pays_nobody_says_so(given_scores, tables):
    matching_round = Round(
        name="x", programme=given_scores, today=START, supporters=(), requests=()
    )
    with pytest.raises(InputError, match=r"neither \[accounts\] nor rates"):
        books_of_plan(matching_round, Plan(pairings=()), Ledger(), tables, START)


def test_places_have_no_day_rate(given_scores):
    matching_round = Round(
        name="x", programme=given_scores, today=START, supporters=(), requests=()
    )
    with pytest.raises(InputError, match="counts places and no time"):
        day_lines(matching_round, Plan(pairings=()), START)


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 5])
def test_funding_never_changes_a_pairing(draw_round, seed):
    """Without a budget and the objective of cost, other rates give the same plan."""
    drawn = draw_round(seed, strict=False).replace(budgets={})
    data = drawn.programme.model_dump(by_alias=True)
    data["rate"] = [
        rate | {"pence_per_day": 7 * rate["pence_per_day"]} for rate in data["rate"]
    ]
    people = tuple(
        one.model_copy(update={"pence_per_day": 7 * one.pence_per_day})
        if one.pence_per_day is not None
        else one
        for one in drawn.supporters
    )
    dearer = match(
        drawn.replace(programme=Programme.model_validate(data), supporters=people)
    )
    usual = match(drawn)
    unpaid = match(
        drawn.replace(programme=Programme.model_validate(data | {"rate": []}))
    )

    def pairs(solved):
        return [one.model_copy(update={"pence": None}) for one in solved.plan.pairings]

    assert pairs(usual)
    assert pairs(usual) == pairs(dearer) == pairs(unpaid)
    cost = [
        sum(one.pence for one in solved.plan.pairings) for solved in (usual, dearer)
    ]
    assert cost[1] == 7 * cost[0]


def test_total_leaves_out_what_is_not_paid(early_years):
    lines = day_lines(round_of(early_years), PLAN, START)
    assert total(lines) == 550_000
