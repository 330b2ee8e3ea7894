"""Leximin as the sums that it is made of: how many requests lie in each band."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import InputError
from matchmaker.optimise.objectives import LEVEL, levels_of, not_shown, proof_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.domain.certificate import Certificate
    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.model import Ints, Model
    from matchmaker.optimise.outcome import Outcome

MOST_BANDS = 200
"""More bands of points than this are no bands, where CP-SAT must tell them apart."""


@dataclass(frozen=True, eq=False)
class Bands:
    """
    The bands of points where a request's points are those of one pair.

    Attributes:
        edges: int64[B], the lower edges of all bands that a pair lies in, ascending.
        place: int64[P], each pair's band among these.
        crowd: int64[B], how many requests have a pair in each band.
    """

    edges: Ints
    place: Ints
    crowd: Ints

    @classmethod
    def of(cls, model: Model) -> Bands:
        """The bands of a model's pairs."""
        levels = model.levels
        edges = np.unique(levels)
        place = np.searchsorted(edges, levels)
        lying = np.unique(model.request + model.requests * place)
        crowd = np.bincount(lying // max(1, model.requests), minlength=len(edges))
        return cls(edges, place, crowd)

    def among(self, *several: Ints) -> Ints:
        """The places of all bands in which some of the pairs lie, ascending."""
        counts = sum(
            np.bincount(self.place[pairs], minlength=len(self.edges))
            for pairs in several
        )
        return np.flatnonzero(counts)

    def weights(self, places: Ints, factors: tuple[int, ...]) -> Ints:
        """What each pair loses for lying in one of some bands; int64[P]."""
        of_band = np.zeros(len(self.edges), np.int64)
        of_band[places] = factors
        return -of_band[self.place]


def in_bands(model: Model, objectives: tuple[str, ...]) -> tuple[str, ...]:
    """
    The objectives with leximin as the sums that it is made of.

    Raises:
        InputError: If requests that can be given several pairs make them too many.
    """
    return tuple(
        part
        for name in objectives
        for part in (bands(model) if name == "leximin" else (name,))
    )


def collapsed(model: Model, objectives: tuple[str, ...], outcome: Outcome) -> Outcome:
    """The outcome with one proof an objective, and leximin's levels in its own."""
    if "leximin" not in objectives:
        return outcome
    lines = list(zip(outcome.proofs, outcome.certificates, strict=True))
    kept: list[tuple[Proof, Certificate | None]] = []
    for name in objectives:
        if name != "leximin":
            kept += [line for line in lines if line[0].objective == name]
            continue
        parts = [line for line in lines if line[0].objective.startswith("leximin")]
        kept.append(_one_line(model, outcome.used, parts))
    return replace(
        outcome,
        proofs=tuple(proof for proof, _ in kept),
        certificates=tuple(certificate for _, certificate in kept),
    )


def _one_line(
    model: Model, used: Ints, parts: Sequence[tuple[Proof, Certificate | None]]
) -> tuple[Proof, Certificate | None]:
    """The proof of leximin from those of its bands, or from a flow's own."""
    levels = tuple(sorted(levels_of(model, "leximin", used).items()))
    if all(proof.proved for proof, _ in parts):
        value = levels[0][0] if levels else None
        by_prices = all(proof.shown_by == "prices" for proof, _ in parts)
        proof = proof_of("leximin", value, value, "prices" if by_prices else "solver")
    else:
        (proof,) = not_shown(model, ("leximin",), used)
    certificate = parts[-1][1] if parts else None
    return proof.model_copy(update={"levels": levels}), certificate


def bands(model: Model) -> tuple[str, ...]:
    """
    The sums that leximin is made of: how many requests lie in each band, in order.

    Raises:
        InputError: If requests that can be given several pairs make them too many.
    """
    if np.all(model.most_given <= 1):
        edges = np.unique(model.levels[model.demand[model.request] > 0])
        # Without any pair there is one band all the same, in which nobody lies.
        return tuple(f"{LEVEL}{edge}" for edge in edges.tolist() or [0])
    lowest, highest = _range_of_points(model)
    first, last = lowest // model.band, highest // model.band
    if last - first >= MOST_BANDS:
        raise InputError(
            f"leximin over requests that can be given several pairs has "
            f"{last - first + 1} bands of points, and {MOST_BANDS} are the most: "
            f"give it a band of {(highest - lowest) // (MOST_BANDS - 1) + 1} or more."
        )
    return tuple(f"{LEVEL}{band * model.band}" for band in range(first, last + 1))


def _range_of_points(model: Model) -> tuple[int, int]:
    """No request given anything has fewer points than the first, or more."""
    least, most = np.zeros(model.requests, np.int64), np.zeros(model.requests, np.int64)
    np.minimum.at(least, model.request, model.points)
    np.maximum.at(most, model.request, model.points)
    low = (least.astype(object) * model.most_given).min()
    high = (most.astype(object) * model.most_given).max()
    return int(min(low, model.points.min(initial=0))), int(high)
