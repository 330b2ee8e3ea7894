"""
Programme B, `itt-mentors`, as it is shipped: each of its rules at its edge.

Tim asks for an autumn placement in mathematics, and May of school S1 has an hour and a
half a week. What changes is told cell by cell, as somebody would type it.
"""

import csv
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

import matchmaker
from matchmaker.accounts import RateTables, books_of_plan
from matchmaker.cli.app import app
from matchmaker.domain.ledger import Ledger
from matchmaker.domain.plan import Plan
from matchmaker.intake import read_programme, read_round
from matchmaker.pipeline import match
from matchmaker.reasons import supporter_outlook, warned_of
from matchmaker.report.tables.supporters import supporters_table
from matchmaker.verify import check, confidence_of, points_of

SCENARIO = Path(__file__).parents[2] / "scenarios" / "itt-partnership"

SCHOOL = {
    "id": "S1",
    "postcode": "ST1",
    "district": "Stoke-on-Trent",
    "type": "Academy converter",
    "phase": "secondary",
    "urban_rural": "urban",
    "hosting": "actively looking",
}
OTHER = SCHOOL | {"id": "S2", "type": "Community school"}
TWIN = SCHOOL | {"id": "S3"}
TIM = {
    "id": "tim",
    "postcode": "ST1",
    "start": "07/09/2026",
    "end": "18/12/2026",
    "subjects": "mathematics",
    "key_stages": "key stage 3",
    "provider": "Ash",
}
MAY = {
    "id": "may",
    "employer": "S1",
    "capacity_hours": "1.5",
    "subjects": "mathematics",
    "key_stages": "key stage 3",
    "suitability": "clear",
}
SPRING = {"start": "19/12/2026", "end": "25/06/2027"}


@pytest.fixture
def read_one(read):
    """Tim, May and school S1, with some cells changed; further rows as they are."""

    def reading(
        *, trainee=(), mentor=(), school=(), trainees=(), mentors=(), schools=(), **more
    ):
        return read(
            "itt-mentors",
            trainees=[TIM | dict(trainee), *trainees],
            mentors=[MAY | dict(mentor), *mentors],
            schools=[SCHOOL | dict(school), OTHER, *schools],
            **more,
        )

    return reading


def journey(minutes):
    return [{"setting": "tim", "supporter": "may", "minutes": minutes}]


def declared(party):
    return [{"supporter": "may", "party": party, "kind": "relationship"}]


