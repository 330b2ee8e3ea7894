"""Forms in which people say whom they would like, in order."""

import csv
from importlib.resources import files

import pytest

from matchmaker.intake.form import read_form

ORDER = "Which mentors would you like, in order?"
FIRST, SECOND = "First choice of mentee", "Second choice of mentee"


@pytest.fixture
def stable(tmp_path):
    """A copy of the volunteers' programme, which heeds lists."""
    text = (files("matchmaker") / "programmes" / "edumentoring.toml").read_text("utf-8")
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def asked(form, stable, tmp_path):
    """Read answers to some more questions, by row of `form`."""

    def read(people, **more):
        path = form(*people)
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for question, answers in more.items():
            heading = {"order": ORDER, "first": FIRST, "second": SECOND}.get(
                question, question
            )
            for row, answer in zip(rows, answers, strict=True):
                row[heading] = answer
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return read_form([path], stable)

    return read


@pytest.fixture
def four(person):
    return [
        person("Ann", "Mentee"),
        person("Cy", "Both", stage="Head"),
        person("Bea", "Mentor"),
        person("Dot", "Mentor"),
    ]


def test_names_and_addresses_become_a_list(asked, four):
    answers = ["1. Bea, 2. dot@example.org", "Dot > Bea", "", ""]
    whole = asked(four, order=answers).round
    assert [request.preferences for request in whole.requests] == [
        (("row-4",), ("row-5",)),
        (("row-5",), ("row-4",)),
    ]
    # Whom a mentee would like is no ranking of mentees, although Cy mentors too.
    assert not any(supporter.preferences for supporter in whole.supporters)


def test_choices_may_be_questions_of_their_own(asked, four):
    whole = asked(four, first=["", "", "Cy", "Ann"], second=["", "", "Ann", ""]).round
    _, bea, dot = whole.supporters
    assert bea.preferences == (("row-3",), ("row-2",))
    assert dot.preferences == (("row-2",),)


def test_a_choice_of_mentors_is_none_of_mentees(asked, four):
    reading = asked(four, **{"Mentors: your choice": ["Bea", "Dot", "", ""]})
    assert reading.round.requests[1].preferences == (("row-5",),)
    assert not any(one.preferences for one in reading.round.supporters)
    assert not any("Dot" in str(problem.value) for problem in reading.problems)


def test_a_name_that_is_not_in_the_form_is_a_problem_and_no_loss(asked, four):
    reading = asked(four, order=["Zed; Bea", "", "", ""])
    assert reading.round.requests[0].preferences == (("row-4",),)
    (told,) = [problem for problem in reading.problems if problem.value == "Zed"]
    assert (told.row, told.column) == (2, ORDER)
    assert 'there is no mentor "Zed"' in told.problem


def test_answers_that_name_nobody_are_no_list(asked, person):
    people = [person(f"P{n}", "Mentee") for n in range(6)]
    people += [person("Bea", "Mentor")]
    question = "Any preferences about your mentor?"
    reading = asked(people, **{question: ["somebody kind"] * 6 + [""]})
    assert not reading.round.has_preferences
    assert not any(problem.column == question for problem in reading.problems)


def test_a_programme_that_makes_no_use_of_lists_does_not_read_them(asked, four, stable):
    reading = asked(four, order=["Bea", "", "", ""])
    assert reading.round.has_preferences
    stable.write_text(stable.read_text("utf-8").replace('"report"', '"off"'), "utf-8")
    assert not asked(four, order=["Bea", "", "", ""]).round.has_preferences


def test_of_two_files_each_names_those_of_the_other(tmp_path, stable):
    heads = ["Full name", "Email address", "I agree that my details are shared"]
    asks = [[*heads, ORDER], ["Ann", "ann@x.org", "Yes", "Bea; Dot"]]
    offers = [heads, ["Dot", "dot@x.org", "Yes"], ["Bea", "bea@x.org", "Yes"]]
    for name, rows in (("mentees.csv", asks), ("mentors.csv", offers)):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    paths = [tmp_path / "mentees.csv", tmp_path / "mentors.csv"]
    whole = read_form(paths, stable).round
    assert whole.requests[0].preferences == (("mentor-3",), ("mentor-2",))
