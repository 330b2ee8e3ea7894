"""Buddies in words: why these two, and why somebody has none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matchmaker.domain.buddies import BuddyLink
from matchmaker.domain.round import Round
from matchmaker.report.criterion_line import criterion_line
from matchmaker.report.loads import load_text
from matchmaker.report.names import Names
from matchmaker.report.points import points_text
from matchmaker.report.rules import rule_words
from matchmaker.report.speech import counted, half_day, listed, ordinal

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved
    from matchmaker.reasons.buddies import AloneWhy, BuddyReason, BuddySide
    from matchmaker.report.levels import Level


def buddy_lines(
    reason: BuddyReason,
    matching_round: Round,
    level: Level = "paragraph",
    *,
    private: bool = True,
) -> Iterator[str]:
    """
    Why two people are buddies: a headline, then what each is to the other.

    Args:
        reason: What is to be said.
        matching_round: The round, for names and the users' unit of points.
        level: The headline alone, or all.
        private: Whether what is in private fields is told: never in a file that is
            passed on.
    """
    yield buddy_headline(reason, matching_round)
    if level == "sentence":
        return
    if reason.link.times:
        times = listed([half_day(time) for time in reason.link.times])
        yield f"Both can meet on {times}."
    for side in reason.sides:
        yield from _side_lines(side, matching_round, private=private)
    if reason.link.pinned:
        yield "A person decided this."


def buddy_headline(reason: BuddyReason, matching_round: Round) -> str:
    """Who are buddies, and the points of both ways."""
    names = Names(matching_round)
    one, other = (names.supporter(person) for person in reason.link.people)
    points = points_text(reason.link.points, matching_round.decimals)
    headline = f"{one} and {other} are buddies: {points} points."
    if reason.trio is None:
        return headline
    middle = names.supporter(reason.trio.middle)
    return f"{headline} They are part of the trio in whose middle is {middle}."


def _side_lines(
    side: BuddySide, matching_round: Round, *, private: bool
) -> Iterator[str]:
    names, decimals = Names(matching_round), matching_round.decimals
    buddy, person = names.supporter(side.buddy), names.supporter(side.person)
    total = points_text(sum(c.points for c in side.criteria), decimals)
    yield f"{buddy} for {person}, {total} points:"
    for criterion in side.criteria:
        if private or not criterion.private:
            yield f"- {criterion_line(criterion, matching_round.programme, decimals)}"
    yield rank_line(side, matching_round)


def rank_line(side: BuddySide, matching_round: Round) -> str:
    """The buddy's place among all whom somebody could have had."""
    names = Names(matching_round)
    buddy, person = names.supporter(side.buddy), names.supporter(side.person)
    if side.runner_up is None:
        return f"{buddy} is all that {person} could have had."
    other = names.supporter(side.runner_up.supporter)
    margin = side.runner_up.margin
    gap = points_text(abs(margin), matching_round.decimals)
    if margin > 0:
        against = f"the runner-up is {other}, {gap} points behind"
    elif margin == 0:
        against = f"{other} would have been as good"
    else:
        against = (
            f"{other} would have been worth {gap} points more, for these two alone"
        )
    place = (
        f"{ordinal(side.rank)} of the {side.candidates:,} whom {person} could have had"
    )
    return f"{buddy} is {place}; {against}."


def alone_lines(
    why: AloneWhy, matching_round: Round, level: Level = "paragraph"
) -> Iterator[str]:
    """
    Why somebody has no buddy: a headline, then the reasons.

    Args:
        why: What is to be said.
        matching_round: The round, for names.
        level: The headline alone, or all.
    """
    names = Names(matching_round)
    person = names.supporter(why.person)
    yield f"{person} has no buddy."
    if level == "sentence":
        return
    if not why.others:
        yield "There is nobody else in the round."
    if not why.has_time:
        request = matching_round.request(why.person)
        yield f"A buddy takes {load_text(request.load, matching_round.programme.unit)}; there is less."
    if why.removed:
        yield f"Of {counted(why.others, 'other')}: {_fallen(why.removed, matching_round)}."
    if why.turned_down:
        fallen = _fallen(why.turned_down, matching_round)
        yield f"The other way round, with {person} as the buddy: {fallen}."
    if why.candidates:
        yield f"{why.candidates:,} could be a buddy, and all have others."
    if why.reason == "passed over":
        yield (
            "No plan with as few people who would rather have each other gives more "
            "people a buddy."
        )
    if why.rely_on:
        few = names.supporters(why.rely_on)
        yield f"Too many rely on the same few people: {few}."
    if why.reason == "not shown":
        yield "Time ran out before it was sure that no plan gives more people a buddy."


def _fallen(removed: tuple[tuple[str, int], ...], matching_round: Round) -> str:
    programme = matching_round.programme
    return "; ".join(
        f"{count:,} {rule_words(rule, programme).LABEL}" for rule, count in removed
    )


def standing(link: BuddyLink, solved: Solved) -> str | None:
    """What a link is of a trio; `None` where there is none."""
    trio = solved.plan.trio
    if trio is None or trio.middle not in link.people:
        return None
    end = next(person for person in link.people if person != trio.middle)
    return f"{trio.middle} in the middle, {end} at an end"