CLOSED = SCHOOL | {"id": "S0", "hosting": "not open", "successor": "S1"}
RULES = [
    # rule, what holds, what breaks it, what just holds
    # B-H1: the mentor works at the placement school, or is lent to it.
    ("employed",
     {"mentor": {"employer": "S1", "hosting": "interested"}},
     {"mentor": {"employer": "", "hosting": "interested", "postcode": "ST1"}},
     {"mentor": {"employer": "S0"}, "schools": [CLOSED]}),
    ("answered:employment:supporter",
     {"mentor": {"employed_by": "this school"}},
     {"mentor": {"employed_by": "elsewhere"}},
     {"mentor": {"employed_by": "same trust"}}),
    # B-H3: subject, with the families of substitutes, and key stage.
    ("overlap:subjects",
     {"trainee": {"subjects": "G1"}},
     {"trainee": {"subjects": "chemistry"}},
     {"trainee": {"subjects": "physics"}}),
    ("overlap:subjects",
     {"trainee": {"subjects": "history"}, "mentor": {"subjects": "history"}},
     {"trainee": {"subjects": "history"}, "mentor": {"subjects": ""}},
     {"trainee": {"subjects": "history"}, "mentor": {"subjects": "citizenship"}}),
    ("overlap:key_stages",
     {},
     {"mentor": {"key_stages": "key stage 4; key stage 5"}},
     {"mentor": {"key_stages": "key stage 4; KS3"}}),
    # B-H4: there for the whole placement, and on a day when the trainee is.
    ("window",
     {"mentor": {"available_from": "01/09/2026"}},
     {"mentor": {"available_from": "08/09/2026"}},
     {"mentor": {"available_from": "07/09/2026", "available_to": "18/12/2026"}}),
    ("overlap:days",
     {"mentor": {"days": "mon; tue"}},
     {"mentor": {"days": "mon; tue-am"}, "trainee": {"days": "tue-pm; wed"}},
     {"mentor": {"days": "mon; tue-am"}, "trainee": {"days": "tue; wed"}}),
    # B-H5: the provider's cap, and the trainee's own.
    ("travel", {"travel": journey(30)}, {"travel": journey(91)}, {"travel": journey(90)}),
    ("travel",
     {"travel": journey(30), "trainee": {"travel_limit": "45"}},
     {"travel": journey(46), "trainee": {"travel_limit": "45"}},
     {"travel": journey(45), "trainee": {"travel_limit": "45"}}),
    ("travel",
     {"travel": journey(30), "trainee": {"provider_type": "SCITT"}},
     {"travel": journey(61), "trainee": {"provider_type": "SCITT"}},
     {"travel": journey(60), "trainee": {"provider_type": "SCITT"}}),
    ("travel",
     {"travel": journey(61), "trainee": {"provider_type": "university"}},
     {"travel": journey(46), "trainee": {"provider_type": "SCITT", "travel_limit": "45"}},
     {"travel": journey(60), "trainee": {"provider_type": "SCITT", "travel_limit": "80"}}),
    # B-H8: the school is open, in England, and takes the route and part-time trainees.
    ("answered:hosting:supporter",
     {"school": {"hosting": "interested"}},
     {"school": {"hosting": "not_open"}},
     {"school": {"hosting": "already_organised"}}),
    ("answered:hosting:supporter",
     {},
     {"mentor": {"employer": ""}},
     {"mentor": {"employer": "S0"}, "schools": [CLOSED]}),
    ("answered:country:supporter",
     {"school": {"country": "England"}},
     {"school": {"country": "Wales"}},
     {"school": {"country": ""}}),
    ("overlap:route",
     {"trainee": {"route": "salaried"}},
     {"trainee": {"route": "salaried"}, "school": {"routes_accepted": "fee-funded; apprentice"}},
     {"trainee": {"route": "salaried"}, "school": {"routes_accepted": "fee-funded; salaried"}}),
    ("overlap:attendance",
     {"trainee": {"attendance": "part-time"}},
     {"trainee": {"attendance": "part-time"}, "school": {"attendance_accepted": "full-time"}},
     {"trainee": {"attendance": "part-time"}, "school": {"attendance_accepted": "FT; PT"}}),
    # B-H9: no stranger to the school; declared interests.
    ("not_named:schools_to_avoid:request",
     {},
     {"trainee": {"schools_to_avoid": "S2; s1"}},
     {"trainee": {"schools_to_avoid": "S2; S11"}}),
    ("conflict", {}, {"conflicts": declared("tim")}, {"conflicts": declared("S2")}),
    # B-H10: trained with this provider, or to be trained before the placement.
    ("overlap:can_train_with",
     {"mentor": {"can_train_with": "Ash"}},
     {"mentor": {"can_train_with": "Oak; Elm"}},
     {"mentor": {"can_train_with": "Oak; ash"}}),
    # B-H11: suitability; not known is not clear.
    ("checks", {}, {"mentor": {"suitability": "barred"}}, {"mentor": {"suitability": "Clear"}}),
    ("checks", {}, {"mentor": {"suitability": ""}}, {"mentor": {"suitability": "clear"}}),
]  # fmt: skip


@pytest.mark.parametrize("story", RULES, ids=lambda story: story[0])
def test_a_rule_about_two_people_at_its_edge(story, read_one, paired, rules_between):
    rule, holds, breaks, just = story
    assert paired(read_one(**holds)) == [("tim", "may")]
    broken = read_one(**breaks)
    assert paired(broken) == []
    assert rule in rules_between(broken, "tim", "may")
    assert paired(read_one(**just)) == [("tim", "may")]


def test_every_rule_about_two_people_is_at_its_edge_above():
    programme = read_programme("itt-mentors")
    own = {"role", "forbidden"}  # hold in every programme
    assert {rule.key for rule in programme.pair_rules} == own | {r[0] for r in RULES}


