"""
Rounds with very many pairs that fall apart: solved one island after the other.

At national size a request may have a thousand candidates, and all pairs in one model
would need more room than a machine has. Only one island is solved at a time, by few of
its pairs; what is kept of it is its plan and its prices, and put side by side these
are plan and prices of the whole round.
"""

from matchmaker.optimise.islands.archipelago import Archipelago as Archipelago
from matchmaker.optimise.islands.archipelago import fall_apart as fall_apart
from matchmaker.optimise.islands.search import solve_islands as solve_islands
