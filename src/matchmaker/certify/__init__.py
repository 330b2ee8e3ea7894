"""The price bound: a proof of optimality re-computed with numpy, without a solver."""

from matchmaker.certify.bound import Facts, bound_from_prices
from matchmaker.certify.claims import confirmed, objective_bound

__all__ = ["Facts", "bound_from_prices", "confirmed", "objective_bound"]
