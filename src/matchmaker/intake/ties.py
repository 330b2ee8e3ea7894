"""Decisions about two requests, or two pairs, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.ties import Exclusion, Tie
from matchmaker.intake.decisions import record_of
from matchmaker.intake.known import refer

if TYPE_CHECKING:
    from matchmaker.intake.known import Ids
    from matchmaker.intake.placing import Fields
    from matchmaker.intake.row import Row
    from matchmaker.intake.sheet import Sheet

Kept = dict[tuple[str, frozenset[str]], tuple["Row", Tie]]
"""The row and the tie, by kind and the two requests in either order."""

Pair = tuple[str, str]

ONE_OF_TWO = "Delete one of the two rows."


def read_ties(sheet: Sheet, ids: Ids) -> tuple[Tie, ...]:
    """
    The ties between requests.

    Where two requests are tied together and kept apart as well, keeping apart
    holds: it is the careful reading, and the other row is reported.
    """
    kept: Kept = {}
    for row in sheet.rows():
        tie = _tie(row, ids)
        if tie is None:
            continue
        first, _ = kept.setdefault((tie.kind, _parties(tie)), (row, tie))
        if first is not row:
            row.error(None, f"{_named(tie)} are tied so in {first.where}", ONE_OF_TWO)
    return tuple(t for row, t in kept.values() if not _is_contradicted(row, t, kept))


def _tie(row: Row, ids: Ids) -> Tie | None:
    kind = row.choice("kind") if row.need("kind") else None
    request = refer(row, "request", ids.requests)
    other = refer(row, "other", ids.requests)
    if request is not None and request == other:
        row.error(
            "other",
            f"the request {request} is tied to itself",
            "Name two requests, or delete the row.",
        )
    record = record_of(row)
    if not row.usable:
        return None
    fields: Fields = {"kind": kind, "request": request, "other": other, **record}
    return Tie.model_validate(fields)


def _is_contradicted(row: Row, tie: Tie, kept: Kept) -> bool:
    apart = kept.get(("apart", _parties(tie))) if tie.kind == "together" else None
    if apart is None:
        return False
    row.error(
        None,
        f"{_named(tie)} are tied together here and kept apart in {apart[0].where}; "
        "keeping apart holds",
        "Decide, and delete one of the two rows.",
    )
    return True


def _parties(tie: Tie) -> frozenset[str]:
    return frozenset((tie.request, tie.other))


def _named(tie: Tie) -> str:
    return f"{tie.request} and {tie.other}"


def read_exclusions(sheet: Sheet, ids: Ids) -> tuple[Exclusion, ...]:
    """The pairs that are ruled out together, each two once."""
    kept: dict[frozenset[Pair], str] = {}
    exclusions = []
    for row in sheet.rows():
        found = _exclusion(row, ids)
        if found is None:
            continue
        pairs = frozenset((found.pair, found.other_pair))
        if pairs in kept:
            row.error(
                None, f"these two pairs stand already in {kept[pairs]}", ONE_OF_TWO
            )
        else:
            kept[pairs] = row.where
            exclusions.append(found)
    return tuple(exclusions)


def _exclusion(row: Row, ids: Ids) -> Exclusion | None:
    fields: Fields = {
        "request": refer(row, "request", ids.requests),
        "supporter": refer(row, "supporter", ids.supporters),
        "other_request": refer(row, "other_request", ids.requests),
        "other_supporter": refer(row, "other_supporter", ids.supporters),
        **record_of(row),
    }
    if not row.usable:
        return None
    found = Exclusion.model_validate(fields)
    if found.pair == found.other_pair:
        row.error(
            None,
            f"the pair {' and '.join(found.pair)} is excluded by itself",
            "Name two pairs; a pair that must never be made belongs into forbids.",
        )
        return None
    return found