@pytest.mark.parametrize(
    ("employed_by", "told"), [("same trust", 1), ("this school", 0), ("", 0)]
)
def test_who_is_lent_inside_the_trust_is_said(employed_by, told, read_one):
    solved = match(read_one(mentor={"employed_by": employed_by}))
    assert len(solved.plan.pairings) == 1
    keys = [one.broken.rule for one in warned_of(solved)]
    assert keys == told * ["answered:employment:supporter"]


@pytest.mark.parametrize(
    ("confirmed", "told"), [("01/04/2026", 1), ("02/04/2026", 0), ("", 0)]
)
def test_hours_that_were_offered_long_ago_are_said(confirmed, told, read_one):
    solved = match(read_one(mentor={"capacity_confirmed_on": confirmed}))
    assert len(solved.plan.pairings) == 1
    keys = [one.broken.rule for one in warned_of(solved)]
    assert keys == told * ["recent:confirmed:supporter"]


KIM = TIM | {"id": "kim"}
LEE = TIM | {"id": "lee"}
IDA = MAY | {"id": "ida", "employer": "S2"}
SECOND = {"person": "tim", "id": "tim-2"} | SPRING
COUPLED = {
    # how many of the placements can be had, and the rule that forbids one more
    "B-H2: an hour and a half for each": (
        "capacity",
        {"trainees": [KIM], "mentor": {"capacity_hours": "", "capacity_minutes": "179"}}, 1,
        {"trainees": [KIM], "mentor": {"capacity_hours": "3"}}, 2,
    ),
    "B-H2: who says nothing has time for one": (
        "capacity",
        {"trainees": [KIM], "mentor": {"capacity_hours": ""}}, 1,
        {"trainees": [KIM | SPRING], "mentor": {"capacity_hours": ""}}, 2,
    ),
    "B-H2: hours are free again the day after": (
        "capacity",
        {"trainees": [KIM | {"start": "18/12/2026", "end": "25/06/2027"}]}, 1,
        {"trainees": [KIM | SPRING]}, 2,
    ),
    "B-H2: two at a time, whatever the hours": (
        "at_once",
        {"trainees": [KIM, LEE], "mentor": {"capacity_hours": "9"}}, 2,
        {"trainees": [KIM, LEE | SPRING], "mentor": {"capacity_hours": "9"}}, 3,
    ),
    "B-H6: not the same school twice": (
        "contrast",
        {"trainees": [TIM | SECOND], "mentors": [IDA | {"employer": "S1"}]}, 1,
        {"trainees": [TIM | SECOND], "mentors": [IDA]}, 2,
    ),
    "B-H6: and not a school that is like the first": (
        "contrast",
        {"trainees": [TIM | SECOND], "mentors": [IDA | {"employer": "S3"}], "schools": [TWIN]}, 1,
        {"trainees": [TIM | SECOND], "mentors": [IDA | {"employer": "S3"}],
         "schools": [TWIN | {"religious_character": "Roman Catholic"}]}, 2,
    ),
    "B-H7: one mentor for each placement": (
        "demand",
        {"mentors": [IDA]}, 1,
        {"trainees": [KIM], "mentors": [IDA]}, 2,
    ),
}  # fmt: skip


@pytest.mark.parametrize("story", COUPLED)
def test_a_rule_about_several_placements_at_its_edge(story, read_one, paired):
    rule, cells, fewer, more_cells, more = COUPLED[story]
    tight = read_one(**cells)
    assert len(paired(tight)) == fewer
    assert rule in {violation.rule for violation in check(tight, everybody(tight))}
    wide = read_one(**more_cells)
    assert len(paired(wide)) == more
    assert check(wide, match(wide).plan) == ()


def everybody(whole):
    """A plan that pairs every placement with every mentor, as nobody should."""
    one = match(whole).plan.pairings[0]
    pairings = tuple(
        one.model_copy(update={"request": request.id, "supporter": person.id})
        for request in whole.requests
        for person in whole.supporters
    )
    return Plan(pairings=pairings)


MO = MAY | {"id": "mo"}


