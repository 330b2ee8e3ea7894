"""The rules of one scheme, as data."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from matchmaker.domain.bonuses import AnyBonus
from matchmaker.domain.change import ChangeWeights
from matchmaker.domain.criteria import AnyCriterion, Criterion, TravelTime
from matchmaker.domain.frozen import Frozen
from matchmaker.domain.money import Rate
from matchmaker.domain.objective import Objective, order_faults
from matchmaker.domain.priority import PriorityTable
from matchmaker.domain.rules import ALWAYS, AnyRule, Forbidden, HoldsRole, Rule, Travel

Delivery = Literal["face-to-face", "virtual"]
RegionRule = Literal["required", "preferred", "off"]


class Role(Frozen):
    """
    A role in a programme.

    Attributes:
        title: The role in words.
        matched: Whether requests ask for it; an area lead is not asked for.
        load_days: Days that one setting takes (or see `load_hours`).
        load_hours: Hours that one setting takes; added to the days.
        load_per: Whether the load is per setting or per practitioner mentored.
        delivery: How the role usually works, where a request does not say.
        region_rule: Whether support must come from the setting's own region.
        lead_days: Days that the role keeps back before pairing.
    """

    title: str
    matched: bool = True
    load_days: int = Field(default=0, ge=0)
    load_hours: int = Field(default=0, ge=0)
    load_per: Literal["setting", "practitioner"] = "setting"
    delivery: Delivery = "virtual"
    region_rule: RegionRule = "off"
    lead_days: int = Field(default=0, ge=0)


class Teams(Frozen):
    """
    The span of control of those who lead.

    Attributes:
        lead_role: The role that leads.
        member_roles: Matched people in these roles are led.
        target: The span that is meant.
        warn_below: A lead in use with fewer people is warned about.
        most: No lead has more.
    """

    lead_role: str
    member_roles: tuple[str, ...]
    target: int = Field(ge=1)
    warn_below: int = Field(ge=0)
    most: int = Field(ge=1)


class Programme(Frozen):
    """
    One scheme: its roles, rules, criteria, objectives and rates.

    Attributes:
        name: The name a round refers to.
        title: The name in words.
        scores: `criteria`: points come from the criteria below. `given`: pairs
            and points come with the round.
        unit: What capacities and loads count.
        hours_per_day: Converts days to hours, where people state either.
        roles: By name.
        offers: For each kind of support on offer, the roles that give it.
        vocabulary: For each kind of value (`setting_type`, `need`, `age`, `phase`,
            `subject`), the words used and their synonyms. A kind that is not
            listed takes any text.
        rules: What must hold, in the order in which a failing pair is counted.
        criteria: What makes a pair good.
        bonuses: What makes several pairings good together.
        objectives: What is sought, in order.
        priority: How urgent a request is.
        change: What a lost pairing of the plan before counts.
        rates: Day rates by date.
        teams: Who leads whom; `None` without leads.
    """

    schema_version: Literal[1] = Field(default=1, alias="schema")
    name: str
    title: str
    scores: Literal["criteria", "given"] = "criteria"
    unit: Literal["minutes", "units"] = "minutes"
    hours_per_day: int = Field(default=6, ge=1, le=24)
    roles: dict[str, Role]
    offers: dict[str, tuple[str, ...]] = {}
    vocabulary: dict[str, dict[str, tuple[str, ...]]] = {}
    rules: tuple[AnyRule, ...] = Field(default=(), alias="rule")
    criteria: tuple[AnyCriterion, ...] = Field(alias="criterion")
    bonuses: tuple[AnyBonus, ...] = Field(default=(), alias="bonus")
    objectives: tuple[Objective, ...] = Field(alias="objective", min_length=1)
    priority: PriorityTable = PriorityTable()
    change: ChangeWeights = ChangeWeights()
    rates: tuple[Rate, ...] = Field(default=(), alias="rate")
    teams: Teams | None = None

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
    def minutes_per_day(self) -> int:
        """Working minutes in a day."""
        return self.hours_per_day * 60

    def load_minutes(self, role: str, practitioners: int | None) -> int:
        """Minutes that one request for a role takes from a supporter."""
        spec = self.roles[role]
        once = spec.load_days * self.minutes_per_day + spec.load_hours * 60
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
        faults = [
            *self._role_faults(),
            *self._double_faults(),
            *order_faults(self.objectives, has_rates=bool(self.rates)),
            *self._sense_faults(),
            *self._bonus_faults(),
        ]
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def _role_faults(self) -> list[str]:
        named: list[tuple[str, str]] = []
        for rule in self.rules:
            named += [(f"rule '{rule.name}'", role) for role in rule.roles]
        for criterion in self.criteria:
            if isinstance(criterion.weight, dict):
                named += [
                    (f"criterion '{criterion.name}'", r) for r in criterion.weight
                ]
        for bonus in self.bonuses:
            named += [(bonus.in_words, role) for role in bonus.roles]
        named += [("a rate", rate.role) for rate in self.rates]
        for offer, roles in self.offers.items():
            named += [(f"offer '{offer}'", role) for role in roles]
        if self.teams:
            named += [("teams", self.teams.lead_role)]
            named += [("teams", role) for role in self.teams.member_roles]
        return [
            f"{who} names the role '{role}', which is not one of: {', '.join(self.roles)}"
            for who, role in named
            if role not in self.roles
        ]

    def _double_faults(self) -> list[str]:
        lists: dict[str, list[str]] = {
            "rule": [rule.name for rule in self.rules],
            "criterion": [criterion.name for criterion in self.criteria],
        }
        return [
            f"{kind} '{name}' is listed twice"
            for kind, names in lists.items()
            for name in dict.fromkeys(names)
            if names.count(name) > 1
        ]

    def _sense_faults(self) -> list[str]:
        faults = []
        names = {criterion.name for criterion in self.criteria}
        for name, role in self.roles.items():
            if role.region_rule == "preferred" and "region" not in names:
                faults.append(
                    f"role '{name}' prefers its own region, but no criterion 'region' "
                    "gives points for it"
                )
        for name in self.matched_roles:
            timed = any(isinstance(c, TravelTime) for c in self.criteria_for(name))
            if timed and self.travel_rule(name) is None:
                faults.append(
                    f"criterion 'travel_time' weighs for role '{name}', but no rule "
                    "'travel' sets its limit"
                )
        return faults

    def _bonus_faults(self) -> list[str]:
        faults = []
        for number, bonus in enumerate(self.bonuses):
            faults += [
                f"{bonus.in_words} names the role '{role}', for which nobody asks"
                for role in bonus.roles
                if role in self.roles and role not in self.matched_roles
            ]
            if any(bonus.is_like(other) for other in self.bonuses[:number]):
                faults.append(f"{bonus.in_words} is listed twice for these roles")
        return faults
