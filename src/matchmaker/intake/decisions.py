"""Pins, forbids, conflicts of interest, and journeys that users know better."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from matchmaker.domain.decisions import Conflict, Decision, Forbid, Pin
from matchmaker.intake.cells import CellFault
from matchmaker.intake.collector import Stray
from matchmaker.intake.known import follow, refer

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from matchmaker.intake.known import Ids, Known
    from matchmaker.intake.placing import Fields
    from matchmaker.intake.row import Row
    from matchmaker.intake.sheet import Sheet

D = TypeVar("D", bound=Decision)
Pair = tuple[str, str]


def read_forbids(sheet: Sheet, ids: Ids) -> tuple[dict[Pair, str], tuple[Forbid, ...]]:
    """
    The forbidden pairs, with the row that forbids each.

    A row that names a person who asks, or a row that asks for several roles, is about
    all their requests. One that names a stranger is kept for other rounds.
    """
    seen: dict[Pair, str] = {}
    forbids: list[Forbid] = []
    for row in sheet.rows():
        pairs = _pairs(row, ids)
        if not pairs and (named := _both(row, "request")):
            _keep_stray(row, sheet, "request", _decision(row, named, Forbid))
        # Some of a person's requests may be ruled out in rows of their own.
        new = [pair for pair in pairs if pair not in seen]
        forbids += _new_decisions(row, new or pairs, Forbid, seen)
    return seen, tuple(forbids)


def read_pins(sheet: Sheet, ids: Ids, forbidden: dict[Pair, str]) -> tuple[Pin, ...]:
    """The pinned pairs; a pin on a forbidden pair gives way and is reported."""
    seen: dict[Pair, str] = {}
    pins: list[Pin] = []
    for row in sheet.rows():
        pair = _pair(row, ids)
        if pair is not None:
            pins += _new_decisions(row, [pair], Pin, seen, forbidden)
    return tuple(pins)


def _new_decisions(
    row: Row,
    pairs: Sequence[Pair],
    kind: type[D],
    seen: dict[Pair, str],
    forbidden: dict[Pair, str] | None = None,
) -> Iterator[D]:
    """What a row decides, unless it was decided before."""
    for pair in pairs:
        _check_twice(row, pair, seen, forbidden or {})
    if row.usable:
        for pair in pairs:
            seen[pair] = row.where
            yield _decision(row, pair, kind)


def _both(row: Row, asks: str) -> Pair | None:
    """Whom a row names, as it names them; `None` unless it names two."""
    one, other = row.text(asks), row.text("supporter")
    return (one, other) if one and other else None


def _keep_stray(row: Row, sheet: Sheet, asks: str, kept: Forbid | Conflict) -> None:
    """Remember who is kept apart from whom, for the round that has both."""
    columns = sheet.found[asks].heading, sheet.found["supporter"].heading
    sheet.collector.strays.append(Stray(sheet.file, row.number, columns, kept))


def _pairs(row: Row, ids: Ids) -> list[Pair]:
    """The pairs that a row speaks of; a request that is nobody's is reported."""
    parts = ids.requests.usable_parts(row.text("request") or "")
    if not parts:
        pair = _pair(row, ids)
        return [pair] if pair else []
    supporter = refer(row, "supporter", ids.supporters)
    return [(part, supporter) for part in parts] if supporter else []


def _pair(row: Row, ids: Ids) -> Pair | None:
    request = refer(row, "request", ids.requests)
    supporter = refer(row, "supporter", ids.supporters)
    return None if request is None or supporter is None else (request, supporter)


def _check_twice(
    row: Row, pair: Pair, seen: dict[Pair, str], forbidden: dict[Pair, str]
) -> None:
    if pair in seen:
        row.error(
            None,
            f"the pair {' and '.join(pair)} stands already in {seen[pair]}",
            "Delete one of the two rows.",
        )
    elif pair in forbidden:
        row.error(
            None,
            f"the pair {' and '.join(pair)} is pinned here and forbidden in "
            f"{forbidden[pair]}; the forbid holds",
            "Decide, and delete one of the two rows.",
        )


def _decision(row: Row, pair: Pair, kind: type[D]) -> D:
    fields: Fields = {"request": pair[0], "supporter": pair[1], **record_of(row)}
    return kind.model_validate(fields)


def record_of(row: Row) -> Fields:
    """Why, by whom and when it was decided, as far as the row says."""
    return {
        "reason": row.text("reason") or "",
        "by": row.text("by") or "",
        "on": row.date("date"),
    }


def read_conflicts(
    sheet: Sheet, ids: Ids, groups: Container[str]
) -> tuple[Conflict, ...]:
    """The declared conflicts of interest between people and settings or groups."""
    conflicts = []
    for row in sheet.rows():
        supporter = refer(row, "supporter", ids.supporters)
        party = _party(row, ids.askers, groups)
        fields: Fields = {
            "kind": row.choice("kind") or "interest",
            "note": row.text("note") or "",
            **_period(row),
        }
        if row.usable:
            both: Fields = {"supporter": supporter, "party": party}
            conflicts.append(Conflict.model_validate(fields | both))
        elif named := _both(row, "party"):
            both = {"party": named[0], "supporter": named[1]}
            conflict = Conflict.model_validate(fields | both)
            _keep_stray(row, sheet, "party", conflict)
    return tuple(conflicts)


def _party(row: Row, askers: Known, groups: Container[str]) -> str | None:
    party = row.need("party")
    if party is None or party in groups:
        return party
    try:
        return follow(row, "party", party, askers)
    except CellFault as fault:
        row.error("party", f"{fault.problem}, nor such a group", fault.remedy)
        return None


def _period(row: Row) -> Fields:
    since, until = row.date("since"), row.date("until")
    if since and until and until < since:
        row.warning(
            "until",
            "the conflict ends before it begins; both dates were left out, so it "
            "always holds",
            "Correct the dates.",
        )
        return {}
    return {"since": since, "until": until}


def read_travel(sheet: Sheet, ids: Ids) -> dict[Pair, int]:
    """Minutes one way by (setting, supporter)."""
    minutes: dict[Pair, int] = {}
    for row in sheet.rows():
        setting = refer(row, "setting", ids.askers)
        supporter = refer(row, "supporter", ids.supporters)
        time = row.whole("minutes") if row.need("minutes") else None
        if setting is None or supporter is None or time is None:
            continue
        if (setting, supporter) in minutes:
            row.error(
                None, "this journey stands in an earlier row", "Delete one of the rows."
            )
        else:
            minutes[setting, supporter] = time
    return minutes
