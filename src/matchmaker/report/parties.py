"""Answers for one party in words: its own side, and of all others only counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matchmaker.domain.nouns import Nouns
from matchmaker.domain.round import Round
from matchmaker.report.capacity import capacity_line
from matchmaker.report.criterion_line import criterion_line
from matchmaker.report.levels import Level
from matchmaker.report.names import Names
from matchmaker.report.pairing_words import confidence_lines, pairing_headline
from matchmaker.report.speech import counted, plural
from matchmaker.report.unmet_words import funnel_line, unmet_headline

if TYPE_CHECKING:
    from matchmaker.reasons import (
        SeenPairing,
        SeenRequest,
        SeenShortage,
        SeenSupporter,
        SeenUnmet,
        SeenWhyNot,
    )

_WHY_NOT = {
    "breaks": "this pairing cannot be: a rule or a decision stands against it.",
    "costs": "this pairing could be, but the plan as a whole would lose by it.",
    "tie": (
        "this pairing could be, and the plan would be just as good: between equals the "
        "seed of the run decides."
    ),
}


def seen_request_lines(
    seen: SeenRequest, matching_round: Round, level: Level = "paragraph"
) -> Iterator[str]:
    """
    Why a request got what it got, for its setting.

    Args:
        seen: What the setting may see.
        matching_round: The round, for names and the users' unit of points.
        level: One sentence for each pairing; or all that the setting may see.
    """
    for pairing in seen.pairings:
        yield from _pairing_lines(pairing, matching_round, level)
    if seen.unmet is not None:
        yield unmet_headline(seen.unmet, matching_round)
        if level != "sentence":
            yield from _unmet_lines(seen.unmet, matching_round)


def seen_supporter_lines(
    seen: SeenSupporter, matching_round: Round, level: Level = "paragraph"
) -> Iterator[str]:
    """
    Whom a supporter serves and why, for the supporter.

    Args:
        seen: What the supporter may see.
        matching_round: The round, for names and units.
        level: One sentence; or all that the supporter may see.
    """
    yield capacity_line(seen, matching_round)
    if level != "sentence":
        for pairing in seen.pairings:
            yield from _pairing_lines(pairing, matching_round, level)


def seen_why_not_line(seen: SeenWhyNot, matching_round: Round) -> str:
    """Why a pair is not made, for one of the two."""
    names = Names(matching_round)
    named = names.request if seen.party == "setting" else names.supporter
    return f"For {named(seen.reader)} ({names.role(seen.role)}) {_WHY_NOT[seen.kind]}"


def _pairing_lines(
    seen: SeenPairing, matching_round: Round, level: Level
) -> Iterator[str]:
    yield pairing_headline(seen, matching_round)
    if level == "sentence":
        return
    for criterion in seen.criteria:
        yield criterion_line(
            criterion, matching_round.programme, matching_round.decimals
        )
    yield from confidence_lines(seen)
    if seen.pinned:
        yield "A person decided this pairing."


def _unmet_lines(seen: SeenUnmet, matching_round: Round) -> Iterator[str]:
    if seen.funnel:
        yield funnel_line(seen, matching_round)
    if seen.tied:
        tied = counted(seen.tied, "request")
        yield f"It cannot come alone: {tied} tied to it got nobody either."
    if seen.candidates:
        role = Names(matching_round).role(seen.role)
        yield (
            f"{counted(seen.candidates, f'other {role}')} could have come, and the plan "
            "uses them elsewhere or not at all."
        )
    if seen.shortage is not None and seen.shortage.supporters:
        yield _shortage_line(seen.shortage, matching_round.programme.nouns)


def _shortage_line(seen: SeenShortage, nouns: Nouns) -> str:
    if not seen.places:
        return "Too few places: nobody who could come has one."
    wish = counted(seen.units, "place")
    if seen.requests == 1:
        wanted = f"this {nouns.request} wants {wish}"
    else:
        wanted = f"{seen.requests:,} {plural(nouns.request)}, this one too, want {wish} together"
    alone = seen.supporters == 1
    helpers = plural(nouns.supporter)
    who = f"only {nouns.supporter}" if alone else f"{seen.supporters:,} {helpers}"
    have = "has" if alone else "have"
    return f"Too few places: {wanted}, and the {who} who could come {have} {seen.places:,}."
