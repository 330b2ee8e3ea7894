"""The search of a command: told as it goes on, ended by Ctrl-C, or found impossible."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matchmaker.domain.round import Round
    from matchmaker.optimise.outcome import SolveParams
    from matchmaker.pipeline import Solved


def searched(rounds: Sequence[Round], params: SolveParams) -> tuple[Solved, ...]:
    """
    The plans of rounds, found where Ctrl-C ends the search and not the command.

    Args:
        rounds: In the order in which they come first when hours are short.
        params: How to search.

    Raises:
        typer.Exit: A single round has no plan; why was said on standard error.
        MatchmakerError: There is no plan, and no cause to name.
    """
    from matchmaker.cli.impossible import say_impossible
    from matchmaker.cli.progress import listening
    from matchmaker.cli.stopping import ended_by_signals
    from matchmaker.errors import InfeasibleError, NoPlanError
    from matchmaker.pipeline import match_several

    try:
        with ended_by_signals() as search, listening(rounds[0].decimals) as listener:
            return search.run(
                lambda stop: match_several(rounds, params, progress=listener, stop=stop)
            )
    except (InfeasibleError, NoPlanError) as error:
        if len(rounds) > 1:
            raise
        say_impossible(error, rounds[0], params)
