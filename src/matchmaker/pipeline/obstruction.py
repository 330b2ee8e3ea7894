"""Why nobody could appoint leads as asked, and what would mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matchmaker.domain.round import Round
from matchmaker.errors import InfeasibleError
from matchmaker.optimise.locate import Appointments, locate
from matchmaker.optimise.locate.leads import LeadQuestion
from matchmaker.optimise.teams import TeamBreach, assign_teams

PATIENCE = 20.0
"""Wall seconds for each question about what would do instead."""


@dataclass(frozen=True, slots=True)
class SmallPost:
    """
    A lead who would have too few people, whatever is appointed besides.

    Attributes:
        lead: The lead's id.
        people: Whom they would lead, by id.
    """

    lead: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Obstruction:
    """
    What stands in the way of appointing so many leads.

    Attributes:
        number: So many were asked for; `None` for as many as is cheapest.
        candidates: How many could be appointed.
        fewest: So many do, with all spans as asked; `None` if no number does.
        breaches: People for whom there is no place even if all are appointed.
        least: The fewest people that a lead should have.
        least_possible: The most that can be asked instead; `None` if `least` can.
        small: With that, those who lead fewer than `least`.
    """

    number: int | None
    candidates: int
    fewest: int | None = None
    breaches: tuple[TeamBreach, ...] = ()
    least: int = 0
    least_possible: int | None = None
    small: tuple[SmallPost, ...] = ()


def obstruction_of(
    whole: Round, people: Sequence[str], question: LeadQuestion, number: int | None
) -> Obstruction:
    """
    Find out why a question has no answer.

    Args:
        whole: The round with all candidates, and nobody else, as leads.
        people: Who is to be led.
        question: Who covers whom, and the spans asked for.
        number: How many were to be appointed; `None` for as many as is cheapest.
    """
    candidates = len(question.reach.leads)
    covered = set(people) - set(question.beyond)
    everybody = assign_teams(whole, covered, effort=0)
    if everybody.unled:
        short = tuple(b for b in everybody.breaches if b.kind == "unled")
        return Obstruction(number, candidates, breaches=short)
    least = int(question.posts.least.max(initial=0))
    found = _fewest(question, least)
    if found is not None:
        return Obstruction(number, candidates, fewest=len(found.appointed), least=least)
    possible, found = _most_possible(question, least)
    return Obstruction(
        number,
        candidates,
        least=least,
        least_possible=possible,
        small=_small(question, found, least),
    )


def _fewest(question: LeadQuestion, least: int) -> Appointments | None:
    """The fewest leads who do; travel decides only between equals."""
    longest = int(question.posts.cost.max(initial=0)) * question.posts.members
    try:
        return locate(question.asking(None, least, longest + 1).posts, PATIENCE)
    except InfeasibleError:
        return None


def _most_possible(question: LeadQuestion, least: int) -> tuple[int, Appointments]:
    """The greatest least span that some choice of leads holds: less is easier."""
    low, high = 0, least - 1
    found = locate(question.asking(None, low, 0).posts, PATIENCE)
    while low < high:
        middle = (low + high + 1) // 2
        better = _fewest(question, middle)
        low, high = (low, middle - 1) if better is None else (middle, high)
        found = better or found
    return low, found


def _small(
    question: LeadQuestion, found: Appointments, least: int
) -> tuple[SmallPost, ...]:
    lead_of = question.lead_of(found)
    posts = []
    for lead in found.appointed.tolist():
        led = np.flatnonzero(lead_of == lead).tolist()
        if 0 < len(led) < least:
            people = tuple(question.reach.people[i].id for i in led)
            posts.append(SmallPost(question.reach.leads[lead].id, people))
    return tuple(posts)
