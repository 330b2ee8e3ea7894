"""
The whole program as one sentence: screen, score, solve, lead, check.

What is asked for is loaded on first use: whoever only checks a plan again needs no
solver.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matchmaker.pipeline.checking import confirmed_by_prices as confirmed_by_prices
    from matchmaker.pipeline.going_on import (
        with_pairs_that_go_on as with_pairs_that_go_on,
    )
    from matchmaker.pipeline.matching import match as match
    from matchmaker.pipeline.preparing import prepared as prepared
    from matchmaker.pipeline.several import match_several as match_several
    from matchmaker.pipeline.solved import BuddyProof as BuddyProof
    from matchmaker.pipeline.solved import Solved as Solved

_HOMES = {
    "BuddyProof": "matchmaker.pipeline.solved",
    "Solved": "matchmaker.pipeline.solved",
    "confirmed_by_prices": "matchmaker.pipeline.checking",
    "match": "matchmaker.pipeline.matching",
    "match_several": "matchmaker.pipeline.several",
    "prepared": "matchmaker.pipeline.preparing",
    "with_pairs_that_go_on": "matchmaker.pipeline.going_on",
}


def __getattr__(name: str) -> object:
    """Find a public name in its module, on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'matchmaker.pipeline' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)
