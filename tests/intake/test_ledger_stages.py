"""Rows of one early career teacher go on day by day, or are reported and left out."""

from datetime import date

import pytest

from matchmaker.intake.ledger import read_ledger

HEAD = "ect,mentor,school,start,until,fte_percent\n"
FIRST = "E1,M1,A,01/09/2024,31/08/2025,\n"
SECOND = "E1,M2,B,01/09/2025,,\n"


@pytest.fixture
def read(tmp_path):
    """What rows of inductions.csv are read as, and the problems."""

    def reading(*rows):
        (tmp_path / "inductions.csv").write_text(HEAD + "".join(rows), "utf-8")
        found = read_ledger(tmp_path)
        return found.ledger.inductions, found.problems

    return reading


@pytest.mark.parametrize("rows", [(FIRST, SECOND), (SECOND, FIRST)])
def test_a_change_of_mentor_and_school_is_two_rows_in_any_order(read, rows):
    stages, problems = read(*rows)
    assert not problems
    assert sorted((one.start, one.until, one.mentor, one.school) for one in stages) == [
        (date(2024, 9, 1), date(2025, 8, 31), "M1", "A"),
        (date(2025, 9, 1), None, "M2", "B"),
    ]


def test_the_last_row_may_end_and_a_teacher_be_written_otherwise(read):
    stages, problems = read(FIRST, "e1,M2,B,01/09/2025,31/01/2026,\n")
    assert not problems
    assert [one.until for one in stages] == [date(2025, 8, 31), date(2026, 1, 31)]


def test_one_day_is_a_stage(read):
    stages, problems = read("E1,M1,A,01/09/2024,01/09/2024,\n")
    assert (len(stages), problems) == (1, ())


@pytest.mark.parametrize(
    ("second", "cell", "problem", "remedy"),
    [
        (
            "E1,M2,B,02/09/2025,,\n",
            ("start", "02/09/2025"),
            "the row leaves days after row 2 of inductions.csv, which ends on "
            "2025-08-31; the row was left out",
            "Begin it on 2025-09-01, or end the other on 2025-09-01.",
        ),
        (
            "E1,M2,B,31/08/2025,,\n",
            ("start", "31/08/2025"),
            "the row has days in common with row 2 of inductions.csv, which ends on "
            "2025-08-31; the row was left out",
            "Begin it on 2025-09-01, or end the other on 2025-08-30.",
        ),
        (
            "E1,M2,B,01/09/2024,,\n",
            (None, None),
            "the early career teacher E1 stands already in row 2 of inductions.csv, "
            "with the same first day; the row was left out",
            "Delete one of the two rows; after a change of mentor or school, begin the "
            "second on the first day after it.",
        ),
        (
            "E1,M2,B,01/09/2025,,60\n",
            ("fte_percent", "60"),
            "E1 has 60 % here and 100 % in row 2 of inductions.csv; the row was left "
            "out",
            "Write one figure in all rows of a teacher: that of the whole induction.",
        ),
        (
            "E2,M2,B,01/09/2025,31/08/2025,\n",
            ("until", "31/08/2025"),
            "it ends before it begins; the row was left out",
            "Correct one of the two days.",
        ),
    ],
)
def test_what_does_not_follow_is_told_and_left_out(read, second, cell, problem, remedy):
    stages, (found,) = read(FIRST, second)
    assert [one.mentor for one in stages] == ["M1"]
    assert (found.level, found.row) == ("error", 3)
    assert (found.column, found.value) == cell
    assert (found.problem, found.remedy) == (problem, remedy)


def test_a_row_without_a_last_day_is_asked_for_it(read):
    """Nobody guesses that the second row is a change, and not a slip."""
    stages, (found,) = read(FIRST.replace("31/08/2025", ""), SECOND)
    assert [one.mentor for one in stages] == ["M1"]
    assert (found.row, found.column, found.value) == (3, "start", "01/09/2025")
    assert found.remedy.startswith(
        "If mentor or school changed, write 2025-08-31 into until of row 2"
    )


def test_what_follows_a_row_that_was_left_out_follows_the_one_before_it(read):
    stages, problems = read(
        FIRST, "E1,M2,B,15/08/2025,31/12/2025,\n", "E1,M3,B,01/09/2025,,\n"
    )
    assert [one.mentor for one in stages] == ["M1", "M3"]
    assert [one.row for one in problems] == [3]
