"""Which engine found a plan, and how its objectives were shown, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

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
    """
    shown = {
        way: [p.objective for p in proofs if p.proved and p.shown_by == by]
        for by, way in WAYS.items()
    }
    told = [f"{listed(names)} {way}" for way, names in shown.items() if names]
    found = f"Found by {ENGINES.get(engine, engine)}"
    return f"{found}. Shown to be best: {', '.join(told)}." if told else f"{found}."
