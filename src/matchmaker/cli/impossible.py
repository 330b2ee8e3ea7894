"""How a round without any plan is told: what is at odds, and what would mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import typer

from matchmaker.cli.failure import INFEASIBLE

if TYPE_CHECKING:
    from matchmaker.domain.round import Round
    from matchmaker.errors import InfeasibleError, NoPlanError
    from matchmaker.optimise.outcome import SolveParams


def say_impossible(
    error: InfeasibleError | NoPlanError, matching_round: Round, params: SolveParams
) -> NoReturn:
    """
    Print what cannot hold together, and repairs that were solved for.

    Args:
        error: Why there is no plan: none can hold, or time ran out before one was
            found, which may have the same cause.
        matching_round: The round.
        params: How to search; its time limit is that of the search for repairs.

    Raises:
        typer.Exit: With the code for a round without a plan.
        MatchmakerError: The error itself, where no cause was found.
    """
    from matchmaker.errors import NoPlanError
    from matchmaker.reasons.impossible import why_impossible
    from matchmaker.report.impossible import impossible_lines

    try:
        found = why_impossible(matching_round, params)
    except NoPlanError:
        raise error from None
    if found is None:
        raise error
    first, *others = impossible_lines(found, matching_round)
    typer.echo("\n".join([f"error: {first}", *others]), err=True)
    raise typer.Exit(INFEASIBLE)
