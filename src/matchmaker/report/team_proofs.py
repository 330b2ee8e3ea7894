"""What is sought of teams, in words."""

from __future__ import annotations

from matchmaker.domain.proof import Proof
from matchmaker.report.summary import Block
from matchmaker.report.tables.proof import verdict

SOUGHT = {
    "unled": "people without a lead",
    "small-teams": "teams smaller than wanted",
    "spread": "squares of people beyond the target",
    "parted": "settings with several leads",
    "outside-authority": "people led from outside their authority",
    "region-only": "of them by region only",
    "moved": "people who lose their lead",
    "travel": "minutes of travel one way",
    "appointment-cost": "minutes of travel and for appointments",
}
"""What each part of a team proof counts; less is better throughout."""


def team_proof_block(proofs: tuple[Proof, ...]) -> Block:
    """The proof of the teams as a small table, in the order in which it is sought."""
    rows = tuple(
        (
            SOUGHT[proof.objective],
            *(_number(n) for n in (proof.value, proof.bound, proof.gap)),
            verdict(proof),
        )
        for proof in proofs
    )
    headings = ("Sought, less is better", "Reached", "No better than", "Gap", "Verdict")
    return Block("Proof", headings, rows)


def _number(number: int | None) -> str:
    return "not known" if number is None else f"{number:,}"
