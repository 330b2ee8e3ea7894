"""
Groups of people who are supported together, such as childminders.

Sought, each held before the next: as many people in a group as possible; few groups
below the preferred size; groups of one district; most points between their people.
Those who applied together stay together, and a group has a time in common.

`people` says what is asked, `units` adds it up by application, `table` lists all
groups there could be. `improve` and `windows` find good groups; `stages` chooses
the best of a table, objective by objective (`choose`: a relaxation with whole-number
prices in `programme`, then CP-SAT on what it leaves); `bounds` says what none can
beat where a table would be too long. `form` puts it all together.
"""

from matchmaker.optimise.groups.answer import GroupPlan as GroupPlan
from matchmaker.optimise.groups.answer import Leftover as Leftover
from matchmaker.optimise.groups.answer import Value as Value
from matchmaker.optimise.groups.form import form_groups as form_groups
from matchmaker.optimise.groups.people import UNKNOWN as UNKNOWN
from matchmaker.optimise.groups.people import People as People
