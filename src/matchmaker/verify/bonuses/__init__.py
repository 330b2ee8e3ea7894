"""
The bonuses, each in plain words: one file a bonus.

A bonus answers with what a plan's pairings earn. The docstrings are the bonuses as
their owners say them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from matchmaker.domain.plan import EarnedBonus, Pairing
from matchmaker.verify.bonuses import couple, peers
from matchmaker.verify.facts import Facts

# Each takes its own kind of bonus, which only its name tells apart.
Earned = Callable[[Any, Facts, Sequence[Pairing]], Iterator[EarnedBonus]]

EARNED: Mapping[str, Earned] = {"couple": couple.earned, "peers": peers.earned}
"""By bonus: what is earned, in the order in which plans list it."""
