"""How good the plan is: one row an objective, in order."""

from __future__ import annotations

from collections.abc import Sequence

from matchmaker.domain.proof import Proof
from matchmaker.report.plan_json import IN_POINTS
from matchmaker.report.points import in_users_unit
from matchmaker.report.table import Cell, Column, Table

COLUMNS = (
    Column("Objective", width=14),
    Column("Sought", width=10),
    Column("Reached", "exact", 14),
    Column("Best possible", "exact", 14),
    Column("Gap", "exact", 12),
    Column("Verdict", width=14),
    Column("What this means", "words", 80),
)

MEANING = {
    "coverage": "units of demand met, each counted with its priority",
    "worst-off": "the points of the request that is served worst",
    "points": "the points of all pairings together",
    "balance": "the squares of all loads added up: the more even, the less",
}
"""What each objective's value counts."""

SHOWN = {
    "prices": "shown by prices, which anybody can add up again without a solver",
    "solver": "shown by the solver, which found that nothing better is possible",
    "not shown": "not shown: time ran out, or something before it is not proved",
}


def verdict(proof: Proof) -> str:
    """`optimal` only where nothing better is possible, and that was shown."""
    return "optimal" if proof.proved else "not proved"


def proof_table(proofs: Sequence[Proof], decimals: int) -> Table:
    """
    One row for each objective.

    Args:
        proofs: In order.
        decimals: Decimals of the round's points.
    """
    return Table(COLUMNS, tuple(_row(proof, decimals) for proof in proofs))


def _row(proof: Proof, decimals: int) -> tuple[Cell, ...]:
    shift = decimals if proof.objective in IN_POINTS else 0
    numbers = (proof.value, proof.bound, proof.gap)
    meaning = MEANING.get(proof.objective, proof.objective)
    return (
        proof.objective,
        "most" if proof.sense == "maximise" else "least",
        *(None if n is None else in_users_unit(n, shift) for n in numbers),
        verdict(proof),
        f"{meaning.capitalize()}; {SHOWN[proof.shown_by]}.",
    )