@pytest.mark.parametrize(
    ("minutes", "term", "together"),
    [
        (36, {}, True),  # 57 points less than with ida, and 30 for each of two
        (37, {}, False),  # 61 points less
        (36, SPRING, False),  # nobody else is there in spring
    ],
)
def test_two_trainees_go_to_one_school_where_it_costs_little(
    minutes, term, together, read_one
):
    """
    Tim must avoid S2, where ida is 20 minutes from kim: 250 points. At 36 minutes kim
    has (90 - 36) / (90 - 20) = 771 thousandths of them, 193; at 37 minutes 757, 189.
    """
    journeys = {("tim", "may"): 60, ("tim", "mo"): 60, ("tim", "ida"): 60,
                ("kim", "may"): minutes, ("kim", "mo"): minutes, ("kim", "ida"): 20}  # fmt: skip
    whole = read_one(
        trainee={"schools_to_avoid": "S2"},
        trainees=[KIM | term],
        mentors=[MO, IDA],
        travel=[
            {"setting": who, "supporter": mentor, "minutes": number}
            for (who, mentor), number in journeys.items()
        ],
    )
    plan = match(whole).plan
    mentors = {pairing.request: pairing.supporter for pairing in plan.pairings}
    assert mentors["tim"] in {"may", "mo"}
    assert (mentors["kim"] != "ida") is together
    assert [(one.setting, one.value, one.points) for one in plan.bonuses] == (
        [("tim", "S1", 30), ("kim", "S1", 30)] if together else []
    )
    assert check(whole, plan) == ()


def test_a_pair_s_points_by_hand(read_one):
    """
    36 minutes of at most 90, full points up to 20: (90 - 36) / (90 - 20) = 771
    thousandths of 250. Physics has a mathematician, 400 of 1000 for kin; one of two key
    stages; trained with Ash, whom the school does not know; no word on special interests.
    """
    whole = read_one(
        trainee={"subjects": "physics", "key_stages": "KS3; KS4"},
        mentor={"trained_with": "Ash; Oak"},
        school={"partners": "Elm"},
        travel=journey(36),
    )
    tim, may = whole.requests[0], whole.supporters[0]
    by_hand = {
        "travel_time": 193,  # 250 x 0.771 = 192.75
        "overlap:subjects": 80,
        "overlap:key_stages": 50,
        "overlap:trained_with": 100,
        "overlap:partner": 0,
        "overlap:send": 25,  # half of 50, for nothing is asked
    }
    assert points_of(whole, tim, may) == by_hand
    assert confidence_of(whole, tim, may) == 94  # 73 of 78: special interests
    (pairing,) = match(whole).plan.pairings
    assert pairing.criteria == by_hand
    assert pairing.points == 448


def test_providers_are_asked_once(read_one):
    """What counts for training and what schools know is the provider, if not said."""
    fields = read_one().requests[0].fields
    assert fields["trained_with"] == fields["partner"] == ("Ash",)
    other = read_one(trainee={"training_counts": "Oak", "partner": "Elm Alliance"})
    fields = other.requests[0].fields
    assert (fields["trained_with"], fields["partner"]) == (("Oak",), ("Elm Alliance",))


def test_hours_are_told_as_they_are_taken_at_one_time(read_one):
    """Autumn and spring are an hour and a half of May's hour and a half, not three."""
    solved = match(read_one(trainees=[KIM | SPRING]))
    told = supporter_outlook(solved, "may")
    assert told.serves == ("tim", "kim")
    assert (told.load, told.capacity) == (90, 90)
    sheet = supporters_table(solved)
    row = dict(zip([c.heading for c in sheet.columns], *sheet.rows, strict=True))
    given = Decimal("1.5")
    assert (row["Capacity (hours)"], row["Used (hours)"]) == (given, given)
    assert (row["Left (hours)"], row["Pairings"]) == (0, 2)


