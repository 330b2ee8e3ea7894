"""Whether certificates bear out what the proofs of a plan claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matchmaker.certify.bound import SAFE, bound_from_prices

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from matchmaker.certify.bound import Facts
    from matchmaker.domain.certificate import Certificate
    from matchmaker.domain.proof import Proof


def confirmed(
    facts: Facts,
    proofs: Sequence[Proof],
    certificates: Sequence[Certificate | None],
) -> tuple[bool, ...]:
    """
    Say for each objective whether prices alone show its value to be the best.

    Args:
        facts: The pairs and bounds, as computed from the round again.
        proofs: The values claimed, in order.
        certificates: The prices for each; `None` where there are none.

    Returns:
        For each objective, whether no plan that keeps the values before it does
        better.
    """
    held: dict[str, int | None] = {}
    answers: list[bool] = []
    for proof, certificate in zip(proofs, certificates, strict=True):
        answers.append(_confirms(facts, proof, certificate, held))
        held[proof.objective] = proof.value
    return tuple(answers)


def _confirms(
    facts: Facts,
    proof: Proof,
    certificate: Certificate | None,
    held: Mapping[str, int | None],
) -> bool:
    if proof.objective == "worst-off" and proof.value is None:
        return True  # nobody is given anything, so nobody is badly off
    if certificate is None or proof.value is None:
        return False
    bound = objective_bound(facts, certificate, proof.objective, held)
    if bound is None:
        return False
    is_cost = proof.objective == "balance"
    return proof.value <= bound if is_cost else proof.value >= bound


def objective_bound(
    facts: Facts,
    certificate: Certificate,
    objective: str,
    held: Mapping[str, int | None],
) -> int | None:
    """
    Work out the best value of one objective that any plan could have.

    Args:
        facts: The pairs and bounds.
        certificate: Any prices, good or bad.
        objective: One of the certificate's, or `worst-off` for one that refutes.
        held: The values of the objectives before it, which the plan must keep.

    Returns:
        The bound; `None` if the certificate says nothing about this objective.
    """
    if not _is_well_formed(facts, certificate):
        return None
    if certificate.refutes:
        refuted = objective == "worst-off" and _refutes(facts, certificate, held)
        return _next_below(facts, certificate.threshold) if refuted else None
    if objective not in certificate.objectives or not _may_cut(certificate, held):
        return None
    place = certificate.objectives.index(objective)
    before = _sum_held(certificate, held, place)
    total = _bound(facts, certificate)
    if before is None or total is None:
        return None
    after = zip(
        certificate.objectives[place + 1 :],
        certificate.weights[place + 1 :],
        strict=True,
    )
    least_after = sum(weight * _least(facts, name) for name, weight in after)
    best = (total - before - least_after) // certificate.weights[place]
    return -best if objective == "balance" else best


def _is_well_formed(facts: Facts, certificate: Certificate) -> bool:
    return (
        len(certificate.weights) == len(certificate.objectives)
        and all(weight > 0 for weight in certificate.weights)
        and len(set(certificate.objectives)) == len(certificate.objectives)
        and set(certificate.objectives) <= {"coverage", "points", "balance"}
        and len(certificate.request_prices) == len(facts.demand)
        and len(certificate.supporter_prices) == len(facts.capacity)
    )


def _may_cut(certificate: Certificate, held: Mapping[str, int | None]) -> bool:
    """Whether pairs below the threshold are out because worst-off is held."""
    if certificate.threshold is None:
        return True
    if "worst-off" not in held:
        return False
    worst = held["worst-off"]
    return worst is None or worst >= certificate.threshold


def _refutes(
    facts: Facts, certificate: Certificate, held: Mapping[str, int | None]
) -> bool:
    """Whether no plan above the threshold keeps what is held."""
    if certificate.threshold is None:
        return False
    total = _sum_held(certificate, held, len(certificate.objectives))
    bound = _bound(facts, certificate)
    return total is not None and (bound is None or bound < total)


def _next_below(facts: Facts, threshold: int | None) -> int | None:
    """What worst-off can be below the threshold: a pair's points, or a sum of some."""
    if threshold is None or not np.any(facts.points < threshold):
        return None
    if np.any(facts.most_given > 1):
        return threshold - 1
    return int(facts.points[facts.points < threshold].max())


def _sum_held(
    certificate: Certificate, held: Mapping[str, int | None], count: int
) -> int | None:
    """What the first objectives add to the sum at the values they are held at."""
    total = 0
    first = zip(certificate.objectives, certificate.weights, strict=True)
    for name, weight in list(first)[:count]:
        value = held.get(name)
        if value is None:
            return None
        total += weight * (-value if name == "balance" else value)
    return total


def _bound(facts: Facts, certificate: Certificate) -> int | None:
    """The bound on the certificate's whole sum."""
    named = dict(zip(certificate.objectives, certificate.weights, strict=True))
    balance = named.pop("balance", 0)
    columns = {name: _pair_weights(facts, name) for name in named}
    sizes = [
        float(named[name]) * np.abs(column.astype(float)).sum()
        for name, column in columns.items()
    ]
    exact = np.int64 if sum(sizes) < SAFE else object
    weights = np.zeros(len(facts.points), exact)
    for name, column in columns.items():
        weights = weights + named[name] * column.astype(exact)
    return bound_from_prices(
        facts,
        weights,
        certificate.request_prices,
        certificate.supporter_prices,
        balance=balance,
        threshold=certificate.threshold,
    )


def _pair_weights(facts: Facts, objective: str) -> NDArray[np.int64]:
    return facts.priority[facts.request] if objective == "coverage" else facts.points


def _least(facts: Facts, objective: str) -> int:
    """A value that the objective, as something to maximise, never falls below."""
    if objective == "balance":
        loads = (facts.most_steps * facts.step).astype(object)
        return -int((loads**2).sum())
    lowest = np.zeros(len(facts.demand), np.int64)
    np.minimum.at(lowest, facts.request, _pair_weights(facts, objective))
    return int((lowest.astype(object) * facts.most_given).sum())
