"""
Stable roommates: people of one kind who rank each other.

`lists` holds the rankings, `irving` finds a stable matching or shows that there is
none, `fewest` the one with the fewest blocking pairs, `blocking` names these, and
`pairing` puts them together. `best` does the same where pairs are worth points.
"""

from matchmaker.optimise.roommates.best import best_roommates as best_roommates
from matchmaker.optimise.roommates.blocking import BlockingPair as BlockingPair
from matchmaker.optimise.roommates.blocking import blocking_pairs as blocking_pairs
from matchmaker.optimise.roommates.irving import OddRing as OddRing
from matchmaker.optimise.roommates.lists import Rankings as Rankings
from matchmaker.optimise.roommates.pairing import RoommatePlan as RoommatePlan
from matchmaker.optimise.roommates.pairing import pair_roommates as pair_roommates
