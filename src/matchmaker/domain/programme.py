"""The rules of one scheme, as data."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from matchmaker.domain.accounts import Accounts
from matchmaker.domain.bonuses import AnyBonus
from matchmaker.domain.buddies import Buddies
from matchmaker.domain.change import ChangeWeights
from matchmaker.domain.criteria import AnyCriterion, Criterion
from matchmaker.domain.example import Example
from matchmaker.domain.field import FieldValues, ProgrammeField
from matchmaker.domain.form import Form
from matchmaker.domain.frozen import Frozen
from matchmaker.domain.groups import Groups
from matchmaker.domain.introduction import Introduction
from matchmaker.domain.money import Rate
from matchmaker.domain.nouns import Nouns
from matchmaker.domain.objective import Objective
from matchmaker.domain.priority import PriorityTable
from matchmaker.domain.programme_faults import faults_of
from matchmaker.domain.role import Role
from matchmaker.domain.rules import ALWAYS, AnyRule, Forbidden, HoldsRole, Rule, Travel
from matchmaker.domain.teams import Teams


class Programme(Frozen):
    """
    One scheme: its roles, rules, criteria, objectives and rates.

    Attributes:
        name: The name a round refers to.
        title: The name in words.
        scores: `criteria`: points come from the criteria below. `given`: pairs
            and points come with the round.
        unit: What capacities and loads count.
        per: The time to which loads and capacities refer, such as "a week".
        capacity_holds: Whether people's capacity is for the whole round, or for what
            is under way at one time, such as hours a week.
        asks: Who asks: settings, or people, who then stand in the requests' own
            rows with a name and a place.
        nouns: What the parties are called.
        named_by: The field in which a request has the name of whoever it is for.
        reached_by: The field in which it has that person's address.
        role_conflicts: By role, what nobody who holds it may be in another programme,
            as `programme.role` or `programme.asks`.
        form: How one table of answers becomes requests and supporters.
        tables: Other names of the round's tables, such as `requests = "trainees"`.
        fields: What people are asked besides the usual columns, by name.
        hours_per_day: Converts days to hours, where people state either.
        roles: By name.
        offers: For each kind of support on offer, the roles that give it.
        vocabulary: For each kind of value (`setting_type`, `need`, `age`, `phase`,
            `subject`), the words used and their synonyms. A kind that is not
            listed takes any text.
        rules: What must hold, in the order in which a failing pair is counted.
        warnings: Rules that need not hold: the plan tells where they do not.
        criteria: What makes a pair good.
        bonuses: What makes several pairings good together.
        objectives: What is sought, in order.
        priority: How urgent a request is.
        change: What a lost pairing of the plan before counts.
        rates: Day rates by date; for one role and day there is one at the most.
        accounts: How money is worked out; `None` means by day rates, if there are any.
        teams: Who leads whom; `None` without leads.
        buddies: How people are paired among themselves; `None` where they are not.
        groups: How those who ask are grouped first; `None` where they are not.
        introduction: How people who are to work together are introduced.
        example: The made-up round of the programme's template.
        places: How well places of people and settings are kept: where `outcode`,
            nothing finer is read, so that no home is written anywhere.
        stability: Whether a pair's points are read as the wish of both sides: `off`;
            `report`, so that pairs who would rather have each other can be told; or
            `require`, so that a plan may have no such pairs.
    """

    schema_version: Literal[1] = Field(default=1, alias="schema")
    name: str
    title: str
    scores: Literal["criteria", "given"] = "criteria"
    unit: Literal["minutes", "units"] = "minutes"
    per: str = "this round"
    capacity_holds: Literal["in all", "at once"] = "in all"
    asks: Literal["settings", "people"] = "settings"
    nouns: Nouns = Nouns()
    named_by: str | None = None
    reached_by: str | None = None
    role_conflicts: dict[str, tuple[str, ...]] = {}
    form: Form | None = None
    tables: dict[str, str] = {}
    fields: dict[str, ProgrammeField] = Field(default={}, alias="field")
    hours_per_day: int = Field(default=6, ge=1, le=24)
    roles: dict[str, Role]
    offers: dict[str, tuple[str, ...]] = {}
    vocabulary: dict[str, dict[str, tuple[str, ...]]] = {}
    rules: tuple[AnyRule, ...] = Field(default=(), alias="rule")
    warnings: tuple[AnyRule, ...] = Field(default=(), alias="warning")
    criteria: tuple[AnyCriterion, ...] = Field(alias="criterion")
    bonuses: tuple[AnyBonus, ...] = Field(default=(), alias="bonus")
    objectives: tuple[Objective, ...] = Field(alias="objective", min_length=1)
    priority: PriorityTable = PriorityTable()
    change: ChangeWeights = ChangeWeights()
    rates: tuple[Rate, ...] = Field(default=(), alias="rate")
    accounts: Accounts | None = None
    teams: Teams | None = None
    buddies: Buddies | None = None
    groups: Groups | None = None
    introduction: Introduction = Introduction()
    example: Example = Example()
    places: Literal["exact", "outcode"] = "exact"
    stability: Literal["off", "report", "require"] = "off"

    @property
    def pair_rules(self) -> tuple[Rule, ...]:
        """Rules about one pair, in order; `role` first and `forbidden` last."""
        listed: tuple[Rule, ...] = tuple(
            rule
            for rule in self.rules
            if rule.kind == "pair" and rule.name not in ("role", "forbidden")
        )
        return (HoldsRole(), *listed, Forbidden())

    @property
    def coupling_rules(self) -> tuple[Rule, ...]:
        """Rules that tie pairings together, those that need no listing first."""
        listed = tuple(rule for rule in self.rules if rule.kind == "coupling")
        names = {rule.name for rule in listed}
        return (*(rule for rule in ALWAYS if rule.name not in names), *listed)

    @property
    def matched_roles(self) -> tuple[str, ...]:
        """Names of the roles that requests can ask for."""
        return tuple(name for name, role in self.roles.items() if role.matched)

    @property
    def introduces(self) -> bool:
        """Whether a request is one person's, who can be introduced to a supporter."""
        return self.asks == "people" or self.named_by is not None

    @property
    def minutes_per_day(self) -> int:
        """Working minutes in a day."""
        return self.hours_per_day * 60

    def load_minutes(
        self, role: str, practitioners: int | None, answers: FieldValues | None = None
    ) -> int:
        """
        Minutes that one request for a role takes from a supporter.

        Args:
            role: The role asked for.
            practitioners: How many people are to be mentored, if that is known.
            answers: What the request answers to the programme's fields.
        """
        spec = self.roles[role]
        if spec.load_by is not None:
            return spec.load_by.load_of(answers or {})
        once = spec.load_days * self.minutes_per_day
        once += spec.load_hours * 60 + spec.load_minutes
        if spec.load_per == "practitioner":
            return once * max(practitioners or 1, 1)
        return once

    def reserved_minutes(self, roles: tuple[str, ...]) -> int:
        """Minutes that a holder of these roles keeps back before pairing."""
        return sum(
            self.roles[role].lead_days * self.minutes_per_day
            for role in roles
            if role in self.roles
        )

    def rate_on(self, role: str, day: date) -> Rate | None:
        """The rate of a role in force on a day; `None` where there is none."""
        for rate in self.rates:
            if rate.role == role and rate.holds_on(day):
                return rate
        return None

    def travel_rule(self, role: str) -> Travel | None:
        """The travel rule for a role, if the programme has one."""
        for rule in self.rules:
            if isinstance(rule, Travel) and rule.speaks_of(role):
                return rule
        return None

    def criteria_for(self, role: str) -> tuple[Criterion, ...]:
        """The criteria that weigh anything for a role, in order."""
        return tuple(c for c in self.criteria if c.weight_for(role) > 0)

    @model_validator(mode="after")
    def _check_references(self) -> Self:
        if faults := faults_of(self):
            raise ValueError("; ".join(faults))
        return self
