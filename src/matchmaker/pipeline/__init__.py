"""The whole program as one sentence: screen, score, solve, lead, check."""

from matchmaker.pipeline.checking import confirmed_by_prices as confirmed_by_prices
from matchmaker.pipeline.matching import match as match
from matchmaker.pipeline.solved import Solved as Solved
