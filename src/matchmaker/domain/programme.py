"""The rules of one scheme, as data."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from matchmaker.domain.accounts import Accounts
from matchmaker.domain.among_faults import (
    buddy_faults,
    group_faults,
    on_both_sides,
)
from matchmaker.domain.bonuses import AnyBonus
from matchmaker.domain.buddies import Buddies
from matchmaker.domain.change import ChangeWeights
from matchmaker.domain.criteria import (
    AnyCriterion,
    Criterion,
    TravelTime,
)
from matchmaker.domain.field import FieldValues, ProgrammeField, words_of
from matchmaker.domain.field_faults import field_faults
from matchmaker.domain.frozen import Frozen
from matchmaker.domain.groups import Groups
from matchmaker.domain.introduction import Introduction
from matchmaker.domain.load_faults import load_faults
from matchmaker.domain.money import Rate
from matchmaker.domain.objective import Objective, order_faults
from matchmaker.domain.priority import PriorityTable
from matchmaker.domain.rules import (
    ALWAYS,
    AnyRule,
    Forbidden,
    HoldsRole,
    Rule,
    Travel,
)
from matchmaker.domain.warning_faults import warning_faults

Delivery = Literal["face-to-face", "virtual"]
RegionRule = Literal["required", "preferred", "off"]

MOST_SAME_LEAD = 1_000_000
MOST_APPOINT_MINUTES = 1_000_000


class LoadBy(Frozen):
    """
    Loads that depend on what a request answers.

    Attributes:
        field: The request's field; its word picks the load.
        minutes: Minutes by word of that field.
        percent: A field of numbers, such as full-time equivalent in percent, by
            which the minutes are multiplied; no answer counts as 100.
    """

    field: str
    minutes: dict[str, Annotated[int, Field(ge=0)]] = Field(min_length=1)
    percent: str | None = None

    def word_in(self, answers: FieldValues) -> str | None:
        """The answered word that picks a load; `None` where none does."""
        words = words_of(answers.get(self.field))
        return next((word for word in words if word in self.minutes), None)

    def load_of(self, answers: FieldValues) -> int:
        """
        Minutes that these answers mean, rounded half up.

        Who gave no answer is given the most, so that nobody has too little time.
        """
        word = self.word_in(answers)
        minutes = max(self.minutes.values()) if word is None else self.minutes[word]
        share = answers.get(self.percent or "")
        percent = share if type(share) is int else 100
        return (minutes * percent + 50) // 100


class Role(Frozen):
    """
    A role in a programme.

    Attributes:
        title: The role in words.
        matched: Whether requests ask for it; an area lead is not asked for.
        load_days: Days that one setting takes (or see `load_hours`).
        load_hours: Hours that one setting takes; added to the days.
        load_minutes: Minutes that one setting takes; added to days and hours.
        load_by: Loads by what a request answers, instead of all these.
        load_per: Whether the load is per setting or per practitioner mentored.
        delivery: How the role usually works, where a request does not say.
        region_rule: Whether support must come from the setting's own region.
        lead_days: Days that the role keeps back before pairing.
        usual_capacity: What a person in this role gives who does not say, in the
            programme's unit; `None`: everybody must say.
        most_capacity: Nobody gives more in this role, whatever they say.
    """

    title: str
    matched: bool = True
    load_days: int = Field(default=0, ge=0)
    load_hours: int = Field(default=0, ge=0)
    load_minutes: int = Field(default=0, ge=0)
    load_by: LoadBy | None = None
    load_per: Literal["setting", "practitioner"] = "setting"
    delivery: Delivery = "virtual"
    region_rule: RegionRule = "off"
    lead_days: int = Field(default=0, ge=0)
    usual_capacity: int | None = Field(default=None, ge=0)
    most_capacity: int | None = Field(default=None, ge=0)


class Form(Frozen):
    """
    One table of answers in which some ask, some offer, and some do both.

    Attributes:
        field: The field in which people say what they are.
        asks: Its words for those who ask.
        offers: Its words for those who offer; a word may stand in both lists.
    """

    field: str
    asks: tuple[str, ...] = Field(min_length=1)
    offers: tuple[str, ...] = Field(min_length=1)


class Nouns(Frozen):
    """
    What a programme calls its parties, in the singular.

    Attributes:
        request: What is asked for, or who asks, such as "trainee".
        supporter: Who offers, such as "mentor".
        setting: Where support is given, such as "school".
    """

    request: str = "request"
    supporter: str = "supporter"
    setting: str = "setting"


class Teams(Frozen):
    """
    The span of control of those who lead.

    Attributes:
        lead_role: The role that leads.
        member_roles: Matched people in these roles are led.
        target: The span that is meant.
        warn_below: A lead in use with fewer people is warned about.
        most: No lead has more.
        same_lead: Points of each setting whose matched people all have one lead.
        appoint_from: Holders of these roles may be appointed too.
        appoint_minutes: What one more lead counts as, in minutes of travel one way.
    """

    lead_role: str
    member_roles: tuple[str, ...]
    target: int = Field(ge=1)
    warn_below: int = Field(ge=0)
    most: int = Field(ge=1)
    same_lead: int = Field(default=0, ge=0, le=MOST_SAME_LEAD)
    appoint_from: tuple[str, ...] = ()
    appoint_minutes: int = Field(default=0, ge=0, le=MOST_APPOINT_MINUTES)


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
        rates: Day rates by date.
        accounts: How money is worked out; `None` means by day rates, if there are any.
        teams: Who leads whom; `None` without leads.
        buddies: How people are paired among themselves; `None` where they are not.
        groups: How those who ask are grouped first; `None` where they are not.
        introduction: How people who are to work together are introduced.
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
        faults = [
            *self._role_faults(),
            *self._double_faults(),
            *order_faults(self.objectives, has_rates=bool(self.rates)),
            *self._sense_faults(),
            *self._bonus_faults(),
            *self._field_faults(),
            *load_faults(self),
            *warning_faults(self),
            *buddy_faults(self),
            *group_faults(self),
        ]
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def _role_faults(self) -> list[str]:
        named: list[tuple[str, str]] = []
        for rule in self.rules:
            named += [(f"rule '{rule.name}'", role) for role in rule.roles]
        for rule in self.warnings:
            named += [(f"warning '{rule.name}'", role) for role in rule.roles]
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
            named += [("teams", role) for role in self.teams.appoint_from]
        return [
            f"{who} names the role '{role}', which is not one of: {', '.join(self.roles)}"
            for who, role in named
            if role not in self.roles
        ]

    def _double_faults(self) -> list[str]:
        lists: dict[str, list[str]] = {
            "rule": [rule.key for rule in self.rules],
            "warning": [rule.key for rule in self.warnings],
            "criterion": [criterion.key for criterion in self.criteria],
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
        if self.capacity_holds == "at once" and len(self.matched_roles) > 1:
            faults.append(
                "capacity that holds at once is one figure a person, so only one role "
                "can be asked for"
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

    def _field_faults(self) -> list[str]:
        faults = []
        if self.form and self.form.field not in self.fields:
            faults.append(
                f"[form] names the field '{self.form.field}', which is not there"
            )
        # Buddies answer once, for both the sides on which they stand.
        fields = on_both_sides(self.fields) if self.buddies else self.fields
        if self.named_by is not None and self.named_by not in self.fields:
            faults.append(
                f"named_by names the field '{self.named_by}', which is not there"
            )
        consent = self.introduction.consent
        asked = None if consent is None else self.fields.get(consent)
        if consent and (asked is None or asked.kind != "yes or no"):
            faults.append(
                f"[introduction] names '{consent}' as the consent, which is no field "
                "of yes or no"
            )
        faults += field_faults(fields, self.rules, self.criteria, self.warnings)
        return faults
