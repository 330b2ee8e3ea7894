"""
Teams: which area lead looks after which of the matched people.

Sought, each held before the next: as many people led as possible; as few leads in
use with a team smaller than `warn_below` as possible; no teams beyond the target
while others have room; where that is wanted, one lead for all people of a setting;
people led from their own local authority; then by a lead who named it; then by
region only; few who lose the lead they had before; least travel.

A lead covers a person whose authority or region the lead works in, leads nobody
else (A-H10), never themself, and at most `most` people.

`reach` says who may lead whom, `areas` cuts the round into parts that share
nobody, `flows` finds the best teams within given bounds (NetworkX is the model of
record, OR-Tools serves the same function for larger areas), `search` decides which
posts are filled, given up or left small. `together` brings the people of a setting
(`bonds`) under one lead: clusters of people are cut into `pieces` and packed into
teams (`packing`), `swaps` and flows improve on that, CP-SAT where few (`settled`).
`breaches` says what is missing.
"""

from matchmaker.optimise.teams.answer import Handover as Handover
from matchmaker.optimise.teams.answer import LeadRoom as LeadRoom
from matchmaker.optimise.teams.answer import MorePlaces as MorePlaces
from matchmaker.optimise.teams.answer import TeamBreach as TeamBreach
from matchmaker.optimise.teams.answer import TeamPlan as TeamPlan
from matchmaker.optimise.teams.answer import TimeBack as TimeBack
from matchmaker.optimise.teams.assign import assign_teams as assign_teams
