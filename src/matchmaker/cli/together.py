"""Reading of rounds that are matched together, with what is doubtful between them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matchmaker.domain.problem import Problem
    from matchmaker.domain.round import Round

Checked = list[tuple["Round", "tuple[Problem, ...]"]]
"""Each round, with everything that is wrong with it."""


def read_together(paths: Sequence[Path], today: date | None) -> Checked:
    """
    Read one round, or several that share people.

    Raises:
        RoundError: No round can be made of one of them.
        ProgrammeError: A programme has faults.
    """
    from matchmaker.intake import doubts_between, read_round, with_strays_placed
    from matchmaker.report.before import before_problems

    readings = with_strays_placed([read_round(path, today=today) for path in paths])
    doubts = doubts_between([reading.round for reading in readings])
    return [
        (one.round, (*one.problems, *before_problems(one.round), *doubtful))
        for one, doubtful in zip(readings, doubts, strict=True)
    ]
