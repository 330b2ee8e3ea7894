"""The price bound: a proof of optimality re-computed with numpy, without a solver."""

from matchmaker.certify.bound import Facts, bound_from_prices
from matchmaker.certify.buddies import BuddyClaim, BuddyFacts, buddies_confirmed
from matchmaker.certify.claims import confirmed, objective_bound
from matchmaker.certify.sums import Sum, blended, level_name

__all__ = [
    "BuddyClaim",
    "BuddyFacts",
    "Facts",
    "Sum",
    "blended",
    "bound_from_prices",
    "buddies_confirmed",
    "confirmed",
    "level_name",
    "objective_bound",
]
