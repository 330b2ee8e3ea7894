"""Why two people are not buddies, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matchmaker.domain.round import Round
from matchmaker.report.broken import broken_clauses
from matchmaker.report.levels import Level
from matchmaker.report.losses import cost_text, is_free
from matchmaker.report.names import NAMED, Names
from matchmaker.report.speech import listed_first

if TYPE_CHECKING:
    from matchmaker.reasons.buddies_why_not import BuddiesWhyNot, Moved


def buddies_why_not_lines(
    answer: BuddiesWhyNot, matching_round: Round, level: Level = "paragraph"
) -> Iterator[str]:
    """
    Why two people are not buddies: what keeps them apart, or who would move.

    Args:
        answer: What is to be said.
        matching_round: The round, for names and the users' unit of points.
        level: One sentence, or all.
    """
    names = Names(matching_round)
    one, other = names.supporter(answer.person), names.supporter(answer.other)
    if answer.cost is None:
        yield f"{one} and {other} cannot be buddies: {_kept_apart(answer, names)}."
        return
    yield f"{one} and {other} could be buddies, {_worth(answer, matching_round)}."
    if level == "sentence":
        return
    yield from (f"- {_moved(moved, names)}" for moved in answer.moved)
    yield from _would_rather(answer, names)
    if answer.exact:
        yield "Found by solving again with these two together."
    else:
        yield "The search was cut short: the true cost may be another."


def _would_rather(answer: BuddiesWhyNot, names: Names) -> Iterator[str]:
    if answer.would_rather:
        pairs = [
            f"{names.supporter(one)} with {names.supporter(other)}"
            for one, other in answer.would_rather
        ]
        yield f"Then would rather have each other: {listed_first(pairs, NAMED)}."


def _kept_apart(answer: BuddiesWhyNot, names: Names) -> str:
    parts = [
        f"with {names.supporter(who)} as the buddy, {clause}"
        for who, broken in (
            (answer.other, answer.broken),
            (answer.person, answer.broken_back),
        )
        for clause in broken_clauses(broken, names.round)
    ]
    return "; ".join(parts or answer.conflict)


def _worth(answer: BuddiesWhyNot, matching_round: Round) -> str:
    if answer.cost is None or is_free(answer.cost):
        return "and the plan would be just as good"
    lost = cost_text(answer.cost, matching_round.decimals)
    return f"but the plan would then have {lost}"


def _moved(moved: Moved, names: Names) -> str:
    who = names.supporter(moved.person)
    if not moved.after:
        return f"{who} loses {names.supporters(moved.before)}"
    if not moved.before:
        return f"{who} gets {names.supporters(moved.after)}"
    return (
        f"{who} gets {names.supporters(moved.after)} instead of "
        f"{names.supporters(moved.before)}"
    )
