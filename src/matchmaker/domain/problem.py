"""What is wrong with a row of the input, for the person who can mend it."""

from __future__ import annotations

from typing import Literal

from matchmaker.domain.frozen import Frozen


class Problem(Frozen):
    """
    One fault in the input.

    Attributes:
        level: `error`: the row, or the value, was left out. `warning`: it was
            used, but less well than it might be.
        file: The file or sheet.
        row: The row as the user counts it: headings are row 1. `None` where the
            whole file is meant.
        column: The column as the user wrote it; `None` where the row is meant.
        value: What stands there.
        problem: What is wrong.
        remedy: What to do.
    """

    level: Literal["error", "warning"] = "error"
    file: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    problem: str
    remedy: str
