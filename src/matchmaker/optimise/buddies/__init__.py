"""
Buddies: people paired with each other, not with supporters.

Sought, each held before the next: as many people with a buddy as possible; the
fewest points of a link as high as possible; the most points. Where somebody is
left over there is one trio, a middle person with two links.

`links` holds who may be buddies with whom and turns questions into graphs,
`matching` finds the best matching of a graph (`fractional` by a flow, up to odd
cycles; `search` mends these by alternating trees over `blossoms`), `answering`
reads plans with a trio out of it, and `pairing` goes through the objectives.
The prices that prove a plan can be added up again by `matchmaker.certify.buddies`.
"""

from matchmaker.optimise.buddies.pairing import pair_up as pair_up
from matchmaker.optimise.buddies.plan import Alone as Alone
from matchmaker.optimise.buddies.plan import BuddyPlan as BuddyPlan
from matchmaker.optimise.buddies.plan import Claim as Claim
from matchmaker.optimise.buddies.plan import Shortage as Shortage
