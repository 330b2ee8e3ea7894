"""What else a request or a supporter could have, and what that would lose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matchmaker.optimise.marginals.marginals import Marginals
    from matchmaker.optimise.model import Ints


def alternatives_of_request(marginals: Marginals, request: int) -> Ints:
    """
    The unused pairs of a request, those first that lose the plan least.

    Returns:
        int64, pairs that are possible at all; among equal regrets the one with
        more points stands first.
    """
    model = marginals.model
    return _ranked(
        marginals, np.arange(model.indptr[request], model.indptr[request + 1])
    )


def alternatives_of_supporter(marginals: Marginals, supporter: int) -> Ints:
    """The unused pairs of a supporter, in the same order."""
    return _ranked(marginals, np.flatnonzero(marginals.model.supporter == supporter))


def _ranked(marginals: Marginals, pairs: Ints) -> Ints:
    could = pairs[~marginals.residual.used[pairs] & marginals.possible[pairs]]
    return could[np.lexsort((-marginals.model.points[could], marginals.regret[could]))]
