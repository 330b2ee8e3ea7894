"""What later plans must keep of the objectives before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from matchmaker.certify.sums import level_name, scale_named
from matchmaker.domain.objective import OWN_NAMES

if TYPE_CHECKING:
    from matchmaker.certify.bound import Facts
    from matchmaker.domain.certificate import Certificate
    from matchmaker.domain.proof import Proof

Held = Mapping[str, int | None]
"""By objective, the value that a plan must reach; `None` where nobody is given
anything. Of leximin, the lowest band and, as `leximin:E`, the count in every band."""


def keeps(facts: Facts, proof: Proof) -> dict[str, int | None]:
    """What a plan must reach so as to keep one objective."""
    if proof.objective == "leximin":
        return _levels(facts, proof)
    if proof.value is None or proof.bound is None:
        return {proof.objective: proof.value}
    if OWN_NAMES.get(proof.objective) == "minimise":
        return {proof.objective: max(proof.value, proof.bound + proof.tolerance)}
    return {proof.objective: min(proof.value, proof.bound - proof.tolerance)}


def _levels(facts: Facts, proof: Proof) -> dict[str, int | None]:
    """
    The count in every band, also of those that are empty.

    Only where leximin is proved: other plans may then reach the same, but nothing
    better. Else one with fewer in a low band may have more in a higher one.
    """
    if not proof.proved:
        return {}
    counts = dict(proof.levels)
    held: dict[str, int | None] = {"leximin": proof.value}
    return held | {level_name(edge): counts.get(edge, 0) for edge in facts.levels}


def may_cut(certificate: Certificate, held: Held) -> bool:
    """Whether pairs below the threshold are out, because nobody may be so badly off."""
    threshold = certificate.threshold
    if threshold is None:
        return True
    lowest = [held[name] for name in ("worst-off", "leximin") if name in held]
    return any(worst is None or worst >= threshold for worst in lowest)


def sum_held(
    facts: Facts, certificate: Certificate, held: Held, count: int
) -> int | None:
    """What the first objectives add to the sum at the least; `None` if not known."""
    total = 0
    first = zip(certificate.objectives, certificate.weights, strict=True)
    for name, weight in list(first)[:count]:
        value, own = held.get(name), scale_named(facts, name)
        if value is None:
            return None
        total += weight * (-value if own is None else own.total_of(value))
    return total
