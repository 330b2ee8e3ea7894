"""Who may pair with whom, and why each other pair fell."""

from matchmaker.candidates.columns import UNKNOWN_MINUTES as UNKNOWN_MINUTES
from matchmaker.candidates.columns import Candidates as Candidates
from matchmaker.candidates.columns import narrowed as narrowed
from matchmaker.candidates.costs import pence_of_pairs as pence_of_pairs
from matchmaker.candidates.evidence import Evidence as Evidence
from matchmaker.candidates.evidence import Fact as Fact
from matchmaker.candidates.rules import pair_rule as pair_rule
from matchmaker.candidates.screen import Screen as Screen
from matchmaker.candidates.screen import find_candidates as find_candidates
from matchmaker.candidates.table import Table as Table
