"""A round and everything that solving it brought, frozen together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from matchmaker.candidates import Candidates
from matchmaker.domain.certificate import Certificate
from matchmaker.domain.plan import Pairing, Plan
from matchmaker.domain.proof import Proof
from matchmaker.domain.round import Round
from matchmaker.optimise.teams import TeamBreach
from matchmaker.scoring import Scores


@dataclass(frozen=True, eq=False)
class Solved:
    """
    A solved round: what reasons and what-ifs start from.

    Attributes:
        round: What was solved.
        candidates: The pairs that break no rule.
        scores: Their points.
        plan: The answer, checked.
        proof: One entry per objective, in order.
        certificates: Per objective the prices that prove it, or `None`.
        breaches: Where the span of area leads could not be held.
        engine: Which engine found the plan.
        canonical: Whether every engine returns this very plan.
        seed: What picked one plan among equally good ones.
        seconds: Wall time by phase.
    """

    round: Round
    candidates: Candidates
    scores: Scores
    plan: Plan
    proof: tuple[Proof, ...]
    certificates: tuple[Certificate | None, ...] = ()
    breaches: tuple[TeamBreach, ...] = ()
    engine: str = ""
    canonical: bool = False
    seed: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def proved(self) -> bool:
        """Whether nothing better is possible in any objective."""
        return all(proof.proved for proof in self.proof)

    @cached_property
    def pairings_of_request(self) -> Mapping[str, tuple[Pairing, ...]]:
        """The plan's pairings by request."""
        return _grouped(self.plan.pairings, [p.request for p in self.plan.pairings])

    @cached_property
    def pairings_of_supporter(self) -> Mapping[str, tuple[Pairing, ...]]:
        """The plan's pairings by supporter."""
        return _grouped(self.plan.pairings, [p.supporter for p in self.plan.pairings])


def _grouped(
    pairings: tuple[Pairing, ...], keys: list[str]
) -> dict[str, tuple[Pairing, ...]]:
    groups: dict[str, list[Pairing]] = {}
    for key, pairing in zip(keys, pairings, strict=True):
        groups.setdefault(key, []).append(pairing)
    return {key: tuple(group) for key, group in groups.items()}
