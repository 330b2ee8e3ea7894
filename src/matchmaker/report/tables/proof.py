"""How good the plan is: one row an objective, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matchmaker.domain.proof import Proof
from matchmaker.report.objectives import MEANING, amount, amount_text, meaning_of
from matchmaker.report.table import Cell, Column, Table

COLUMNS = (
    Column("Objective", width=14),
    Column("Sought", width=10),
    Column("Reached", "exact", 14),
    Column("No better than", "exact", 14),
    Column("Gap", "exact", 12),
    Column("Verdict", width=14),
    Column("What this means", "words", 80),
)

SHOWN = {
    "prices": "shown by prices, which anybody can add up again without a solver",
    "solver": "shown by the solver, whose search left nothing open",
    "not shown": "not shown: time ran out, or something before it is not proved",
}
"""How what is proved was shown, and what is said where not even a bound is known."""

FALLS_SHORT = {
    "prices": "not proved to be the best: prices show that it is at most {} from it",
    "solver": "not proved to be the best: the solver found it at most {} from it",
}
"""What is said of a gap, by how the bound was shown."""


def verdict(proof: Proof) -> str:
    """
    `optimal` only where nothing better is possible, and that was shown.

    `as allowed`: a later objective gained by what this one was allowed to give up.
    """
    if not proof.proved:
        return "not proved"
    return "as allowed" if proof.gap else "optimal"


def shown_text(proof: Proof, decimals: int) -> str:
    """How the best possible was shown or, if it was not, how far it may be away."""
    if proof.proved:
        return SHOWN[proof.shown_by]
    if proof.gap is None or proof.shown_by == "not shown":
        return SHOWN["not shown"]
    gap = amount_text(proof.objective, proof.gap, decimals)
    return FALLS_SHORT[proof.shown_by].format(gap)


def proof_table(
    proofs: Sequence[Proof], decimals: int, meanings: Mapping[str, str] = MEANING
) -> Table:
    """
    One row for each objective.

    Args:
        proofs: In order.
        decimals: Decimals of the round's points.
        meanings: What the objectives count, by name.
    """
    return Table(COLUMNS, tuple(_row(proof, decimals, meanings) for proof in proofs))


def _row(proof: Proof, decimals: int, meanings: Mapping[str, str]) -> tuple[Cell, ...]:
    numbers = (proof.value, proof.bound, proof.gap)
    meaning = meaning_of(proof, decimals, meanings)
    parts = [f"{meaning[:1].upper()}{meaning[1:]}", shown_text(proof, decimals)]
    if proof.tolerance:
        given_up = amount_text(proof.objective, proof.tolerance, decimals)
        parts.append(f"later objectives may give up {given_up} of it")
    return (
        proof.objective,
        "most" if proof.sense == "maximise" else "least",
        *(None if n is None else amount(proof.objective, n, decimals) for n in numbers),
        verdict(proof),
        f"{'; '.join(parts)}.",
    )
