"""What a change would cost, in words: each objective with its own unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeVar

from matchmaker.domain.round import Round
from matchmaker.report.loads import HOUR, Unit
from matchmaker.report.objectives import IN_POINTS, amount_text
from matchmaker.report.speech import counted, listed

Cost = Mapping[str, int | None]
Lost = TypeVar("Lost", bound=int | None)

_WORSE_AND_BETTER = {
    "blocking-pairs": (
        "{} more who would rather have each other",
        "{} fewer who would rather have each other",
    ),
    "coverage": (
        "{} fewer met (counted by priority)",
        "{} more met (counted by priority)",
    ),
    "points": ("{} less", "{} more"),
    "worst-off": (
        "{} less for whoever is served worst",
        "{} more for whoever is served worst",
    ),
    "leximin": (
        "a lowest band that begins {} lower",
        "a lowest band that begins {} higher",
    ),
    "change": ("{} more lost of the plan before", "{} less lost of the plan before"),
    "cost": ("{} more to pay", "{} less to pay"),
    "request-choice": (
        "{} places lower on the lists of those who ask",
        "{} places higher on the lists of those who ask",
    ),
    "supporter-choice": (
        "{} places lower on the lists of those who offer",
        "{} places higher on the lists of those who offer",
    ),
    "balance": (
        "loads less even by {}, squared and added up",
        "loads more even by {}, squared and added up",
    ),
}
_ANY = ("{} less by '{name}'", "{} more by '{name}'")
"""A blend has a name of the programme's own."""


def is_free(cost: Cost) -> bool:
    """Whether no objective changes."""
    return not any(cost.values())


def cost_text(cost: Cost, decimals: int, unit: Unit = "units") -> str:
    """
    What is lost, then what is gained, in a clause after "the plan would have".

    >>> cost_text({"coverage": 1, "points": -897}, 0)
    '1 unit fewer met (counted by priority), but 897 points more'
    >>> cost_text({"coverage": 0, "points": 6}, 0)
    '6 points less'
    >>> cost_text({"balance": 7200}, 0, "minutes")
    'loads less even by 2 hours, squared and added up'
    """
    text = worse_then_better(cost, lambda n, lost: _clause(n, lost, decimals, unit))
    # Only leximin can tell plans apart whose values are all equal.
    return text or "more requests in the lower bands of points"


def worse_then_better(
    cost: Mapping[str, Lost], clause: Callable[[str, Lost], str]
) -> str:
    """
    What is lost, then what is gained; empty where nothing changes.

    Args:
        cost: By what is sought, what is lost; negative is gained.
        clause: Says one of them.
    """
    worse = [clause(n, a) for n, a in cost.items() if a is None or a > 0]
    better = [clause(n, a) for n, a in cost.items() if a is not None and a < 0]
    return ", but ".join(listed(side) for side in (worse, better) if side)


def more_or_fewer(more: int, one: str, several: str, what: str) -> str:
    """
    A difference in what is counted, in a clause after "would then have".

    >>> more_or_fewer(2, "team", "teams", "smaller than wanted")
    '2 teams more smaller than wanted'
    >>> more_or_fewer(-1, "person", "people", "without a lead")
    '1 person fewer without a lead'
    """
    way = "more" if more > 0 else "fewer"
    return f"{abs(more):,} {one if abs(more) == 1 else several} {way} {what}"


def cost_lines(cost: Cost, decimals: int, unit: Unit = "units") -> tuple[str, ...]:
    """
    One line for each objective, in order.

    >>> cost_lines({"coverage": 0, "points": 6}, 0)
    ('coverage: the same', 'points: 6 points less')
    """
    return tuple(
        f"{name}: {_clause(name, lost, decimals, unit) if lost != 0 else 'the same'}"
        for name, lost in cost.items()
    )


def _clause(name: str, lost: int | None, decimals: int, unit: Unit) -> str:
    if lost is None:
        return f"no value of '{name}' to compare"
    worse, better = _WORSE_AND_BETTER.get(name, _ANY)
    return (worse if lost > 0 else better).format(
        _amount(name, abs(lost), decimals, unit), name=name
    )


def _amount(name: str, number: int, decimals: int, unit: Unit) -> str:
    """An amount with its unit."""
    if name == "balance":
        return _squares(number, unit)
    amount = amount_text(name, number, decimals)
    if name == "coverage":
        return counted(number, "unit")
    if name == "blocking-pairs":
        return counted(number, "pair")
    if name in IN_POINTS:
        return f"{amount} point" if amount == "1" else f"{amount} points"
    return amount


def _squares(number: int, unit: Unit) -> str:
    """Squared loads, in the unit in which people know loads."""
    if unit == "units":
        return counted(number, "place")
    hours = (Decimal(number) / HOUR**2).quantize(Decimal("0.01"))
    whole = hours.to_integral_value()
    return f"{whole if whole == hours else hours:,} hours"


def lost_text(cost: Cost, matching_round: Round) -> str:
    """What a plan would lose, in the round's units."""
    return cost_text(cost, matching_round.decimals, matching_round.programme.unit)
