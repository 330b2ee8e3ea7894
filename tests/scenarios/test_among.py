"""Scenarios of people among themselves: buddies, and groups that ask as one."""

import re
import tomllib
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from matchmaker import verify
from matchmaker.intake import read_round, write_round
from matchmaker.pipeline import confirmed_by_prices, match
from matchmaker.reasons import explain
from matchmaker.reasons.buddies import BuddyReasons
from matchmaker.report.output import write_outputs
from matchmaker.report.workbook import workbook_bytes
from matchmaker.report.written import read_written, solved_again

SHELF = Path(__file__).parents[2] / "scenarios"
FULL_POSTCODE = re.compile(rb"\b[A-Z]{1,2}\d{1,2} ?\d[A-Z]{2}\b")


def solved_and_expected(name):
    folder = SHELF / name
    expected = tomllib.loads((folder / "expected.toml").read_text("utf-8"))
    return match(read_round(folder).round), expected


@pytest.fixture(scope="module")
def buddies():
    return solved_and_expected("mentor-buddies")


@pytest.fixture(scope="module")
def childminders():
    return solved_and_expected("childminders")


@pytest.fixture(scope="module", params=["mentor-buddies", "childminders"])
def written(request, tmp_path_factory):
    solved, _ = solved_and_expected(request.param)
    folder = tmp_path_factory.mktemp("out") / "plan"
    write_outputs(solved, explain(solved), (), folder, write_round)
    return solved, folder


def test_who_are_buddies_and_who_has_none(buddies):
    solved, expected = buddies
    links = {link.people for link in solved.plan.buddies}
    for fact in expected["buddies"]:
        assert (fact["one"], fact["other"]) in links, fact
    for fact in expected["not_buddies"]:
        assert (fact["one"], fact["other"]) not in links, fact
    assert solved.plan.trio.middle == expected["trio"]["middle"]
    assert list(solved.plan.trio.ends) == expected["trio"]["ends"]
    assert [alone.person for alone in solved.plan.alone] == expected["alone"]


def test_a_rule_that_holds_one_way_only_keeps_two_apart(buddies):
    solved, expected = buddies
    whole = solved.round
    for fact in expected["not_buddies"]:
        one, other = whole.request(fact["one"]), whole.supporter(fact["other"])
        back, there = whole.request(fact["other"]), whole.supporter(fact["one"])
        broken = [*verify.broken_rules(whole, one, other)]
        broken += verify.broken_rules(whole, back, there)
        assert [rule for rule, _ in broken] == [fact["rule"]]


def test_why_somebody_has_no_buddy(buddies):
    solved, _ = buddies
    reasons = BuddyReasons(solved)
    lena, moe, _nia = (reasons.why_alone(one) for one in solved.plan.alone)
    # Lena falls as company only; Moe's own answers leave nobody.
    assert lena.turned_down == (("answered:status:supporter", 2),)
    assert sum(count for _, count in moe.removed) == moe.others == 13
    assert moe.turned_down == ()


def test_who_is_in_a_group_with_whom(childminders):
    solved, expected = childminders
    groups = {group.id: list(group.members) for group in solved.plan.groups}
    assert groups.items() >= expected["groups"].items()
    for fact in expected["apart"]:
        assert not any({fact["one"], fact["other"]} <= set(g) for g in groups.values())
    reached = {proof.objective: proof.value for proof in solved.group_proof}
    assert reached == expected["group_proof"]


def test_a_written_plan_comes_back_and_holds(written):
    solved, folder = written
    again = read_written(folder)
    assert again.plan == solved.plan
    assert again.changed == ()
    assert verify.check(again.round, again.plan, again.proof) == ()
    assert verify.check_groups(again.round, again.plan, again.group_proof) == ()
    resolved = solved_again(again)
    assert confirmed_by_prices(resolved) == confirmed_by_prices(solved)


def test_a_plan_is_written_alike_every_time(written, tmp_path):
    solved, folder = written
    write_outputs(solved, explain(solved), (), tmp_path / "again", write_round)
    for path in folder.rglob("*"):
        if path.is_file() and path.name != "run.json":
            other = tmp_path / "again" / path.relative_to(folder)
            assert path.read_bytes() == other.read_bytes(), path.name


def test_no_home_is_written_finer_than_its_outcode(tmp_path):
    whole = read_round(SHELF / "childminders").round
    assert {home.postcode for home in whole.settings} >= {"PR1", "LA2", "FY1"}
    solved = match(whole)
    write_outputs(solved, explain(solved), (), tmp_path / "out", write_round)
    typed = (SHELF / "childminders" / "childminders.csv").read_bytes()
    assert FULL_POSTCODE.search(typed)
    for path in (tmp_path / "out").rglob("*"):
        if path.suffix == ".xlsx":
            with ZipFile(path) as book:
                texts = [book.read(name) for name in book.namelist()]
        else:
            texts = [path.read_bytes()] if path.is_file() else []
        for text in texts:
            assert not FULL_POSTCODE.search(text), path.name


@pytest.mark.parametrize(
    ("scenario", "sheets"),
    [
        ("mentor-buddies", {"Buddies": 7, "Without a buddy": 4, "Proof": 4}),
        ("childminders", {"Groups": 14, "Proof of groups": 5, "Pairings": 6}),
    ],
)
def test_the_workbook_has_a_row_for_each(scenario, sheets):
    solved, _ = solved_and_expected(scenario)
    book = load_workbook(BytesIO(workbook_bytes(solved, explain(solved), ())))
    assert {name: book[name].max_row for name in sheets} == sheets
    first = book[next(iter(sheets))]
    headings = [cell.value for cell in first[1]]
    assert {"Pin", "Forbid"} <= set(headings) or scenario == "childminders"
