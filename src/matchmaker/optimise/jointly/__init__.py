"""
Pairings and area leads, decided together where that pays.

Where one lead for all people of a setting is worth points, the best pairings by
themselves need not be the best of all: for a few points less, a setting may have an
expert and a mentor who can share a lead. First both are decided in turn. Given who
leads whom, one lead is a bonus that two pairings earn together, which the engines
know (`leads`): so pairings are decided anew around the leads, leads anew around the
pairings, and so on while that gains (`decide`). Small rounds are asked as a whole by
CP-SAT (`exact`), which also says what no plan can beat.

What comes ahead of points among the objectives stays at its best, and teams are never
worse in what comes before one lead than they are in turn.
"""

from matchmaker.optimise.jointly.decide import Decided as Decided
from matchmaker.optimise.jointly.decide import decide_jointly as decide_jointly
