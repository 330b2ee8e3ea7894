"""
The criteria, each in plain words: one file a criterion.

A criterion answers with a sub-score in thousandths, or `None` where the value is
missing. `given` has no sub-score: its points come with the round.
"""

from collections.abc import Callable, Mapping
from typing import Any

from matchmaker.domain.request import Request
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.criteria import (
    age_bands,
    answer,
    availability,
    improvement,
    level,
    needs,
    not_named,
    overlap,
    preference,
    region,
    same_authority,
    setting_type_experience,
    travel_time,
    wish,
)
from matchmaker.verify.facts import Facts

# Each takes its own kind of criterion, which only its name tells apart.
SubScore = Callable[[Any, Facts, Request, Supporter], int | None]

SUB_SCORES: Mapping[str, SubScore] = {
    "needs": needs.thousandths,
    "travel_time": travel_time.thousandths,
    "setting_type_experience": setting_type_experience.thousandths,
    "age_bands": age_bands.thousandths,
    "improvement": improvement.thousandths,
    "same_authority": same_authority.thousandths,
    "availability": availability.thousandths,
    "region": region.thousandths,
    "overlap": overlap.thousandths,
    "level": level.thousandths,
    "answer": answer.thousandths,
    "wish": wish.thousandths,
    "not_named": not_named.thousandths,
    "preference": preference.thousandths,
}
"""By criterion: 0 to 1000, or `None` where the value is missing."""
