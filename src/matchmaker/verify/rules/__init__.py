"""
The rules, each checked in plain words: one file a rule.

A rule about a pair answers with a sentence where it is broken; a coupling rule
yields a violation a party. The docstrings are the rules as their owners say them.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from matchmaker.domain.plan import Plan
from matchmaker.domain.request import Request
from matchmaker.domain.supporter import Supporter
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts
from matchmaker.verify.rules import (
    answered,
    apart,
    at_once,
    both_or_none,
    budget,
    capacity,
    checks,
    conflict,
    contrast,
    demand,
    differ,
    different_people,
    employed,
    employer,
    exclusive,
    experience,
    forbidden,
    group_limit,
    leadership,
    level,
    minimum,
    mode,
    named,
    not_each_other,
    not_named,
    not_self,
    overlap,
    own_group,
    own_setting,
    phase,
    pinned,
    priority_test,
    qualification,
    quota,
    recent,
    region,
    role,
    setting_type,
    together,
    training,
    travel,
    window,
)

# Each takes its own kind of rule, which only its name tells apart.
PairCheck = Callable[[Any, Facts, Request, Supporter], str | None]
CouplingCheck = Callable[[Any, Facts, Plan], Iterator[Violation]]

PAIR_CHECKS: Mapping[str, PairCheck] = {
    "role": role.broken,
    "setting_type": setting_type.broken,
    "priority_test": priority_test.broken,
    "experience": experience.broken,
    "qualification": qualification.broken,
    "employer": employer.broken,
    "leadership": leadership.broken,
    "training": training.broken,
    "checks": checks.broken,
    "own_setting": own_setting.broken,
    "own_group": own_group.broken,
    "conflict": conflict.broken,
    "window": window.broken,
    "region": region.broken,
    "mode": mode.broken,
    "phase": phase.broken,
    "travel": travel.broken,
    "answered": answered.broken,
    "recent": recent.broken,
    "overlap": overlap.broken,
    "differ": differ.broken,
    "level": level.broken,
    "not_named": not_named.broken,
    "not_self": not_self.broken,
    "employed": employed.broken,
    "named": named.broken,
    "forbidden": forbidden.broken,
}
"""By rule: a sentence with the value and the limit where a pair breaks it."""

COUPLING_CHECKS: Mapping[str, CouplingCheck] = {
    "demand": demand.broken,
    "capacity": capacity.broken,
    "minimum": minimum.broken,
    "pinned": pinned.broken,
    "apart": apart.broken,
    "together": together.broken,
    "both_or_none": both_or_none.broken,
    "exclusive": exclusive.broken,
    "budget": budget.broken,
    "group_limit": group_limit.broken,
    "quota": quota.broken,
    "contrast": contrast.broken,
    "at_once": at_once.broken,
    "different_people": different_people.broken,
    "not_each_other": not_each_other.broken,
}
"""By rule: what a plan breaks. The ids in the plan must be known to the round."""
