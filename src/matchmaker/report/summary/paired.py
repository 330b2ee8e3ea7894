"""How people are paired among themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matchmaker.domain.buddies import BuddyLink
from matchmaker.domain.round import Round
from matchmaker.report.names import Names
from matchmaker.report.points import points_text
from matchmaker.report.speech import counted

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved


@dataclass(frozen=True, slots=True)
class Paired:
    """
    How people are paired among themselves.

    Attributes:
        pairs: How many twos there are outside the trio.
        trio: The trio in words, its middle between its ends; `None` without one.
        worst: The two who suit each other least, in words; `None` without any.
        alone: How many people have no buddy.
    """

    pairs: int
    trio: str | None
    worst: str | None
    alone: int


def paired_of(solved: Solved) -> Paired | None:
    """How people are paired among themselves; `None` where they are not."""
    if solved.buddies is None:
        return None
    plan, names = solved.plan, Names(solved.round)
    worst = min(plan.buddies, key=lambda link: link.points, default=None)
    trio = plan.trio and (plan.trio.ends[0], plan.trio.middle, plan.trio.ends[1])
    return Paired(
        pairs=len(plan.buddies) - (2 if trio else 0),
        trio=" - ".join(names.supporter(person) for person in trio) if trio else None,
        worst=None if worst is None else _worst_two(worst, solved.round),
        alone=len(plan.alone),
    )


def _worst_two(link: BuddyLink, matching_round: Round) -> str:
    one, other = (Names(matching_round).supporter(person) for person in link.people)
    points = points_text(link.points, matching_round.decimals)
    return f"{one} and {other}, with {points} points"


def paired_texts(paired: Paired) -> Iterator[str]:
    """
    Buddies in sentences.

    >>> list(paired_texts(Paired(3, "Bo - Al - Cy", "Di and Ed, with 90 points", 1)))
    ['3 pairs and a trio: Bo - Al - Cy.', 'Suited least: Di and Ed, with 90 points.', '1 person has no buddy.']
    """
    pairs = counted(paired.pairs, "pair")
    yield f"{pairs} and a trio: {paired.trio}." if paired.trio else f"{pairs}."
    if paired.worst:
        yield f"Suited least: {paired.worst}."
    if paired.alone:
        people = (
            "1 person has" if paired.alone == 1 else f"{paired.alone:,} people have"
        )
        yield f"{people} no buddy."
