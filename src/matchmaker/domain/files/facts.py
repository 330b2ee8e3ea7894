"""What `round.toml` says of a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.files.text import scaled

if TYPE_CHECKING:
    from matchmaker.domain.objective import Objective
    from matchmaker.domain.round import Round


def facts_of(this: Round, programme: str) -> dict[str, object]:
    """
    The keys of `round.toml`; those that say nothing are `None`.

    The day of the round is written too, for replays.

    Args:
        this: The round.
        programme: What the file calls the programme: a name or a path.
    """
    return {
        "programme": programme,
        "term": this.name,
        "start": this.start,
        "end": this.end,
        "anchor_date": this.today,
        "objectives": list(map(_objective, this.objective_override)) or None,
        "decimals": this.decimals or None,
        "minimum_if_used": this.minimum_if_used or None,
        "budget": {region: scaled(pence, 2) for region, pence in this.budgets.items()}
        or None,
    }


def _objective(objective: Objective) -> object:
    """An objective by its name alone where that says it all, else as a table."""
    said = objective.model_dump(exclude_defaults=True)
    return objective.name if len(said) == 1 else said
