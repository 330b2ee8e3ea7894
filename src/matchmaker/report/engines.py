"""Which engine found a plan, and how its objectives were shown, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matchmaker.domain.proof import Proof, ShownBy
from matchmaker.report.speech import listed

ENGINES = {
    "flow": "a minimum-cost flow",
    "counts": "flows and a search over counts",
    "kernel": "a relaxation and a search over what it leaves open",
    "cp-sat": "CP-SAT",
    "greedy": "taking what came to hand",
    "trees": "matchings in a graph",
    "rotations": "stable matchings in a graph",
}
"""What `plan.json` calls the engine, in words."""

WAYS: dict[ShownBy, str] = {"prices": "by prices", "solver": "by a search"}


def found_text(engine: str, proofs: Sequence[Proof]) -> str:
    """
    How a plan was found and what is proved of it; nothing of what is not.

    >>> coverage, points = (
    ...     Proof(objective=name, sense="maximise", value=1, bound=1, shown_by=by)
    ...     for name, by in (("coverage", "prices"), ("points", "solver"))
    ... )
    >>> found_text("cp-sat", [coverage, points])
    'Found by CP-SAT. Shown to be best: coverage by prices, points by a search.'
    >>> loose = Proof(objective="cost", sense="minimise", value=9, bound=8,
    ...     shown_by="solver", tolerance=1)
    >>> found_text("cp-sat", [loose])
    'Found by CP-SAT. Shown to be as good as allowed: cost by a search.'
    """
    found = [f"Found by {ENGINES.get(engine, engine)}."]
    proved = [proof for proof in proofs if proof.proved]
    for how_good, some in (
        ("best", [proof for proof in proved if not proof.gap]),
        ("as good as allowed", [proof for proof in proved if proof.gap]),
    ):
        if some:
            found.append(f"Shown to be {how_good}: {', '.join(_by_way(some))}.")
    return " ".join(found)


def _by_way(proofs: Sequence[Proof]) -> Iterator[str]:
    """Objectives by how they were shown."""
    for by, way in WAYS.items():
        names = [proof.objective for proof in proofs if proof.shown_by == by]
        if names:
            yield f"{listed(names)} {way}"
