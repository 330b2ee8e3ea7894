"""Those who applied together, and how many a group may have."""

import pytest

from matchmaker.intake import read_round


@pytest.mark.parametrize("many", [4, 5])
def test_more_than_a_group_may_have_are_told_before_anything_is_matched(tmp_path, many):
    people = [f"C{i},Person {i},PR1,2,yes,Elm Road" for i in range(1, many + 1)]
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
    problems = read_round(tmp_path).problems
    assert len(problems) == (many > 4)
    for problem in problems:
        assert (problem.column, problem.value) == ("applied together", "Elm Road")
        assert problem.problem.startswith("5 applied together")
        assert "C1, C2, C3, C4, C5" in problem.problem
