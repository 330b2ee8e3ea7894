"""Who is introduced to whom, with a message to send: one row a pairing of people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from matchmaker.domain.decisions import INTRODUCED_BEFORE
from matchmaker.domain.programme import Programme
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.report.asker import asker_of
from matchmaker.report.criteria import criterion_words
from matchmaker.report.greeting import first_name
from matchmaker.report.loads import load_text
from matchmaker.report.points import in_users_unit
from matchmaker.report.speech import listed, long_day
from matchmaker.report.table import Cell, Column, Table

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved
    from matchmaker.reasons import CriterionReason, PairingReason, Reasons

STRONG = 60
"""From this percentage of its points on, a criterion is worth telling the two."""
TOLD = 3
"""So many reasons are told at most."""
STATE, STATE_BEFORE = "introduced", "introduced before"
"""What stands in the column for what became of the introduction, this round's or an
earlier one's."""


def introductions_table(solved: Solved, reasons: Reasons) -> Table:
    """
    One row for each pairing, to be sent; the last column is for what came of it.

    Who was introduced in an earlier round and goes on needs no message again.
    Only names, addresses and what the two have in common are told: no points, and
    nothing from a private field.
    """
    known = {
        (pin.request, pin.supporter)
        for pin in solved.round.pins
        if pin.reason == INTRODUCED_BEFORE
    }
    rows = (
        tuple(_row(why, solved.round, known=(why.request, why.supporter) in known))
        for why in reasons.pairings
    )
    return Table(_columns(solved.round), tuple(rows))


def _columns(matching_round: Round) -> tuple[Column, ...]:
    nouns = matching_round.programme.nouns
    asks, offers = nouns.request.capitalize(), nouns.supporter.capitalize()
    return (
        Column(f"{asks} id", width=11),
        Column(asks, width=20),
        Column(f"{asks} email", width=26),
        Column(f"{offers} id", width=11),
        Column(offers, width=20),
        Column(f"{offers} email", width=26),
        Column("Points", "exact", 9),
        Column("Message", "words", 80),
        Column("State", width=14),
    )


def _row(why: PairingReason, matching_round: Round, *, known: bool) -> Iterator[Cell]:
    person = asker_of(why.request, matching_round)
    supporter = matching_round.supporter(why.supporter)
    asks = person.name or why.request
    offers = supporter.name or supporter.id
    yield person.id
    yield asks
    yield person.email
    yield supporter.id
    yield offers
    yield supporter.email
    yield in_users_unit(why.points, matching_round.decimals)
    yield None if known else message(asks, offers, why, matching_round)
    yield STATE_BEFORE if known else STATE


def message(asks: str, offers: str, why: PairingReason, matching_round: Round) -> str:
    """An introduction in the programme's words, to be sent as it stands or changed."""
    programme = matching_round.programme
    request = matching_round.request(why.request)
    place = place_of(why.supporter, matching_round)
    known = common_words(programme) | {
        **everybody([asks, offers]),
        "asks": asks,
        "asks_first": first_name(asks),
        "offers": offers,
        "offers_first": first_name(offers),
        "where": place.name or place.id if place else None,
        "dates": days_text(request.start, request.end),
        "hours": hours_text(request.load, programme),
        "common": listed(strengths(why, matching_round)),
    }
    return programme.introduction.filled(known)


def everybody(names: Sequence[str]) -> dict[str, str | None]:
    """All who are introduced to each other, with names and first names."""
    return {
        "all": listed(names),
        "all_first": listed([first_name(name) for name in names]),
    }


def common_words(programme: Programme) -> dict[str, str | None]:
    """What every message of a programme may say."""
    nouns = programme.nouns
    return {
        "title": programme.title,
        "request": nouns.request,
        "supporter": nouns.supporter,
    }


def place_of(supporter: str, matching_round: Round) -> Setting | None:
    """Where a supporter works; `None` where the round does not know it."""
    employer = matching_round.supporter(supporter).employer
    return matching_round.setting_by_id.get(employer or "")


def days_text(start: date | None, end: date | None) -> str | None:
    """The first and last day of support in words; `None` unless both are known."""
    if start is None or end is None:
        return None
    return f"{long_day(start)} to {long_day(end)}"


def hours_text(load: int, programme: Programme) -> str | None:
    """The hours of one pairing; `None` where a programme does not count time."""
    if programme.unit != "minutes":
        return None
    per = "" if programme.per == "this round" else f" {programme.per}"
    return f"{load_text(load, programme.unit)}{per}"


def strengths(why: PairingReason, matching_round: Round) -> tuple[str, ...]:
    """
    What a pair scored best by, in words, without what is private.

    Words that the two share are named: "topics (behaviour and planning)".
    """
    programme = matching_round.programme
    private = {name for name, field in programme.fields.items() if field.private}
    told = [
        seen
        for seen in why.criteria
        if seen.most
        and 100 * seen.points >= STRONG * seen.most
        and seen.evidence.value is not None
        and not private.intersection(seen.name.split(":"))
    ]
    told.sort(key=lambda seen: -seen.points)
    return tuple(_strength(seen, programme) for seen in told[:TOLD])


def _strength(seen: CriterionReason, programme: Programme) -> str:
    label = criterion_words(seen.name, programme).LABEL
    label = label[:1].lower() + label[1:]
    shared = seen.evidence.value
    if not isinstance(shared, tuple) or not shared:
        return label
    return f"{label} ({listed(shared)})"
