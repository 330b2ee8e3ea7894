"""round.toml: what a round says of itself."""

from datetime import UTC, date, datetime

import pytest

from matchmaker.errors import ProgrammeError, RoundError
from matchmaker.intake import read_round


def test_the_terms_dates_go_to_requests_without_their_own(desk):
    desk.change("requests.csv", "needs", "start")
    desk.change("requests.csv", "R1,S1,expert,send", "R1,S1,expert,01/05/2022")
    first, second, _ = (
        desk.change("requests.csv", "eal", "")
        .change("requests.csv", "send", "")
        .read()
        .round.requests
    )
    assert (first.start, first.end) == (date(2022, 5, 1), date(2022, 7, 22))
    assert (second.start, second.end) == (date(2022, 4, 25), date(2022, 7, 22))


def test_today_is_what_the_caller_says_then_the_round_then_the_clock(desk):
    assert read_round(desk.folder, today=date(2021, 1, 1)).round.today.year == 2021
    assert desk.read().round.today == date(2022, 4, 1)
    desk.change("round.toml", "anchor_date = 2022-04-01", "")
    days = (datetime.now(UTC).astimezone().date() - desk.read().round.today).days
    assert 0 <= days <= 1


def test_a_round_without_a_term_is_called_after_its_folder(desk):
    desk.change("round.toml", 'term = "Summer term 2022"', "")
    assert desk.read().round.name == desk.folder.name


def test_budgets_are_exact_pence(desk):
    desk.add(
        "round.toml",
        "[budget]",
        '"north west" = 0.29',
        "all = 1_200",
        'London="£5,000.50"',
    )
    assert desk.read().round.budgets == {
        "North West": 29,
        "all": 120000,
        "London": 500050,
    }


@pytest.mark.parametrize(
    ("line", "key", "said"),
    [
        ("Narnia = 5", "budget.Narnia", "nine English regions"),
        ("London = 1.005", "budget.London", "not an amount in pounds"),
        ("London = -1", "budget.London", "not an amount in pounds"),
        ('London = "lots"', "budget.London", "not an amount in pounds"),
        ("London = nan", "budget.London", "not an amount in pounds"),
        ("London = 1e99", "budget.London", "not an amount in pounds"),
        ("London = [1]", "budget.London", "should be words"),
    ],
)
def test_a_wrong_budget_is_a_problem_with_its_line(desk, line, key, said):
    desk.add("round.toml", "[budget]", "all = 5", line)
    reading = desk.read()
    assert reading.round.budgets == {"all": 500}
    (problem,) = reading.problems
    assert (problem.file, problem.row, problem.column) == ("round.toml", 8, key)
    assert said in problem.problem


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("start = 2022-04-25", 'start = "soon"', "start"),
        ("end = 2022-07-22", "end = 2022-01-01", "end"),
        ("term =", "turm =", "turm"),
        ("term =", "decimals = 10\nterm =", "decimals"),
        ("term =", "decimals = -1\nterm =", "decimals"),
        ("term =", 'minimum_if_used = "perhaps"\nterm =', "minimum_if_used"),
    ],
)
def test_a_wrong_value_is_a_problem_and_the_round_goes_on(desk, old, new, column):
    problem = desk.change("round.toml", old, new).problem
    assert (problem.file, problem.column) == ("round.toml", column)


@pytest.mark.parametrize("names", ['["speed"]', '["points", "points"]', "[]", "7"])
def test_objectives_that_cannot_be_used_stop_the_round(desk, names):
    desk.change("round.toml", "term =", f"objectives = {names}\nterm =")
    with pytest.raises(RoundError, match="objectives"):
        desk.read()


def test_objectives_replace_the_programmes_in_their_order(desk):
    desk.change("round.toml", "term =", 'objectives = ["points", "coverage"]\nterm =')
    assert desk.read().round.objective_names == ("points", "coverage")


@pytest.mark.parametrize(
    "text", ["", "programme = ''", "programme = [", "x" * 9, "\x00"]
)
def test_without_a_programme_no_round_can_be_made(desk, text):
    with pytest.raises(RoundError):
        desk.write("round.toml", text).read()


def test_an_unknown_programme_is_named(desk):
    with pytest.raises(ProgrammeError, match='Did you mean "early-years"'):
        desk.write("round.toml", 'programme = "early years"').read()


def test_there_must_be_a_folder_with_a_round(tmp_path):
    for path in (tmp_path, tmp_path / "nothing", tmp_path / "x.txt"):
        (tmp_path / "x.txt").write_text("x")
        with pytest.raises(RoundError):
            read_round(path)
