"""Teams and appointments in words, tables and files."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from matchmaker.domain.jointly import Jointly
from matchmaker.domain.plan import SharedLead, Team
from matchmaker.domain.proof import Proof
from matchmaker.optimise.teams import MorePlaces, TeamBreach, TimeBack
from matchmaker.optimise.teams.answer import Value
from matchmaker.pipeline.candidacy import Candidacy
from matchmaker.pipeline.locating import Before, Located
from matchmaker.pipeline.obstruction import Obstruction, SmallPost
from matchmaker.pipeline.teams import SameLead
from matchmaker.reasons import explain
from matchmaker.report.appointments import located_lines, obstruction_lines
from matchmaker.report.breaches import breach_lines
from matchmaker.report.plan_json import plan_document, write_plan
from matchmaker.report.plan_reading import read_plan
from matchmaker.report.summary import same_lead_text
from matchmaker.report.tables.leads import leads_table
from matchmaker.report.team_proofs import SOUGHT
from matchmaker.report.teams_files import write_teams
from matchmaker.report.workbook import workbook_bytes

COST = Proof(
    objective="appointment-cost",
    sense="minimise",
    value=130,
    bound=120,
    shown_by="not shown",
)


@pytest.fixture
def located(nurseries):
    """Di (S4), who leads now, and Bo (S2), who is new."""
    return Located(
        solved=replace(nurseries, team_proof=(COST,)),
        candidacies=(
            Candidacy("S2", leads_now=False),
            Candidacy(
                "S3", False, "leadership", "has leadership unknown, needs leading"
            ),
            Candidacy("S4", leads_now=True),
        ),
        travel=30,
        each=50,
        before=Before(leads=1, led=2, travel=40),
        prices={"S1": 45_000},
    )


@pytest.fixture
def shared(nurseries):
    """The nurseries, where one lead for a setting is worth 50 points."""
    programme = nurseries.round.programme
    spec = programme.teams.model_copy(update={"same_lead": 50})
    plan = nurseries.plan.model_copy(
        update={"shared_leads": (SharedLead(setting="N1", lead="S4", points=50),)}
    )
    unled = Proof(
        objective="unled", sense="minimise", value=0, bound=0, shown_by="solver"
    )
    changed = programme.model_copy(update={"teams": spec})
    return replace(
        nurseries,
        round=nurseries.round.replace(programme=changed),
        plan=plan,
        team_proof=(unled,),
    )


# Words


def test_everything_that_is_sought_has_words():
    names = {name.replace("_", "-") for name in Value._fields}
    assert names | {"appointment-cost"} == set(SOUGHT)


def test_who_could_be_appointed_who_should_be_and_what_it_costs(located):
    programme = located.solved.round.programme
    assert programme.teams.lead_role == "area_lead"
    assert list(located_lines(located)) == [
        "2 candidates: 1 who lead now, 1 who would be new.",
        "1 other could not be appointed, by the first rule that they break: "
        "1 without enough experience of leading.",
        "  For one, Cy Dale (S3) has leadership unknown, needs leading.",
        "Appointed: 1 lead, 1 who lead now and 0 new.",
        "The teams come to 30 minutes of travel one way; with 1 appointment at 50 "
        "minutes each, 130 minutes.",
        "As it was: 1 lead for 2 people, 40 minutes of travel one way.",
    ]


@pytest.mark.parametrize(
    ("found", "lines"),
    [
        (
            Obstruction(9, 4),
            [
                "No appointment of 9 of 4 candidates holds:",
                "  - there are not so many who could be appointed",
            ],
        ),
        (
            Obstruction(2, 4, fewest=3, least=6),
            [
                "No appointment of 2 of 4 candidates holds:",
                "  - the teams of 2 leads are too few for everybody covered",
                "    What would mend it: 3 leads at least.",
            ],
        ),
        (
            Obstruction(4, 4, fewest=3, least=6),
            [
                "No appointment of 4 of 4 candidates holds:",
                "  - 4 leads cannot all have 6 people at least",
                "    What would mend it: fewer leads (3 would do), or smaller teams "
                "(--least).",
            ],
        ),
        (
            Obstruction(
                None,
                4,
                least=6,
                least_possible=2,
                small=(SmallPost("S4", ("S1", "S2")),),
            ),
            [
                "No appointment of any number of 4 candidates holds:",
                "  - no choice gives every lead 6 people: some live where too few are "
                "to be led",
                "    Di Ash (S4) in London would lead 2 people.",
                "    What would mend it: --least 2.",
            ],
        ),
        (
            Obstruction(
                None,
                1,
                breaches=(
                    TeamBreach(
                        "unled",
                        ("S1",),
                        MorePlaces(1, 1, (("Leeds", 1),), ("S4",), ()),
                        region="London",
                    ),
                ),
            ),
            [
                "No appointment of any number of 1 candidate holds:",
                "  - even if all are appointed, 1 matched supporter in London has no "
                "area lead: Ada Lovell (S1).",
                "    Needed: 1 place with leads who cover them, or 1 new lead.",
                "    They are in Leeds (1).",
                "    Leads who cover them and have no place left: Di Ash (S4).",
            ],
        ),
    ],
)
def test_what_stands_in_the_way_and_what_would_mend_it(nurseries, found, lines):
    assert list(obstruction_lines(found, nurseries.round)) == lines


def test_leads_who_lead_nobody_could_give_their_days(nurseries):
    breach = TeamBreach("idle leads", ("S4",), TimeBack(2 * 360, ("mentor",)))
    assert breach_lines(breach, nurseries.round) == (
        "1 area lead leads nobody: Di Ash (S4).",
        "Without the role each could give the 2 days kept back for leading as mentor.",
    )
    several = TeamBreach("idle leads", ("S3", "S4"), TimeBack(90, ("expert", "mentor")))
    assert breach_lines(several, nurseries.round) == (
        "2 area leads lead nobody: Cy Dale (S3) and Di Ash (S4).",
        "Without the role each could give the 90 minutes kept back for leading as "
        "expert or mentor.",
    )


@pytest.mark.parametrize(
    ("same", "text"),
    [
        (
            SameLead(possible=2, several=1, shared=1, each=50),
            "Of 1 setting with several people 1 has one lead, worth 50 points; "
            "deciding pairings first lost 50 points of that at most.",
        ),
        (
            SameLead(possible=2, several=2, shared=2, each=50),
            "Of 2 settings with several people 2 have one lead, worth 100 points: as "
            "much as any plan could have.",
        ),
        (
            SameLead(2, 2, 1, 50, Jointly(in_turn=700, points=740, bound=750)),
            "Of 2 settings with several people 1 has one lead, worth 50 points; decided "
            "together, pairings and leads have 40 points more than in turn, and the best "
            "plan has 10 more at most.",
        ),
        (
            SameLead(2, 2, 1, 50, Jointly(in_turn=700, points=700, bound=None)),
            "Of 2 settings with several people 1 has one lead, worth 50 points; decided "
            "together, pairings and leads have no points more than in turn, and how much "
            "more another plan could have is not known.",
        ),
    ],
)
def test_how_far_settings_have_one_lead(same, text):
    assert same_lead_text(same, 0) == text


# Tables and files


def test_a_lead_and_how_far_they_go(nurseries):
    far = Team(lead="S4", members=("S1", "S2", "S3"), minutes=(30, None, 12))
    solved = replace(
        nurseries, plan=nurseries.plan.model_copy(update={"teams": (far,)})
    )
    told = dict(_first_row(leads_table(solved, ["S4"])))
    assert told["Team size"] == 3
    assert (told["Journeys (minutes)"], told["Longest (minutes)"]) == (42, 30)
    assert (told["Journeys not known"], told["Of own authority"]) == (1, 0)
    assert told["Appointed"] == "new"
    assert dict(_first_row(leads_table(solved, [])))["Appointed"] == "leads now"
    assert "Appointed" not in dict(_first_row(leads_table(solved)))


def _first_row(table):
    return zip((c.heading for c in table.columns), table.rows[0], strict=True)


def test_a_folder_with_teams_is_written_and_replaced(located, tmp_path):
    folder = tmp_path / "teams"
    for _ in range(2):
        write_teams(located.solved, located, {"teams-map.svg": "<svg/>"}, folder)
    assert {path.name for path in folder.iterdir()} == {
        "leads.csv",
        "teams.csv",
        "teams.json",
        "teams-map.svg",
        "run.json",
    }
    data = json.loads((folder / "teams.json").read_text("utf-8"))
    assert data["schema"] == "matchmaker/teams/1"
    assert data["teams"] == [{"lead": "S4", "members": ["S1"], "minutes": [None]}]
    assert data["proof"][0]["gap"] == 10
    assert data["appointments"]["prices"] == {"S1": 45_000}
    assert [c["supporter"] for c in data["appointments"]["candidates"]] == [
        "S2",
        "S3",
        "S4",
    ]
    with (folder / "leads.csv").open(encoding="utf-8-sig") as file:
        assert [row["Area lead"] for row in csv.DictReader(file)] == ["S4"]


def test_without_appointments_there_are_none_in_the_file(nurseries, tmp_path):
    write_teams(nurseries, None, {}, tmp_path / "teams")
    data = json.loads((tmp_path / "teams" / "teams.json").read_text("utf-8"))
    assert data["appointments"] is None


def test_the_workbook_tells_shared_leads_and_the_teams_proof(nurseries, shared):
    book = load_workbook(BytesIO(workbook_bytes(shared, explain(shared), ())))
    assert [c.value for c in book["Shared leads"][2]] == [
        "N1",
        "Sunny Days",
        "S4",
        "Di Ash",
        50,
    ]
    assert [c.value for c in book["Team proof"][2]][:5] == [
        "people without a lead",
        0,
        0,
        0,
        "optimal",
    ]
    plain = load_workbook(BytesIO(workbook_bytes(nurseries, explain(nurseries), ())))
    assert {"Shared leads", "Team proof"}.isdisjoint(plain.sheetnames)


def test_shared_leads_and_the_teams_proof_come_back_from_plan_json(shared, tmp_path):
    document = plan_document(shared, explain(shared), {})
    assert document["shared_leads"] == [{"setting": "N1", "lead": "S4", "points": 50}]
    write_plan(document, tmp_path / "plan.json")
    read = read_plan(tmp_path / "plan.json")
    assert read.plan == shared.plan
    assert read.team_proof == shared.team_proof
    assert read.jointly is None


@pytest.mark.parametrize("bound", [410, None])
def test_what_was_decided_together_comes_back_from_plan_json(shared, bound, tmp_path):
    solved = replace(shared, jointly=Jointly(in_turn=360, points=367, bound=bound))
    document = plan_document(solved, explain(solved), {})
    assert document["jointly"] == {"in_turn": 360, "points": 367, "bound": bound}
    write_plan(document, tmp_path / "plan.json")
    assert read_plan(tmp_path / "plan.json").jointly == solved.jointly


def test_time_that_is_missing_is_told_in_hours(located):
    late = Candidacy("S3", False, "time", "has 60 minutes left, needs 2160", left=60)
    programme = located.solved.round.programme
    lead = programme.roles["area_lead"].model_copy(update={"lead_days": 2})
    roles = programme.roles | {"area_lead": lead}
    held = located.solved.round.replace(
        programme=programme.model_copy(update={"roles": roles})
    )
    solved = replace(located.solved, round=held)
    lines = list(located_lines(replace(located, solved=solved, candidacies=(late,))))
    assert lines[1:3] == [
        "1 other could not be appointed, by the first rule that they break: 1 with too "
        "little time left.",
        "  For one, Cy Dale (S3) has 1 hour left beside the pairings, and leading takes "
        "12 hours.",
    ]
