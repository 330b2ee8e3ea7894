"""What the best plan comes to with one thing left out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Without:
    """
    The best plan with one thing left out.

    Attributes:
        name: The rule or the objective.
        values: By objective, what that plan reaches; also for the objective that was
            left out.
        exact: Whether it is proved best.
    """

    name: str
    values: dict[str, int | None]
    exact: bool
