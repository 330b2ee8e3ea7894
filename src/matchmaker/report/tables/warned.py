"""What is allowed and should be looked at: one row a warning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matchmaker.domain.round import Round
from matchmaker.reasons import WarnedPairing
from matchmaker.report.table import Cell, Column, Table
from matchmaker.report.warned import what, whom

if TYPE_CHECKING:
    from matchmaker.reasons import Reasons, Warned

COLUMNS = (
    Column("Request", width=11),
    Column("Supporter", width=11),
    Column("Who", width=50),
    Column("What to look at", "words", 80),
)


def warned_table(matching_round: Round, reasons: Reasons) -> Table:
    """One row for each warning, in the order in which they were found."""
    rows = (tuple(_row(warned, matching_round)) for warned in reasons.warned)
    return Table(COLUMNS, tuple(rows))


def _row(warned: Warned, matching_round: Round) -> Iterator[Cell]:
    if isinstance(warned, WarnedPairing):
        yield warned.request
        yield warned.supporter
    else:
        leads = warned.party in matching_round.supporter_index
        yield None
        yield warned.party if leads else None
    yield whom(warned, matching_round)
    yield what(warned, matching_round)
