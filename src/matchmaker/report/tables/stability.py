"""Who would rather have each other: one row a pair."""

from __future__ import annotations

from matchmaker.domain.round import Round
from matchmaker.reasons.stability import Stability
from matchmaker.report.names import Names
from matchmaker.report.table import Column, Table, text_list


def stability_table(stability: Stability, matching_round: Round) -> Table:
    """One row for each pair, in the round's order."""
    among = matching_round.programme.buddies is not None
    names = Names(matching_round)
    name_one = names.supporter if among else names.request
    rows = tuple(
        (
            name_one(pair.one),
            names.supporter(pair.other),
            text_list([names.supporter(gone) for gone in pair.one_leaves]),
            text_list(
                [
                    names.supporter(gone) if among else names.request(gone)
                    for gone in pair.other_leaves
                ]
            ),
        )
        for pair in stability.blocking
    )
    return Table(
        (
            Column("One", width=24),
            Column("The other", width=24),
            Column("The one would leave", width=24),
            Column("The other would leave", width=24),
        ),
        rows,
    )
