"""The whole program as one sentence: screen, score, solve, lead, check."""

from matchmaker.pipeline.checking import confirmed_by_prices as confirmed_by_prices
from matchmaker.pipeline.going_on import with_pairs_that_go_on as with_pairs_that_go_on
from matchmaker.pipeline.matching import match as match
from matchmaker.pipeline.preparing import prepared as prepared
from matchmaker.pipeline.several import match_several as match_several
from matchmaker.pipeline.solved import BuddyProof as BuddyProof
from matchmaker.pipeline.solved import Solved as Solved
