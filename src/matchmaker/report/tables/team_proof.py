"""How good the teams are: one row for each thing sought of them, in order."""

from __future__ import annotations

from collections.abc import Sequence

from matchmaker.domain.proof import Proof
from matchmaker.report.table import Column, Table
from matchmaker.report.tables.proof import shown_text, verdict
from matchmaker.report.team_proofs import SOUGHT

COLUMNS = (
    Column("Sought, less is better", width=42),
    Column("Reached", "whole", 12),
    Column("No better than", "whole", 14),
    Column("Gap", "whole", 10),
    Column("Verdict", width=14),
    Column("How it was shown", "words", 60),
)


def team_proof_table(proofs: Sequence[Proof]) -> Table:
    """One row for each line of a team proof."""
    rows = [
        (
            SOUGHT[proof.objective],
            proof.value,
            proof.bound,
            proof.gap,
            verdict(proof),
            shown_text(proof, 0),
        )
        for proof in proofs
    ]
    return Table(COLUMNS, tuple(rows))
