"""
The rules a programme can have: one file a rule, with its parameters and sentence.

Each rule has the same file name in five places: here, in `candidates` (a rule
about a pair) or `optimise` (a coupling rule), in `verify`, in `report` and in
the docs.
"""

from typing import Annotated

from pydantic import Field

from matchmaker.domain.rules.answered import Answered as Answered
from matchmaker.domain.rules.apart import Apart as Apart
from matchmaker.domain.rules.at_once import AtOnce as AtOnce
from matchmaker.domain.rules.base import FieldRule as FieldRule
from matchmaker.domain.rules.base import Rule as Rule
from matchmaker.domain.rules.both_or_none import BothOrNone as BothOrNone
from matchmaker.domain.rules.budget import Budget as Budget
from matchmaker.domain.rules.capacity import Capacity as Capacity
from matchmaker.domain.rules.checks import Checks as Checks
from matchmaker.domain.rules.conflict import NoConflict as NoConflict
from matchmaker.domain.rules.contrast import Contrast as Contrast
from matchmaker.domain.rules.demand import Demand as Demand
from matchmaker.domain.rules.differ import Differ as Differ
from matchmaker.domain.rules.different_people import DifferentPeople as DifferentPeople
from matchmaker.domain.rules.employed import Employed as Employed
from matchmaker.domain.rules.employer import Employer as Employer
from matchmaker.domain.rules.exclusive import Exclusive as Exclusive
from matchmaker.domain.rules.experience import Experience as Experience
from matchmaker.domain.rules.forbidden import Forbidden as Forbidden
from matchmaker.domain.rules.group_limit import GroupLimit as GroupLimit
from matchmaker.domain.rules.leadership import LeadershipHeld as LeadershipHeld
from matchmaker.domain.rules.level import LevelAbove as LevelAbove
from matchmaker.domain.rules.minimum import Minimum as Minimum
from matchmaker.domain.rules.mode import DeliveryMode as DeliveryMode
from matchmaker.domain.rules.named import Named as Named
from matchmaker.domain.rules.not_each_other import NotEachOther as NotEachOther
from matchmaker.domain.rules.not_named import NotNamed as NotNamed
from matchmaker.domain.rules.not_self import NotSelf as NotSelf
from matchmaker.domain.rules.overlap import Overlap as Overlap
from matchmaker.domain.rules.own_group import OwnGroup as OwnGroup
from matchmaker.domain.rules.own_setting import OwnSetting as OwnSetting
from matchmaker.domain.rules.phase import Phase as Phase
from matchmaker.domain.rules.pinned import Pinned as Pinned
from matchmaker.domain.rules.priority_test import PriorityTest as PriorityTest
from matchmaker.domain.rules.qualification import Qualification as Qualification
from matchmaker.domain.rules.quota import Quotas as Quotas
from matchmaker.domain.rules.recent import Recent as Recent
from matchmaker.domain.rules.region import Region as Region
from matchmaker.domain.rules.role import HoldsRole as HoldsRole
from matchmaker.domain.rules.setting_type import SettingType as SettingType
from matchmaker.domain.rules.together import Together as Together
from matchmaker.domain.rules.training import Training as Training
from matchmaker.domain.rules.travel import Travel as Travel
from matchmaker.domain.rules.window import Window as Window

PAIR_RULES: tuple[type[Rule], ...] = (
    HoldsRole,
    SettingType,
    PriorityTest,
    Experience,
    Qualification,
    Employer,
    LeadershipHeld,
    Training,
    Checks,
    OwnSetting,
    OwnGroup,
    NoConflict,
    Window,
    Region,
    DeliveryMode,
    Phase,
    Travel,
    Answered,
    Recent,
    Overlap,
    Differ,
    LevelAbove,
    NotNamed,
    NotSelf,
    Employed,
    Named,
    Forbidden,
)
"""Rules that look at one request and one supporter."""

COUPLING_RULES: tuple[type[Rule], ...] = (
    Demand,
    Capacity,
    Minimum,
    Pinned,
    Apart,
    Together,
    BothOrNone,
    Exclusive,
    Budget,
    GroupLimit,
    Quotas,
    Contrast,
    AtOnce,
    DifferentPeople,
    NotEachOther,
)
"""Rules that tie several pairings together."""

ALWAYS: tuple[Rule, ...] = (
    Demand(),
    Capacity(),
    Minimum(),
    Pinned(),
    Apart(),
    Together(),
    BothOrNone(),
    Exclusive(),
)
"""Coupling rules that hold in every programme without being listed: what people
wrote into a round is never passed over."""

AnyRule = Annotated[
    HoldsRole
    | SettingType
    | PriorityTest
    | Experience
    | Qualification
    | Employer
    | LeadershipHeld
    | Training
    | Checks
    | OwnSetting
    | OwnGroup
    | NoConflict
    | Window
    | Region
    | DeliveryMode
    | Phase
    | Travel
    | Answered
    | Recent
    | Overlap
    | Differ
    | LevelAbove
    | NotNamed
    | NotSelf
    | Employed
    | Named
    | Forbidden
    | Demand
    | Capacity
    | Minimum
    | Pinned
    | Apart
    | Together
    | BothOrNone
    | Exclusive
    | Budget
    | GroupLimit
    | Quotas
    | Contrast
    | AtOnce
    | DifferentPeople
    | NotEachOther,
    Field(discriminator="name"),
]
"""A rule as a programme file lists it, told apart by its name."""
