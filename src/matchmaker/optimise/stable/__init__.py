"""
Stable matching, where both sides gave rankings.

`market` holds the rankings, `acceptance` matches by deferred acceptance from either
side, `blocking` says who would rather leave a plan together, and `planning` finds
stable plans under further rules and objectives by CP-SAT (`stages`).

Stability is weak throughout: a pair blocks only if both would gain.
"""

from matchmaker.optimise.stable.acceptance import (
    deferred_acceptance as deferred_acceptance,
)
from matchmaker.optimise.stable.blocking import BlockingPair as BlockingPair
from matchmaker.optimise.stable.blocking import blocking_pairs as blocking_pairs
from matchmaker.optimise.stable.market import Market as Market
