"""How good the plan is, objective by objective."""

from __future__ import annotations

from collections.abc import Sequence

from matchmaker.domain.proof import Proof
from matchmaker.report.objectives import objective_text
from matchmaker.report.summary.block import Block
from matchmaker.report.tables.proof import verdict


def proof_block(title: str, proofs: Sequence[Proof], decimals: int) -> Block:
    """Each objective with what was reached, and how far it may be from the best."""
    rows = tuple(
        (
            proof.objective + ("" if proof.sense == "maximise" else ", less is better"),
            *(
                objective_text(proof, number, decimals)
                for number in (proof.value, proof.bound, proof.gap)
            ),
            verdict(proof),
        )
        for proof in proofs
    )
    headings = ("Objective", "Reached", "No better than", "Gap", "Verdict")
    return Block(title, headings, rows)
