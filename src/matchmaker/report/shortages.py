"""Requests that stayed open, in words, and who shares too few places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.round import Round
from matchmaker.report.levels import Level
from matchmaker.report.loads import load_text
from matchmaker.report.names import Names
from matchmaker.report.speech import (
    WAYS,
    listed,
    listed_first,
    with_article,
)
from matchmaker.report.unmet_words import unmet_headline, unmet_lines

if TYPE_CHECKING:
    from matchmaker.reasons import ShortageReason, Unmatched

NAMED = 5
"""At most this many requests are named in a sentence about a shortage."""


def shortage_text(shortage: ShortageReason, matching_round: Round) -> str:
    """Who shares too few places, so that anybody can count it."""
    names = Names(matching_round)
    requests = [names.request(wish.request) for wish in shortage.wishes]
    people = [place for place in shortage.places if place.places]
    free = sum(place.places for place in people)
    who = names.supporters(place.supporter for place in people)
    if not people:
        return f"Too few places: nobody who could come to {requests[0]} has one."
    have = "has" if len(people) == 1 else "have"
    wants = "wants" if len(requests) == 1 else "want"
    unit = matching_round.programme.unit if shortage.in_loads else "units"
    few = "Too little time" if unit == "minutes" else "Too few places"
    room = load_text(free, unit) if shortage.in_loads else f"{free:,}"
    return (
        f"{few}: {listed_first(requests, NAMED)} {wants} "
        f"{load_text(shortage.wanted, unit)} together, and all who could come to them "
        f"({who}) {have} {room}.{_alike(shortage, names)}"
    )


def _alike(shortage: ShortageReason, names: Names) -> str:
    """What the requests have in common, as a sentence of its own."""
    found: dict[str, list[str]] = {}
    for field, value in shortage.alike:
        found.setdefault(field, []).append(value)
    if len(shortage.wishes) == 1 or not found.keys() - {"role"}:
        return ""
    role = with_article(names.role(found["role"][0])) if "role" in found else "somebody"
    parts = [f"want {role}"]
    if "delivery" in found:
        parts.append(WAYS[found["delivery"][0]])
    where = found.get("authority") or found.get("region")
    if where:
        parts.append(f"in {where[0]}")
    if "age" in found:
        parts.append(f"for ages {listed(found['age'])}")
    if "need" in found:
        parts.append(f"who helps with {listed(found['need'])}")
    return f" All {len(shortage.wishes):,} {' '.join(parts)}."


def unmatched_lines(
    open_one: Unmatched, matching_round: Round, level: Level = "paragraph"
) -> tuple[str, ...]:
    """
    Why a request did not get all it asked for, and who shares its places.

    Args:
        open_one: What is to be said.
        matching_round: The round, for names and the users' unit of points.
        level: One sentence, or all.
    """
    if level == "sentence":
        return (unmet_headline(open_one.reason, matching_round),)
    lines = unmet_lines(open_one.reason, matching_round)
    if open_one.shortage is None or not open_one.shortage.places:
        return lines
    return (*lines, shortage_text(open_one.shortage, matching_round))
