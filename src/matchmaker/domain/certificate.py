"""Whole-number prices that show, by adding up, that nothing better is possible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Certificate:
    """
    Prices of requests and supporters, and the objectives they speak about.

    The prices bound ``sum of weight x objective`` over all plans from above (a
    minimised objective enters with its sign turned). Any prices give a true
    bound; good ones give a tight one (weak duality of linear programmes). From
    that sum and the values of the objectives before it follows a bound on each
    objective named here.

    Attributes:
        objectives: The objectives in the sum, in order: those that add up over
            pairs (`coverage`, `points`, `change`, `cost`, blends by their names),
            `balance`, and `leximin:E` for the number of requests whose points lie
            in the band with the lower edge E.
        weights: One positive multiplier for each of them.
        threshold: Only pairs of at least this many points are counted; `None`
            for all pairs. It may be given only where worst-off or leximin is held at
            the threshold or above, or to refute it (see `refutes`).
        refutes: Whether the claim is that no plan with worst-off of at least
            `threshold` keeps the values of `objectives`.
        request_prices: int64[R], what one more unit of a request is worth.
        supporter_prices: int64[S], what one more unit of room at a supporter is
            worth, in steps of the greatest common divisor of its loads.
    """

    objectives: tuple[str, ...]
    weights: tuple[int, ...]
    threshold: int | None
    refutes: bool
    request_prices: NDArray[np.int64]
    supporter_prices: NDArray[np.int64]
