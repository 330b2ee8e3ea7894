"""Seeded weights that pick one plan among plans of equal value."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SMALLEST, SPREAD_BITS = 2**20, 30


def tie_weights(
    request_ids: Sequence[str],
    supporter_ids: Sequence[str],
    request_of_pair: NDArray[np.integer],
    supporter_of_pair: NDArray[np.integer],
    seed: int,
) -> NDArray[np.int64]:
    """
    Give each pair a weight that depends on its two ids and the seed alone.

    The order of rows, the engine and the number of workers play no part, so the
    heaviest among the best plans is the same for all. Two plans of equal total
    are possible but unlikely (isolation lemma: about pairs / 2**30).

    Args:
        request_ids: The users' ids of the requests, by dense index.
        supporter_ids: The users' ids of the supporters, by dense index.
        request_of_pair: The request of each pair.
        supporter_of_pair: The supporter of each pair.
        seed: Any whole number; another seed may pick another plan.

    Returns:
        int64[P], from 2**20 up to about 2**30.

    >>> pair = np.array([0])
    >>> int(tie_weights(["r"], ["s"], pair, pair, 1)[0]) == int(
    ...     tie_weights(["a", "r"], ["s"], pair + 1, pair, 1)[0])
    True
    """
    left = _hash_ids(request_ids, f"request {seed}")
    right = _hash_ids(supporter_ids, f"supporter {seed}")
    with np.errstate(over="ignore"):
        mixed = _mix(left[request_of_pair] + right[supporter_of_pair])
    spread = mixed >> np.uint64(64 - SPREAD_BITS)
    return spread.astype(np.int64) + SMALLEST


def _hash_ids(ids: Sequence[str], salt: str) -> NDArray[np.uint64]:
    key = blake2b(salt.encode(), digest_size=32).digest()
    digests = b"".join(
        blake2b(name.encode(), digest_size=8, key=key).digest() for name in ids
    )
    return np.frombuffer(digests, dtype="<u8").astype(np.uint64)


def _mix(value: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Scramble the bits as the finaliser of splitmix64 does (Steele et al. 2014)."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))
