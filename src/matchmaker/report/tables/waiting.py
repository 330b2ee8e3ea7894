"""People who asked and have nobody yet: one row each, for the next round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matchmaker.domain.round import Round
from matchmaker.report.asker import asker_of
from matchmaker.report.table import Cell, Column, Table
from matchmaker.report.unmet_words import unmet_lines

if TYPE_CHECKING:
    from matchmaker.reasons import Reasons, UnmetReason


def waiting_table(matching_round: Round, reasons: Reasons) -> Table:
    """Who is still waiting, in the order of the round, and for how many rounds."""
    asks = matching_round.programme.nouns.request.capitalize()
    columns = (
        Column(f"{asks} id", width=11),
        Column(asks, width=20),
        Column(f"{asks} email", width=26),
        Column("Rounds waited", "whole", 9),
        Column("Why", "words", 80),
    )
    rows = (tuple(_row(why, matching_round)) for why in reasons.unmet)
    return Table(columns, tuple(rows))


def _row(why: UnmetReason, matching_round: Round) -> Iterator[Cell]:
    person = asker_of(why.request, matching_round)
    yield person.id
    yield person.name
    yield person.email
    yield matching_round.request(why.request).unmet_before
    yield "\n".join(unmet_lines(why, matching_round))
