"""Those who applied together, and how many a group may have."""

import pytest

from matchmaker.intake import read_round


@pytest.fixture
def problems(tmp_path):
    """What is wrong with childminders who applied together as these words."""

    def problems(*words):
        return _problems(tmp_path, words)

    return problems


def _problems(tmp_path, words):
    people = [f"C{i},Person {i},PR1,2,yes,{w}" for i, w in enumerate(words, start=1)]
    (tmp_path / "round.toml").write_text('programme = "childminders"\n', "utf-8")
    (tmp_path / "childminders.csv").write_text(
        "\n".join(
            ["id,name,postcode,children 0 to 5,consent,applied together", *people]
        ),
        "utf-8",
    )
    (tmp_path / "mentors.csv").write_text(
        "id,name,postcode,capacity_hours,years in the sector\nM1,Mo,PR1,24,5\n", "utf-8"
    )
    return read_round(tmp_path).problems


@pytest.mark.parametrize("many", [4, 5])
def test_more_than_a_group_may_have_are_told_before_anything_is_matched(problems, many):
    found = problems("Elm Road", *["elm road"] * (many - 1))
    assert len(found) == (many > 4)
    for problem in found:
        assert (problem.column, problem.value) == ("applied together", "Elm Road")
        assert problem.problem.startswith("5 applied together")
        assert "C1, C2, C3, C4, C5" in problem.problem


def test_who_names_another_and_no_common_word_is_told(problems):
    (problem,) = problems("Person 2", "", "Elm Road", "Elm Road")
    assert (problem.level, problem.value) == ("warning", "Person 2")
    assert "nobody is kept together with C1" in problem.problem
