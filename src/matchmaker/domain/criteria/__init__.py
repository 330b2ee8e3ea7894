"""
The criteria a programme can have: one file a criterion.

Each criterion has the same file name here, in `scoring`, in `verify`, in
`report` and in the docs.
"""

from typing import Annotated

from pydantic import Field

from matchmaker.domain.criteria.age_bands import AgeBands as AgeBands
from matchmaker.domain.criteria.answer import Answer as Answer
from matchmaker.domain.criteria.availability import Availability as Availability
from matchmaker.domain.criteria.base import NEUTRAL as NEUTRAL
from matchmaker.domain.criteria.base import THOUSANDTHS as THOUSANDTHS
from matchmaker.domain.criteria.base import Criterion as Criterion
from matchmaker.domain.criteria.base import FieldCriterion as FieldCriterion
from matchmaker.domain.criteria.base import points as points
from matchmaker.domain.criteria.given import Given as Given
from matchmaker.domain.criteria.improvement import Improvement as Improvement
from matchmaker.domain.criteria.level import LevelGap as LevelGap
from matchmaker.domain.criteria.needs import Needs as Needs
from matchmaker.domain.criteria.not_named import OtherThanNamed as OtherThanNamed
from matchmaker.domain.criteria.overlap import OverlapShare as OverlapShare
from matchmaker.domain.criteria.preference import Preference as Preference
from matchmaker.domain.criteria.region import SameRegion as SameRegion
from matchmaker.domain.criteria.same_authority import SameAuthority as SameAuthority
from matchmaker.domain.criteria.setting_type_experience import (
    SettingTypeExperience as SettingTypeExperience,
)
from matchmaker.domain.criteria.travel_time import TravelTime as TravelTime
from matchmaker.domain.criteria.wish import Wish as Wish

CRITERIA: tuple[type[Criterion], ...] = (
    Given,
    Needs,
    TravelTime,
    SettingTypeExperience,
    AgeBands,
    Improvement,
    SameAuthority,
    Availability,
    SameRegion,
    OverlapShare,
    LevelGap,
    Answer,
    Wish,
    OtherThanNamed,
    Preference,
)
"""Every criterion there is."""

AnyCriterion = Annotated[
    Given
    | Needs
    | TravelTime
    | SettingTypeExperience
    | AgeBands
    | Improvement
    | SameAuthority
    | Availability
    | SameRegion
    | OverlapShare
    | LevelGap
    | Answer
    | Wish
    | OtherThanNamed
    | Preference,
    Field(discriminator="name"),
]
"""A criterion as a programme file lists it, told apart by its name."""