def test_lead_mentors_share_the_mentors(read_one):
    both = MAY | {"capacity_hours": "", "roles": "lead_mentor"}
    place = {"region": "West Midlands", "authority": "Stoke-on-Trent"}
    whole = read_one(
        school=place,
        trainees=[TIM | {"id": f"T{n}"} for n in range(23)],
        mentor={"capacity_hours": "1.5"},
        mentors=[
            both | {"id": "lou"},
            both | {"id": "lia"},
            *(MAY | {"id": f"M{n}"} for n in range(23)),
        ],
    )
    plan = match(whole).plan
    assert len(plan.pairings) == 24
    assert [len(team.members) for team in plan.teams] == [12, 12]
    assert plan.unled == ()


def test_funding_never_changes_a_pairing(read_one, tmp_path):
    """Neither dearer rates, nor a dearer district, nor no accounts at all."""
    cells = {
        "trainees": [KIM],
        "mentors": [IDA | {"trained_with": "Ash"}],
        "schools": [TWIN],
    }
    whole = read_one(**cells)
    plan = match(whole).plan
    in_london = read_one(school={"district": "Camden"}, **cells)
    unpaid = whole.programme.model_copy(update={"accounts": None})
    assert match(in_london).plan == plan
    assert match(whole.replace(programme=unpaid)).plan == plan
    # And yet it all costs more: two times 16 hours at 43.80, one at 53.60 in Camden.
    assert forecast(whole, plan, RateTables()) == 2 * 70_080
    assert forecast(in_london, plan, RateTables()) == 70_080 + 85_760
    assert forecast(whole, plan, RateTables(tenfold(tmp_path / "rates"))) == 20 * 70_080


def test_schools_are_paid_by_what_they_were_asked(read_one):
    whole = read_one()
    books = books_of_plan(
        whole, match(whole).plan, Ledger(), RateTables(), date(2026, 9, 7)
    )
    school = books.organisations["S1"]
    assert (school.type, school.phase, school.urban_rural, school.district) == (
        "Academy converter",
        "secondary",
        "urban",
        "Stoke-on-Trent",
    )


def forecast(whole, plan, rates):
    books = books_of_plan(whole, plan, Ledger(), rates, date(2026, 9, 7))
    return sum(line.pence for line in books.lines)


def tenfold(folder):
    """Rates ten times as high as those that are shipped."""
    folder.mkdir()
    shipped = Path(matchmaker.__file__).parent / "rates" / "itt_hourly_rates.csv"
    with shipped.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["pence_per_hour"] = str(10 * int(row["pence_per_hour"]))
    with (folder / shipped.name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder


def test_the_scenario_s_training_and_claims(tmp_path):
    """10 hours in Stoke are 438.00, 16 in Camden 857.60; both mentors refresh with 6."""
    assert ran("run", SCENARIO, "-o", tmp_path / "out") == 0
    ledger = shutil.copytree(SCENARIO / "ledger", tmp_path / "ledger")
    made = tmp_path / "accounts"
    assert ran("accounts", tmp_path / "out", "--ledger", ledger, "-o", made) == 0
    paid = {row["Claim reference"]: row for row in rows_of(made / "pay_list.csv")}
    assert {name: row["Amount (£)"] for name, row in paid.items()} == {
        "C001": "438.00",
        "C002": "857.60",
    }
    assert paid["C002"]["Pay to"] == "Camden"
    hours = {
        (row["Person"], row["Provider"]): int(row["Hours"])
        for row in rows_of(made / "lines.csv")
        if row["Status"] == "planned"
    }
    assert hours["M12", "Mercia University"] == hours["M11", "Mercia University"] == 6
    # Two who share a job have a training each, and their row has none.
    assert hours["M13a", "Trent SCITT"] == hours["M13b", "Trent SCITT"] == 16
    assert not any(person == "M13" for person, _ in hours)
    # Two providers, two caps.
    assert hours["M21", "Mercia University"] == hours["M21", "Trent SCITT"] == 16


def test_the_template_s_examples_can_be_paired(tmp_path):
    book = tmp_path / "itt.xlsx"
    assert ran("init", "itt-mentors", book) == 0
    reading = read_round(book)
    assert all("is an example from the template" in p.problem for p in reading.problems)
    assert match(reading.round).plan.pairings


def ran(*words):
    return CliRunner().invoke(app, [str(word) for word in words]).exit_code


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
