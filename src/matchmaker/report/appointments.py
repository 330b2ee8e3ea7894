"""Appointments of area leads in words: whom, what it costs, and what stands in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from matchmaker.pipeline.candidacy import TIME
from matchmaker.report.breaches import breach_lines
from matchmaker.report.loads import load_text
from matchmaker.report.names import NAMED, Names
from matchmaker.report.rules import rule_words
from matchmaker.report.speech import counted, listed_first

if TYPE_CHECKING:
    from matchmaker.domain.round import Round
    from matchmaker.pipeline.candidacy import Candidacy
    from matchmaker.pipeline.locating import Before, Located
    from matchmaker.pipeline.obstruction import Obstruction

FALLEN = 5
"""So many reasons why people could not be appointed are told."""


def located_lines(located: Located) -> Iterator[str]:
    """
    Who could be appointed, who should be, and what that costs, one sentence a line.

    Args:
        located: The appointments found.
    """
    able = [candidacy for candidacy in located.candidacies if candidacy.holds]
    new = located.new
    kept = len(located.appointed) - len(new)
    yield (
        f"{counted(len(able), 'candidate')}: {sum(c.leads_now for c in able):,} who lead "
        f"now, {sum(not c.leads_now for c in able):,} who would be new."
    )
    yield from _fallen(located.candidacies, Names(located.solved.round))
    yield (
        f"Appointed: {counted(len(located.appointed), 'lead')}, {kept:,} who lead now "
        f"and {len(new):,} new."
    )
    if new:
        yield f"New: {Names(located.solved.round).supporters(new)}."
    yield _cost(located)
    if located.before is not None:
        yield _compared(located.before)


def _fallen(candidacies: tuple[Candidacy, ...], names: Names) -> Iterator[str]:
    """Who holds a role from which leads are appointed, and could not be one."""
    fallen = [c for c in candidacies if not c.holds]
    if not fallen:
        return
    counts = Counter(c.rule or "" for c in fallen)
    reasons = [
        f"{number:,} {_fallen_at(rule, names)}" for rule, number in counts.most_common()
    ]
    yield (
        f"{counted(len(fallen), 'other')} could not be appointed, by the first rule "
        f"that they break: {listed_first(reasons, FALLEN)}."
    )
    first = fallen[0]
    yield f"  For one, {names.supporter(first.supporter)} {_found(first, names)}."


def _fallen_at(rule: str, names: Names) -> str:
    if rule == TIME:
        return "with too little time left"
    return rule_words(rule, names.round.programme).LABEL


def _found(candidacy: Candidacy, names: Names) -> str:
    """Why somebody could not be appointed, as a clause about them."""
    programme = names.round.programme
    if candidacy.rule != TIME or programme.teams is None:
        return candidacy.sentence
    needed = programme.reserved_minutes((programme.teams.lead_role,))
    left = load_text(candidacy.left, programme.unit)
    return (
        f"has {left} left beside the pairings, and leading takes "
        f"{load_text(needed, programme.unit)}"
    )


def _cost(located: Located) -> str:
    travel = f"{counted(located.travel, 'minute')} of travel one way"
    if not located.each:
        return f"The teams come to {travel}."
    posts = counted(len(located.appointed), "appointment")
    value = located.proof.value or 0
    return (
        f"The teams come to {travel}; with {posts} at {located.each:,} minutes each, "
        f"{value:,} minutes."
    )


def _compared(before: Before) -> str:
    return (
        f"As it was: {counted(before.leads, 'lead')} for {people(before.led)}, "
        f"{counted(before.travel, 'minute')} of travel one way."
    )


def obstruction_lines(found: Obstruction, matching_round: Round) -> Iterator[str]:
    """
    What stands in the way of appointing leads as asked, and what would mend it.

    Args:
        found: What was found.
        matching_round: The round, for names.
    """
    asked = "any number" if found.number is None else f"{found.number:,}"
    yield f"No appointment of {asked} of {counted(found.candidates, 'candidate')} holds:"
    if found.number is not None and found.number > found.candidates:
        yield "  - there are not so many who could be appointed"
        return
    for breach in found.breaches:
        wrong, *mends = breach_lines(breach, matching_round)
        yield f"  - even if all are appointed, {wrong[:1].lower()}{wrong[1:]}"
        yield from (f"    {mend}" for mend in mends)
    if found.fewest is not None:
        yield from _wrong_number(found)
    if found.least_possible is not None:
        yield from _too_small(found, matching_round)


def _wrong_number(found: Obstruction) -> Iterator[str]:
    number = found.number or 0
    if number < (found.fewest or 0):
        yield f"  - the teams of {counted(number, 'lead')} are too few for everybody covered"
        yield f"    What would mend it: {counted(found.fewest or 0, 'lead')} at least."
        return
    yield f"  - {number:,} leads cannot all have {people(found.least)} at least"
    yield (
        f"    What would mend it: fewer leads ({found.fewest:,} would do), or smaller "
        "teams (--least)."
    )


def _too_small(found: Obstruction, matching_round: Round) -> Iterator[str]:
    names = Names(matching_round)
    yield (
        f"  - no choice gives every lead {found.least:,} people: some live where too "
        "few are to be led"
    )
    for post in found.small[:NAMED]:
        lead = matching_round.supporter(post.lead)
        where = lead.authority or lead.region or "a place not known"
        led = people(len(post.people))
        yield f"    {names.supporter(post.lead)} in {where} would lead {led}."
    more = len(found.small) - NAMED
    if more > 0:
        yield f"    And {more:,} more."
    yield f"    What would mend it: --least {found.least_possible}."


def people(number: int) -> str:
    """
    So many people.

    >>> people(1), people(1200)
    ('1 person', '1,200 people')
    """
    return f"{number:,} {'person' if number == 1 else 'people'}"
