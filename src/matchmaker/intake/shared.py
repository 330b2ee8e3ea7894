"""People of several rounds who share an id and are two, or have two ids and are one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from matchmaker.domain.problem import Problem
from matchmaker.domain.shared import ASKS
from matchmaker.domain.spelling import who_is, who_of
from matchmaker.intake.doubles import named_in

if TYPE_CHECKING:
    from matchmaker.domain.round import Round
    from matchmaker.domain.spelling import Who
    from matchmaker.domain.supporter import Supporter


def doubts_between(rounds: Sequence[Round]) -> list[list[Problem]]:
    """
    What is doubtful about who is who when rounds share people's hours by their ids.

    Args:
        rounds: The rounds that are matched together.

    Returns:
        Warnings for each round.
    """
    doubts: list[list[Problem]] = [[] for _ in rounds]
    for (i, one), (j, other) in combinations(enumerate(rounds), 2):
        doubts[i] += (*_doubts(one, other), *_roles(one, other))
        doubts[j] += (*_doubts(other, one), *_roles(other, one))
    return doubts


def _doubts(own: Round, other: Round) -> Iterator[Problem]:
    by_who = {
        who: person
        for person in other.supporters
        if (who := who_is(person.name, person.email))
    }
    for person in own.supporters:
        same_id = other.supporter_index.get(person.id)
        if same_id is not None:
            yield from _two_of_one_id(own, other, person, other.supporters[same_id])
        elif (who := who_is(person.name, person.email)) in by_who:
            again = by_who[who]
            yield _problem(
                own,
                person,
                f"{person.name} is {person.id} here and {again.id} in {other.name}: with "
                "two ids one person has two budgets of hours",
                "Give the person one id in all rounds, if it is one person.",
            )


def _roles(own: Round, other: Round) -> Iterator[Problem]:
    """Those who ask there, and would have no role here if they had one id."""
    asks = f"{other.programme.name}.{ASKS}"
    if not any(asks in words for words in own.programme.role_conflicts.values()):
        return
    asking = {who: key for key, who in _who_ask(other) if who}
    for person in own.supporters:
        key = asking.get(who_is(person.name, person.email) or ("", frozenset()))
        if key is not None and key != person.id:
            yield _problem(
                own,
                person,
                f"{person.name} is {person.id} here and asks as {key} in {other.name}: "
                "with two ids nobody sees that one person may not do both",
                "Give the person one id in all rounds, if it is one person.",
            )


def _who_ask(whole: Round) -> Iterator[tuple[str, Who | None]]:
    """Ids of those who ask, and what else tells them from others."""
    for request in whole.requests:
        person = whole.setting_by_id.get(request.setting or "")
        if person is None or whole.programme.asks == "settings":
            yield request.id, who_is(*named_in(request, whole.programme))
        else:
            yield person.id, who_is(person.name, person.email)


def _two_of_one_id(
    own: Round, other: Round, person: Supporter, again: Supporter
) -> Iterator[Problem]:
    """A warning if those of one id have neither a name nor an address in common."""
    address, words = who_of(person.name, person.email)
    other_address, other_words = who_of(again.name, again.email)
    if address == other_address != "" or words == other_words:
        return
    if not words or not other_words:
        return
    yield _problem(
        own,
        person,
        f"{person.id} is {person.name} here and {again.name} in {other.name}: people of "
        "one id share their hours, and what is ruled out for one is for both",
        "Give two people two ids, if they are two.",
    )


def _problem(own: Round, person: Supporter, problem: str, remedy: str) -> Problem:
    table = own.programme.tables.get("supporters", "supporters")
    return Problem(
        level="warning",
        file=f"{table}.csv",
        column="id",
        value=person.id,
        problem=problem,
        remedy=remedy,
    )
