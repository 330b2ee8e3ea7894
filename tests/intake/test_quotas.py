"""Quotas: what they may speak of, and what becomes of wrong ones."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files

import pytest
from openpyxl import load_workbook

from matchmaker import generate
from matchmaker.domain.quota import Quota
from matchmaker.intake import read_programme, read_round, write_round
from matchmaker.intake.template import write_template

RULE = '\n[[rule]]\nname = "quota"\n'
HEAD = "by,name,role,least,most,reason,by_whom,date\n"


@pytest.fixture
def keen(desk):
    """The clean round under a programme that keeps to quotas."""
    return with_rule(desk, RULE)


def with_rule(desk, rule):
    text = (files("matchmaker") / "programmes" / "early-years.toml").read_text("utf-8")
    desk.write("mine.toml", text + rule)
    return desk.change("round.toml", '"early-years"', '"mine.toml"')


def test_a_quota_is_read_with_reason_author_and_date(keen):
    keen.write(
        "quotas.csv",
        HEAD + "Region,north west,Experts,1,3,A pilot,Ann,10/03/2022\n",
    )
    assert keen.read().round.quotas == (
        Quota(
            by="region",
            name="North West",
            role="expert",
            least=1,
            most=3,
            reason="A pilot",
            by_whom="Ann",
            on=date(2022, 3, 10),
        ),
    )


@pytest.mark.parametrize(
    ("by", "name", "found"),
    [
        ("region", "E12000002", "North West"),
        ("LA", "lancashire", "Lancashire"),
        ("trust", "Steps", "Steps"),
        ("setting type", "Preschool", "preschool"),
        ("supporter region", "North West", "North West"),
        ("supporter la", "Lancashire", "Lancashire"),
        ("employer", "S2", "S2"),
    ],
)
def test_a_value_is_known_by_all_its_names(keen, by, name, found):
    keen.change("supporters.csv", "postcode,cap", "postcode,authority,cap")
    keen.change("supporters.csv", "PR1 1AA,10", "PR1 1AA,Lancashire,10")
    keen.change("supporters.csv", "PR2 2AA,5", "PR2 2AA,,5")
    keen.write("quotas.csv", f"by,name,most\n{by},{name},3\n")
    assert keen.problems == ()
    (quota,) = keen.read().round.quotas
    assert (quota.name, quota.role, quota.least, quota.most) == (found, None, 0, 3)


def test_the_group_of_an_employer_is_that_of_the_setting(keen):
    keen.change("supporters.csv", "5,S2", "5,S1")
    keen.write("quotas.csv", "by,name,least\nemployer group,Steps,1\n")
    (quota,) = keen.read().round.quotas
    assert (quota.by, quota.least, quota.most) == ("employer group", 1, None)


def test_a_phase_is_the_request_s(keen):
    keen.change("requests.csv", "needs,demand,minimum", "needs,demand,phase")
    keen.change("requests.csv", "send,1,0", "send,1,early years")
    keen.change("requests.csv", "eal,1,0", "eal,1,")
    keen.write("quotas.csv", "by,name,most\nphase,Early Years,1\n")
    (quota,) = keen.read().round.quotas
    assert quota.name == "early years"


@pytest.mark.parametrize(
    ("row", "column", "said", "remedy"),
    [
        ("region,Nrth West,,1,", "name", 'no setting has the region "Nrth West"',
         'Did you mean "North West"?'),
        ("region,London,,1,", "name", 'no setting has the region "London"',
         "Use one of: North West."),
        ("group,steps,,1,", "name", 'no setting has the group "steps"',
         'Did you mean "Steps"?'),
        ("employer,S1,,1,", "name", 'no supporter has the employer "S1"', "S2"),
        ("phase,primary,,1,", "name", 'no request has the phase "primary"',
         "Delete the row."),
        ("supporter region,London,,1,", "name", 'no supporter has the region "London"',
         "North West"),
        ("county,Lancashire,,1,", "by", '"county" is not a known word here', "region"),
        (",Lancashire,,1,", "by", "blank", "Fill it in"),
        ("region,,,1,", "name", "blank", "Fill it in"),
        ("region,North West,cook,1,", "role", '"cook" is not a known word', "expert"),
        ("region,North West,area_lead,1,", "role", "is not a known word", "expert"),
        ("region,North West,,few,", "least", '"few" is not a whole number', "figures"),
        ("region,North West,,,-1", "most", "too small", "from 0"),
        ("region,North West,,,", "least", "neither least nor most", "one of the two"),
        ("region,North West,,3,2", "most", "at least 3 are asked for", "Raise the most"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_left_out_and_the_others_go_on(keen, row, column, said, remedy):
    keen.write(
        "quotas.csv", f"by,name,role,least,most\n{row}\nauthority,Lancashire,,0,5\n"
    )
    problem = keen.problem
    assert (problem.level, problem.file, problem.row) == ("error", "quotas.csv", 2)
    assert problem.column == column
    assert said in problem.problem
    assert remedy in problem.remedy
    assert [quota.name for quota in keen.read().round.quotas] == ["Lancashire"]


def test_least_and_most_may_be_equal(keen):
    keen.write("quotas.csv", "by,name,least,most\nregion,North West,2,2\n")
    assert str(keen.read().round.quotas[0]) == "exactly 2 pairings in North West"


def test_two_quotas_about_the_same_are_one_too_many(keen):
    keen.write(
        "quotas.csv",
        "by,name,role,most\nregion,North West,,3\nregion,NORTH WEST,,2\n"
        "region,North West,mentor,1\n",
    )
    assert keen.problem.row == 3
    assert "stands already in row 2 of quotas.csv" in keen.problem.problem
    assert [quota.most for quota in keen.read().round.quotas] == [3, 1]


def test_a_role_that_the_rule_leaves_alone_has_no_quota(desk):
    with_rule(desk, f'{RULE}roles = ["expert"]\n')
    desk.write("quotas.csv", "by,name,role,most\nregion,North West,mentor,1\n")
    assert desk.problem.column == "role"
    assert desk.problem.remedy == "Use one of: expert."


def test_without_the_rule_quotas_are_a_problem(desk):
    desk.write("quotas.csv", "by,name,most\nregion,North West,3\n")
    problem = desk.problem
    assert (problem.level, problem.file, problem.row) == ("error", "quotas.csv", None)
    assert 'lists no rule "quota"' in problem.problem
    assert '[[rule]] with name = "quota"' in problem.remedy
    assert desk.read().round.quotas == ()


def test_an_empty_table_without_the_rule_is_no_problem(desk):
    assert desk.write("quotas.csv", "by,name,most\n").problems == ()


def test_without_the_rule_budgets_are_a_problem(desk):
    text = (files("matchmaker") / "programmes" / "early-years.toml").read_text("utf-8")
    without = re.sub(r'\[\[rule\]\].*\nname = "budget"\n', "", text)
    desk.write("mine.toml", without)
    desk.change("round.toml", '"early-years"', '"mine.toml"')
    assert desk.problems == ()
    desk.add("round.toml", "[budget]", "all = 5")
    problem = desk.problem
    assert (problem.level, problem.file) == ("error", "round.toml")
    assert problem.column == "budget"
    assert 'lists no rule "budget", so the budgets were left out' in problem.problem
    assert desk.read().round.budgets == {}


def test_budgets_of_a_programme_in_which_nothing_costs_anything_are_a_problem(desk):
    text = (files("matchmaker") / "programmes" / "early-years.toml").read_text("utf-8")
    desk.write("mine.toml", re.sub(r"(?m)^rate = .*\n", "", text))
    desk.add("round.toml", "[budget]", "all = 5")
    assert desk.problems == ()
    desk.change("round.toml", '"early-years"', '"mine.toml"')
    assert desk.problem.column == "budget"
    assert "no day rates, so nothing costs anything" in desk.problem.problem
    # A round may bring the rates.
    desk.write(
        "day_rates.csv", "role,day_rate\nexpert,500\nmentor,400\narea lead,500\n"
    )
    assert not any(problem.column == "budget" for problem in desk.problems)


def test_a_quota_without_limits_columns_is_no_table(keen):
    keen.write("quotas.csv", "by,name\nregion,North West\n")
    assert keen.problem.file == "quotas.csv"
    assert keen.read().round.quotas == ()


def test_a_copy_keeps_the_quotas(keen):
    keen.change("settings.csv", "14/03/2022,Steps", '14/03/2022,"=Steps, Ltd"')
    keen.change("supporters.csv", "5,S2", "5,S1")
    keen.write(
        "quotas.csv",
        HEAD
        + 'group,"=Steps, Ltd",,0,3,,,\n'
        + "region,North West,mentor,2,,Agreed,Ann,10/03/2022\n"
        + 'employer group,"=Steps, Ltd",expert,1,1,,,\n',
    )
    reading = keen.read()
    assert reading.problems == ()
    assert len(reading.round.quotas) == 3
    copy = read_round(write_round(reading.round, keen.folder / "copy"))
    assert copy.problems == ()
    assert copy.round.quotas == reading.round.quotas


def test_a_generated_folder_keeps_the_quotas(keen):
    quotas = (
        Quota(by="region", name="North West", role="mentor", least=1, by_whom="Ann"),
        Quota(by="employer", name="S2", most=2, reason="Small", on=date(2022, 3, 1)),
    )
    whole = keen.read().round.replace(quotas=quotas)
    folder = keen.folder / "made"
    generate.write_round(whole, folder, programme="../mine.toml")
    assert read_round(folder).round.quotas == quotas


def test_the_template_has_a_sheet_of_quotas_where_they_are_read(tmp_path, keen):
    path = tmp_path / "empty.xlsx"
    write_template(keen.read().round.programme, path, programme_path="mine.toml")
    sheet = load_workbook(path)["quotas"]
    assert [cell.value for cell in sheet[1]] == [
        "By", "Name", "Role", "Least", "Most", "Reason", "By whom", "Date",
    ]  # fmt: skip
    write_template(read_programme("early-years"), tmp_path / "plain.xlsx")
    assert "quotas" not in load_workbook(tmp_path / "plain.xlsx").sheetnames
