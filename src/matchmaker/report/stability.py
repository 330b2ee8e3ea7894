"""Whether a plan is stable, in words."""

from __future__ import annotations

from collections.abc import Iterator

from matchmaker.domain.round import Round
from matchmaker.reasons.stability import MOST_TOLD, Stability, WouldRather
from matchmaker.report.names import Names
from matchmaker.report.speech import counted, listed

STABLE = "Stable: no two would rather have each other than what the plan gives them."
NAMED = 3
"""So many pairs are named in a sentence."""


def stability_lines(
    stability: Stability, matching_round: Round, *, named: int = NAMED
) -> Iterator[str]:
    """
    Whether the plan is stable; if not, whether any is, and who would rather.

    Args:
        stability: What is to be said.
        matching_round: The round, for names.
        named: So many pairs are named at most.
    """
    if stability.stable:
        yield STABLE
        return
    among = matching_round.programme.buddies is not None
    names = Names(matching_round)
    if stability.asked == "require":
        yield _whether_any(stability, names)
    number = len(stability.blocking)
    count = (
        f"At least {number:,} pairs" if number >= MOST_TOLD else counted(number, "pair")
    )
    pairs = [_pair(pair, names, among=among) for pair in stability.blocking[:named]]
    more = number - len(pairs)
    told = listed([*pairs, f"{more:,} more"] if more > 0 else pairs)
    fewest = ", the fewest found," if stability.asked == "require" else ""
    yield f"{count}{fewest} would rather have each other: {told}."


def _whether_any(stability: Stability, names: Names) -> str:
    if stability.exists is None:
        return "Whether any plan is stable is not known: time ran out."
    if not stability.ring:
        return "No plan is stable."
    ring = listed([names.supporter(person) for person in stability.ring])
    return (
        f"No plan is stable: of {ring} each likes the next better than the one before, "
        "and they are an odd number."
    )


def _pair(pair: WouldRather, names: Names, *, among: bool) -> str:
    one = names.supporter(pair.one) if among else names.request(pair.one)
    return f"{one} with {names.supporter(pair.other)}"


def would_rather_lines(
    stability: Stability, matching_round: Round, *, brief: bool = False
) -> Iterator[str]:
    """
    Which buddies would rather have each other, and whom they would leave.

    Args:
        stability: What is to be said.
        matching_round: The round, for names.
        brief: Whether to say no more than whether the plan is stable.
    """
    names = Names(matching_round)
    yield from stability_lines(stability, matching_round, named=0 if brief else NAMED)
    if brief:
        return
    for pair in stability.blocking:
        one, other = names.supporter(pair.one), names.supporter(pair.other)
        left = [
            _leaving(name, gone, names)
            for name, gone in ((one, pair.one_leaves), (other, pair.other_leaves))
        ]
        yield f"- {one} and {other}: {' and '.join(left)}"


def _leaving(name: str, gone: tuple[str, ...], names: Names) -> str:
    if not gone:
        return f"{name} has nobody"
    return f"{name} would leave {names.supporters(gone)}"
