"""Whether certificates bear out what the proofs of a plan claim."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.certify.bound import bound_in_pieces
from matchmaker.certify.held import Held, keeps, may_cut, sum_held
from matchmaker.certify.shortened import shortened
from matchmaker.certify.sums import (
    SAFE,
    largest,
    level_name,
    scale_named,
    weights_named,
)
from matchmaker.certify.unaided import unaided
from matchmaker.domain.objective import OWN_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.certify.bound import Column, Facts
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
        proofs: The values claimed, in order; tolerances as the round has them.
        certificates: The prices for each; where there are none (`None`), those that
            need no search are tried.

    Returns:
        For each objective, whether no plan that keeps the objectives before it does
        better than its bound, and this plan falls behind by no more than its
        tolerance. To keep an objective is to reach its value or, where it has a
        tolerance, its bound less the tolerance.
    """
    held: dict[str, int | None] = {}
    answers: list[bool] = []
    for proof, certificate in zip(proofs, certificates, strict=True):
        confirms = _confirms_levels if proof.objective == "leximin" else _confirms
        answers.append(confirms(facts, proof, certificate, held))
        held |= keeps(facts, proof)
    return tuple(answers)


def _confirms(
    facts: Facts, proof: Proof, certificate: Certificate | None, held: Held
) -> bool:
    if proof.objective == "worst-off" and proof.value is None:
        return True  # nobody is given anything, so nobody is badly off
    certificate = certificate or unaided(facts, proof.objective)
    if certificate is None or proof.value is None:
        return False
    bound = objective_bound(facts, certificate, proof.objective, held)
    if bound is None:
        return False
    if proof.tolerance > 0 and proof.bound != bound:
        return False  # what later objectives must keep is reckoned from the bound
    if OWN_NAMES.get(proof.objective) == "minimise":
        return proof.value <= bound + proof.tolerance
    return proof.value >= bound - proof.tolerance


def _confirms_levels(
    facts: Facts, proof: Proof, certificate: Certificate | None, held: Held
) -> bool:
    """
    Whether, band by band from the lowest, no plan has fewer requests in it.

    A band said to be empty needs no prices. In the proof of the next one it is held
    empty, because a plan with somebody in it would be worse.
    """
    if proof.value is None:
        return not proof.levels
    if certificate is None or not _is_well_formed(facts, certificate):
        return False
    counts = dict(proof.levels)
    if not _are_levels(proof) or not counts.keys() <= set(facts.levels):
        return False
    sums = _Sums(facts, certificate)
    so_far = {**held, "leximin": proof.value}
    for edge in facts.levels:
        count, name = counts.get(edge, 0), level_name(edge)
        if count and not _is_least(sums, name, so_far, count):
            return False
        so_far[name] = count
    return True


@dataclass(frozen=True, eq=False)
class _Sums:
    """The sum of the first objectives of a certificate, for any number of them."""

    facts: Facts
    certificate: Certificate
    known: dict[int, tuple[Certificate, int | None] | None] = field(
        default_factory=dict
    )

    def of(self, length: int) -> tuple[Certificate, int | None] | None:
        """Prices for the sum alone, and the bound that they give."""
        if length not in self.known:
            part = shortened(self.certificate, length)
            total = None if part is None else _bound(self.facts, part)
            self.known[length] = None if part is None else (part, total)
        return self.known[length]


def _is_least(sums: _Sums, name: str, held: Held, count: int) -> bool:
    """Whether the sum up to a band, or to any later one, leaves no fewer in it."""
    names = sums.certificate.objectives
    if name not in names:
        return False
    for length in range(names.index(name) + 1, len(names) + 1):
        part = sums.of(length)
        if part is not None:
            least = _share(sums.facts, part[0], name, held, part[1])
            if least is not None and count <= least:
                return True
    return False


def _are_levels(proof: Proof) -> bool:
    edges = [edge for edge, _ in proof.levels]
    return (
        edges[:1] == [proof.value]
        and edges == sorted(set(edges))
        and all(count > 0 for _, count in proof.levels)
    )


def objective_bound(
    facts: Facts, certificate: Certificate, objective: str, held: Held
) -> int | None:
    """
    Work out the best value of one objective that any plan could have.

    Args:
        facts: The pairs and bounds.
        certificate: Any prices, good or bad.
        objective: One of the certificate's, or `worst-off` for one that refutes.
        held: The values of the objectives before it, which the plan must keep; of
            leximin the lowest band and, as `leximin:E`, how many lie in each.

    Returns:
        The bound; `None` if the certificate says nothing about this objective.
    """
    if not _is_well_formed(facts, certificate):
        return None
    total = _bound(facts, certificate)
    if certificate.refutes:
        refuted = objective == "worst-off" and _refutes(facts, certificate, held, total)
        return _next_below(facts, certificate.threshold) if refuted else None
    return _share(facts, certificate, objective, held, total)


