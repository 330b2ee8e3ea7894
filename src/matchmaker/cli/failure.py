"""How errors reach the person at the terminal."""

from __future__ import annotations

import typer

from matchmaker.errors import (
    InfeasibleError,
    MatchmakerError,
    NoPlanError,
    PlanRejectedError,
)

PROBLEMS = 1
"""Exit code: the input has problems, and that was the question."""
USAGE = 2
"""Exit code: what was given cannot be used."""
INFEASIBLE = 3
"""Exit code: no plan can hold; the conflict is named."""
NO_PLAN = 4
"""Exit code: time ran out before any plan was found."""
REJECTED = 5
"""Exit code: a plan failed its check."""

_CODES: tuple[tuple[type[MatchmakerError], int], ...] = (
    (InfeasibleError, INFEASIBLE),
    (NoPlanError, NO_PLAN),
    (PlanRejectedError, REJECTED),
)


def exit_code(error: MatchmakerError) -> int:
    """The exit code that tells scripts which kind of error it was."""
    for kind, code in _CODES:
        if isinstance(error, kind):
            return code
    return USAGE


def say_error(error: MatchmakerError) -> None:
    """Print an error to standard error, as it would be said to a person."""
    typer.echo(f"error: {error}", err=True)
