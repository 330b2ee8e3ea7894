"""`matchmaker explain` where people are paired among themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from matchmaker.cli.explain_question import Level, Question, Reader
from matchmaker.cli.resolving import Said, what_it_takes, what_rules_cost

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved
    from matchmaker.reasons.buddies import AloneWhy, BuddyReason


def about_buddies(solved: Solved, asked: Question) -> Said:
    """
    Why somebody has the buddies they have; or, of everybody without one, why.

    Raises:
        InputError: The round has no such person.
    """
    from matchmaker.reasons.buddies import BuddyReasons, explain_buddies

    person = asked.supporter or asked.request
    _refuse(asked)
    if person is not None and asked.not_this is not None:
        return _why_not(solved, person, asked.not_this, asked)
    if asked.blocking:
        return _blocking(solved, asked)
    if asked.prices:
        return what_rules_cost(solved, asked.level.value, asked.limit)
    if person is not None and asked.remedies:
        return what_it_takes(solved, person, asked.level.value, asked.limit)
    if person is None:
        reasons = BuddyReasons(solved)
        alone = [reasons.why_alone(one) for one in solved.plan.alone]
        return {"alone": [asdict(why) for why in alone]}, _lines(
            (), alone, solved, asked
        )
    links, why = explain_buddies(solved, person)
    without = [] if why is None else [why]
    data = {
        "links": [
            {"link": link.link.model_dump(), "sides": [asdict(s) for s in link.sides]}
            for link in links
        ],
        "alone": [asdict(one) for one in without],
    }
    return data, _lines(links, without, solved, asked)


def _refuse(asked: Question) -> None:
    """Refuse what is not answered about buddies, and say what is."""
    if asked.reader is not Reader.COORDINATOR:
        raise typer.BadParameter(
            "of buddies, answers are for coordinators only: they name other people. "
            "Leave out --for, and do not send the answer on."
        )
    has_cost = asked.not_this is not None or asked.remedies or asked.prices
    if asked.confirm and not has_cost:
        raise typer.BadParameter(
            "of buddies, no answer but --why-not, --remedies and --price-of-rules has a "
            "cost, and that is always solved for: leave out --confirm."
        )


def _why_not(solved: Solved, person: str, other: str, asked: Question) -> Said:
    from matchmaker.cli.resolving import within
    from matchmaker.reasons.buddies_why_not import why_not_buddies
    from matchmaker.report.buddies_why_not import buddies_why_not_lines

    params = within(solved, asked.limit) if asked.limit else None
    found = why_not_buddies(solved, person, other, params)
    return asdict(found), buddies_why_not_lines(found, solved.round, asked.level.value)


def _blocking(solved: Solved, asked: Question) -> Said:
    from matchmaker.reasons.blocking import not_asked
    from matchmaker.reasons.stability import stability_of
    from matchmaker.report.stability import would_rather_lines

    stability = stability_of(solved)
    if stability is None:
        raise not_asked()
    brief = asked.level is Level.SENTENCE
    return asdict(stability), would_rather_lines(stability, solved.round, brief=brief)


def _lines(
    links: tuple[BuddyReason, ...],
    alone: list[AloneWhy],
    solved: Solved,
    asked: Question,
) -> Iterator[str]:
    from matchmaker.report.buddies import alone_lines, buddy_lines

    for link in links:
        yield from buddy_lines(link, solved.round, asked.level.value)
    for why in alone:
        yield from alone_lines(why, solved.round, asked.level.value)