def _share(
    facts: Facts,
    certificate: Certificate,
    objective: str,
    held: Held,
    total: int | None,
) -> int | None:
    """What the bound on the whole sum leaves for one of the objectives in it."""
    if certificate.refutes or objective not in certificate.objectives:
        return None
    place = certificate.objectives.index(objective)
    before = sum_held(facts, certificate, held, place)
    if before is None or total is None or not may_cut(certificate, held):
        return None
    after = zip(
        certificate.objectives[place + 1 :],
        certificate.weights[place + 1 :],
        strict=True,
    )
    least_after = sum(weight * _least(facts, name) for name, weight in after)
    best = (total - before - least_after) // certificate.weights[place]
    own = scale_named(facts, objective)
    return -best if own is None else own.value(best)


def _is_well_formed(facts: Facts, certificate: Certificate) -> bool:
    """Whether it speaks of sums that are known, in whole numbers, for everybody."""
    prices = (certificate.request_prices, certificate.supporter_prices)
    return (
        len(certificate.weights) == len(certificate.objectives)
        and all(type(weight) is int and weight > 0 for weight in certificate.weights)
        and len(set(certificate.objectives)) == len(certificate.objectives)
        and all(
            name == "balance" or scale_named(facts, name) is not None
            for name in certificate.objectives
        )
        and (certificate.threshold is None or type(certificate.threshold) is int)
        and all(np.issubdtype(column.dtype, np.integer) for column in prices)
        and prices[0].shape == facts.demand.shape
        and prices[1].shape == facts.capacity.shape
    )


def _refutes(
    facts: Facts, certificate: Certificate, held: Held, total: int | None
) -> bool:
    """Whether no plan above the threshold keeps what is held."""
    if certificate.threshold is None:
        return False
    kept = sum_held(facts, certificate, held, len(certificate.objectives))
    return kept is not None and (total is None or total < kept)


def _next_below(facts: Facts, threshold: int | None) -> int | None:
    """What worst-off can be below the threshold: a pair's points, or a sum of some."""
    if threshold is None or facts.points.min(initial=threshold) >= threshold:
        return None
    if np.any(facts.most_given > 1):
        return threshold - 1
    below = (
        part[part < threshold] for part in map(facts.points.__getitem__, facts.pieces())
    )
    return max(int(some.max()) for some in below if len(some))


def _bound(facts: Facts, certificate: Certificate) -> int | None:
    """The bound on the certificate's whole sum; `None` if there is no plan at all."""
    named = dict(zip(certificate.objectives, certificate.weights, strict=True))
    balance = named.pop("balance", 0)
    of_level = [named.pop(level_name(edge), 0) for edge in facts.levels]
    size = sum(float(weight) * _largest(facts, name) for name, weight in named.items())
    kind = np.int64 if size + max(of_level, default=0) < SAFE else object
    levels = np.array(of_level, kind)

    def weigh(part: slice) -> Column:
        weights = np.zeros(len(facts.points[part]), kind)
        if facts.level_places is not None:
            weights -= levels[facts.level_places[part]]
        for name, weight in named.items():
            pairs = weights_named(facts, name, part)
            weights = weights + weight * pairs.astype(kind, copy=False)
        return weights

    return bound_in_pieces(
        facts,
        weigh,
        size + max(of_level, default=0),
        certificate.request_prices,
        certificate.supporter_prices,
        balance=balance,
        threshold=certificate.threshold,
    )


def _largest(facts: Facts, name: str) -> float:
    """No pair adds or takes away more, nearly."""
    pieces = (weights_named(facts, name, part) for part in facts.pieces())
    return max(map(largest, pieces), default=0.0)


def _least(facts: Facts, objective: str) -> int:
    """A total that the objective, turned so that more is better, never falls below."""
    if objective not in facts.least_totals:
        facts.least_totals[objective] = _least_total(facts, objective)
    return facts.least_totals[objective]


def _least_total(facts: Facts, objective: str) -> int:
    if objective == "balance":
        loads = (facts.most_steps * facts.step).astype(object)
        return -int((loads**2).sum())
    kind = weights_named(facts, objective, slice(0, 1)).dtype
    lowest = np.zeros(len(facts.demand), kind)
    for part in facts.pieces():
        pairs = weights_named(facts, objective, part)
        np.minimum.at(lowest, facts.request[part], pairs)
    return int((lowest.astype(object) * facts.most_given).sum())
