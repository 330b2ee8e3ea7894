"""Pins, forbids, conflicts of interest, and journeys that users know better."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from matchmaker.domain.decisions import Conflict, Decision, Forbid, Pin
from matchmaker.intake.cells import CellFault
from matchmaker.intake.known import follow, refer

if TYPE_CHECKING:
    from collections.abc import Container

    from matchmaker.intake.known import Ids, Known
    from matchmaker.intake.placing import Fields
    from matchmaker.intake.row import Row
    from matchmaker.intake.sheet import Sheet

D = TypeVar("D", bound=Decision)
Pair = tuple[str, str]


def read_forbids(sheet: Sheet, ids: Ids) -> tuple[dict[Pair, str], tuple[Forbid, ...]]:
    """The forbidden pairs, with the row that forbids each."""
    return _read_decisions(sheet, ids, Forbid)


def read_pins(sheet: Sheet, ids: Ids, forbidden: dict[Pair, str]) -> tuple[Pin, ...]:
    """The pinned pairs; a pin on a forbidden pair gives way and is reported."""
    return _read_decisions(sheet, ids, Pin, forbidden)[1]


def _read_decisions(
    sheet: Sheet,
    ids: Ids,
    kind: type[D],
    forbidden: dict[Pair, str] | None = None,
) -> tuple[dict[Pair, str], tuple[D, ...]]:
    seen: dict[Pair, str] = {}
    decisions = []
    for row in sheet.rows():
        pair = _pair(row, ids)
        if pair is None:
            continue
        _check_twice(row, pair, seen, forbidden or {})
        if row.usable:
            seen[pair] = row.where
            decisions.append(_decision(row, pair, kind))
    return seen, tuple(decisions)


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
            "supporter": supporter,
            "party": party,
            "kind": row.choice("kind") or "interest",
            "note": row.text("note") or "",
            **_period(row),
        }
        if row.usable:
            conflicts.append(Conflict.model_validate(fields))
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
