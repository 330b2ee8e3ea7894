"""Problems of the input as lines for a person: where, what, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matchmaker.domain.problem import Problem


def problem_lines(problems: Sequence[Problem]) -> Iterator[str]:
    """One line a problem, in the order in which they were found."""
    for problem in problems:
        yield f"{problem.level}: {place_of(problem)}: {problem.problem}. {problem.remedy}"


def place_of(problem: Problem) -> str:
    """
    Where a problem stands, as far as it is known.

    >>> place_of(Problem(file="a.csv", row=3, column="id", problem="", remedy=""))
    'a.csv row 3, column id'
    """
    row = "" if problem.row is None else f" row {problem.row}"
    column = "" if problem.column is None else f", column {problem.column}"
    value = "" if problem.value is None else f', "{problem.value}"'
    return f"{problem.file}{row}{column}{value}"
