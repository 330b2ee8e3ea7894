"""The price bound: a proof of optimality re-computed with numpy, without a solver."""

from matchmaker.certify.bound import Facts, bound_from_prices
from matchmaker.certify.claims import confirmed, objective_bound
from matchmaker.certify.sums import Sum, blended, level_name

__all__ = [
    "Facts",
    "Sum",
    "blended",
    "bound_from_prices",
    "confirmed",
    "level_name",
    "objective_bound",
]
