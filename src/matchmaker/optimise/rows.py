"""Coupling rules as a sparse block: each row a weighted sum between two limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from matchmaker.candidates import Candidates
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Rule

if TYPE_CHECKING:
    from matchmaker.optimise.model import Model

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Rows:
    """
    K rows over pairs, E entries in all.

    Attributes:
        indptr: int64[K + 1], where each row's entries begin and end.
        pairs: int64[E], positions of candidates.
        coefficient: int64[E], never 0.
        lower: int64[K], the least a row must add up to.
        upper: int64[K], the most it may add up to.
        names: What each row says, for conflicts.
    """

    indptr: Ints
    pairs: Ints
    coefficient: Ints
    lower: Ints
    upper: Ints
    names: tuple[str, ...]

    @classmethod
    def none(cls) -> Rows:
        """No rows at all."""
        nothing = np.zeros(0, dtype=np.int64)
        return cls(np.zeros(1, dtype=np.int64), nothing, nothing, nothing, nothing, ())

    @classmethod
    def of_model(cls, model: Model) -> Rows:
        """The coupling rows that a model has."""
        return cls(
            model.row_indptr,
            model.row_pairs,
            model.row_coefficient,
            model.row_lower,
            model.row_upper,
            model.row_names,
        )

    @classmethod
    def of_pairs(
        cls,
        row: Ints,
        coefficient: Ints,
        upper: Sequence[int],
        names: Sequence[str],
        *,
        lower: Sequence[int] | None = None,
    ) -> Rows:
        """
        Rows from the row that each pair belongs to, where no pair is in two.

        Args:
            row: int64[P], the row of each pair, -1 for pairs in no row.
            coefficient: int64[P]; pairs with 0 are left out.
            upper: The most each row may add up to.
            names: What each row says.
            lower: The least each row must add up to; nothing, if left out.
        """
        pairs = np.flatnonzero((row >= 0) & (coefficient != 0))
        return cls.of_entries(
            row[pairs], pairs, coefficient[pairs], upper, names, lower=lower
        )

    @classmethod
    def of_entries(
        cls,
        row: Ints,
        pair: Ints,
        coefficient: Ints,
        upper: Sequence[int],
        names: Sequence[str],
        *,
        lower: Sequence[int] | None = None,
    ) -> Rows:
        """
        Rows from entries, where a pair may stand in several rows.

        Args:
            row: int64[E], the row of each entry.
            pair: int64[E], its pair; no pair stands in one row twice.
            coefficient: int64[E], never 0; may be negative.
            upper: The most each row may add up to.
            names: What each row says.
            lower: The least each row must add up to; if left out, whatever it can
                be at least.
        """
        order = np.lexsort((pair, row))
        counts = np.bincount(row, minlength=len(upper))
        least = np.zeros(len(upper), dtype=np.int64)
        np.add.at(least, row, np.minimum(coefficient, 0))
        return cls(
            indptr=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
            pairs=pair[order],
            coefficient=coefficient[order],
            lower=least if lower is None else np.array(lower, dtype=np.int64),
            upper=np.array(upper, dtype=np.int64),
            names=tuple(names),
        )

    @classmethod
    def stack(cls, blocks: Sequence[Rows]) -> Rows:
        """All rows of several blocks, one after the other."""
        lengths = [np.diff(block.indptr) for block in blocks] or [np.zeros(0)]
        return cls(
            indptr=np.concatenate(([0], np.cumsum(np.concatenate(lengths)))).astype(
                np.int64
            ),
            pairs=_join([block.pairs for block in blocks]),
            coefficient=_join([block.coefficient for block in blocks]),
            lower=_join([block.lower for block in blocks]),
            upper=_join([block.upper for block in blocks]),
            names=tuple(name for block in blocks for name in block.names),
        )


def spoken_of(rule: Rule, matching_round: Round, candidates: Candidates) -> Mask:
    """bool[P]: the pairs whose role the rule speaks of."""
    asked = [rule.speaks_of(request.role) for request in matching_round.requests]
    return np.array(asked, dtype=bool)[candidates.request]


def _join(columns: Sequence[Ints]) -> Ints:
    return np.concatenate([np.zeros(0, dtype=np.int64), *columns]).astype(np.int64)


def shared_keys(keys: Ints, at_least: int) -> tuple[Ints, Ints]:
    """
    Groups of pairs with the same key, where there are enough to be worth a row.

    Args:
        keys: int64[P], the key of each pair; negative keys are in no group.
        at_least: Groups of fewer pairs can never break their limit.

    Returns:
        int64[P], the group of each pair or -1, and int64[K], the groups' keys.
    """
    values, group, counts = np.unique(keys, return_inverse=True, return_counts=True)
    worth = (counts >= at_least) & (values >= 0)
    number = np.where(worth, np.cumsum(worth) - 1, -1)
    return number[group], values[worth]
