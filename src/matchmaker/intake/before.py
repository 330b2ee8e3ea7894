"""The plan before, of which as little as can be is to be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.change import EarlierPairing
from matchmaker.intake.cells import CellFault

if TYPE_CHECKING:
    from matchmaker.intake.known import Ids, Known
    from matchmaker.intake.placing import Fields
    from matchmaker.intake.row import Row
    from matchmaker.intake.sheet import Sheet


def read_before(sheet: Sheet, ids: Ids) -> tuple[EarlierPairing, ...]:
    """
    The pairings of the plan before, each once.

    Who is no longer part of the round is reported, and the pairing is kept: it
    counts as lost, whatever the plan.
    """
    found: dict[tuple[str, str], EarlierPairing] = {}
    rows: dict[tuple[str, str], str] = {}
    for row in sheet.rows():
        request = _party(row, "request", ids.requests)
        supporter = _party(row, "supporter", ids.supporters)
        fields: Fields = {"state": row.choice("state") or "announced"}
        if request is None or supporter is None or not row.usable:
            continue
        pair = (request, supporter)
        if pair in found:
            row.error(
                None,
                f"the pair {' and '.join(pair)} stands already in {rows[pair]}",
                "Delete one of the two rows.",
            )
            continue
        fields |= {"request": request, "supporter": supporter}
        found[pair] = EarlierPairing.model_validate(fields)
        rows[pair] = row.where
    return tuple(found.values())


def _party(row: Row, name: str, known: Known) -> str | None:
    key = row.need(name)
    if key is None:
        return None
    try:
        return known.resolve(key)
    except CellFault as fault:
        row.warning(
            name,
            f"{fault.problem}, so this pairing of the plan before counts as lost",
            f"{fault.remedy} If they have left, nothing is to be done.",
        )
        return key
