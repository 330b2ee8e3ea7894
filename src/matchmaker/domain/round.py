"""Everything that one batch matching needs, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any, Self

from pydantic import ConfigDict, field_validator, model_validator

from matchmaker.domain.bonuses import Affiliation
from matchmaker.domain.change import EarlierPairing
from matchmaker.domain.decisions import Conflict, Forbid, Pin
from matchmaker.domain.frozen import Frozen
from matchmaker.domain.given import GivenPairs
from matchmaker.domain.money import pence_for
from matchmaker.domain.objective import Objective
from matchmaker.domain.programme import Programme
from matchmaker.domain.quota import Quota
from matchmaker.domain.request import Request
from matchmaker.domain.role import Delivery
from matchmaker.domain.round_faults import faults_of
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.domain.ties import Exclusion, Tie, TieKind

EVERYWHERE = "all"
"""The budget over all regions together."""

MOST_NAMED = 20
"""Of many faults only the first are named."""


class Round(Frozen):
    """
    Everything that one batch matching needs.

    An *instance* in the optimisation literature. A what-if, a pin and a second
    round are all `round.replace(...)` followed by the same match.

    Attributes:
        name: The round in words, such as "Summer term 2022".
        programme: The rules.
        start: First day of the term; requests without dates of their own take it.
        end: Last day of the term.
        today: The day on which the round is run, for everything that ages.
        settings: Who asks, and who employs.
        supporters: Who offers.
        requests: What is asked for.
        pins: Pairs that people decided.
        forbids: Pairs that people ruled out.
        conflicts: Declared conflicts of interest.
        ties: Requests that people keep apart, or tied to each other.
        exclusions: Pairs that people ruled out together.
        budgets: Pence by region; the key `all` holds for all regions together.
        quotas: How many pairings parts of the round get, for the rule `quota`.
        travel: Minutes one way by (setting, supporter), where the users know
            better than the model.
        given: Pairs and points, in programmes whose scores are given.
        decimals: Points were scaled by ten to this power to make them whole.
        minimum_if_used: A supporter's minimum holds only if they are used at all.
        before: Pairings of the plan before, for the objective `change`.
        objective_override: Objectives in order, instead of the programme's; a name
            alone may stand for an objective.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    name: str
    programme: Programme
    start: date | None = None
    end: date | None = None
    today: date
    settings: tuple[Setting, ...] = ()
    supporters: tuple[Supporter, ...]
    requests: tuple[Request, ...]
    pins: tuple[Pin, ...] = ()
    forbids: tuple[Forbid, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    ties: tuple[Tie, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    budgets: dict[str, int] = {}
    quotas: tuple[Quota, ...] = ()
    travel: dict[tuple[str, str], int] = {}
    given: GivenPairs | None = None
    decimals: int = 0
    minimum_if_used: bool = False
    before: tuple[EarlierPairing, ...] = ()
    objective_override: tuple[Objective, ...] = ()

    def replace(self, **changes: object) -> Self:
        """This round with some fields changed, checked anew."""
        fields: dict[str, Any] = {
            name: getattr(self, name) for name in type(self).model_fields
        }
        return type(self)(**(fields | changes))

    @property
    def objectives(self) -> tuple[Objective, ...]:
        """What is sought, in order."""
        return self.objective_override or self.programme.objectives

    @cached_property
    def has_preferences(self) -> bool:
        """Whether anybody ranks those of the other side."""
        return any(request.preferences for request in self.requests) or any(
            supporter.preferences for supporter in self.supporters
        )

    @property
    def objective_names(self) -> tuple[str, ...]:
        """The names of what is sought, in order."""
        return tuple(objective.name for objective in self.objectives)

    @cached_property
    def setting_by_id(self) -> Mapping[str, Setting]:
        """Settings by id."""
        return {setting.id: setting for setting in self.settings}

    @cached_property
    def supporter_index(self) -> Mapping[str, int]:
        """Positions of supporters by id."""
        return {supporter.id: i for i, supporter in enumerate(self.supporters)}

    @cached_property
    def request_index(self) -> Mapping[str, int]:
        """Positions of requests by id."""
        return {request.id: i for i, request in enumerate(self.requests)}

    def request(self, request_id: str) -> Request:
        """The request with this id."""
        return self.requests[self.request_index[request_id]]

    def supporter(self, supporter_id: str) -> Supporter:
        """The supporter with this id."""
        return self.supporters[self.supporter_index[supporter_id]]

    def setting_of(self, request: Request) -> Setting | None:
        """The setting that a request comes from, if the round has settings."""
        return None if request.setting is None else self.setting_by_id[request.setting]

    def days_of(self, request: Request) -> tuple[date, date]:
        """
        The first and the last day of what is asked for.

        What has no date of its own takes the round's; where that has none, there is
        no end on that side. A last day before the first is taken as the first.
        """
        first = request.start or self.start or date.min
        return first, max(first, request.end or self.end or date.max)

    def priority_of(self, request: Request) -> int:
        """Weight of one unit of a request in coverage."""
        table = self.programme.priority
        return table.points(request, self.setting_of(request), self.today)

    def pence_of(self, request: Request, supporter: Supporter) -> int | None:
        """
        Cost of one pairing, if it has a rate.

        The rate is that of the role on the request's first day. Rates of roles are
        the most that is paid: a lower one agreed with the person goes before it.
        """
        rates = (self.rate_of(request), supporter.pence_per_day)
        rate = min((rate for rate in rates if rate is not None), default=None)
        if rate is None:
            return None
        return pence_for(request.load, rate, self.programme.hours_per_day)

    def rate_of(self, request: Request) -> int | None:
        """The pence a day of a request's role on its first day, if there is a rate."""
        day = request.start or self.start or self.today
        rate = self.programme.rate_on(request.role, day)
        return None if rate is None else rate.pence_per_day

    @cached_property
    def weight_before(self) -> Mapping[tuple[str, str], int]:
        """What losing each pairing of the plan before counts, by (request, supporter)."""
        weights = self.programme.change
        return {(p.request, p.supporter): weights.of(p.state) for p in self.before}

    def ties_of(self, kind: TieKind) -> tuple[Tie, ...]:
        """The ties of one kind, in the order in which they were written."""
        return tuple(tie for tie in self.ties if tie.kind == kind)

    def capacity_of(self, supporter: Supporter) -> int:
        """
        What a person can give over all roles: no more than their roles allow.

        Where capacity holds at once it is there anew for each of the times that do
        not overlap.
        """
        matched = [r for r in supporter.roles if r in self.programme.matched_roles]
        limits = (supporter.role_capacity.get(r, supporter.capacity) for r in matched)
        return min(supporter.capacity, sum(limits)) * self.times_apart

    @cached_property
    def times_apart(self) -> int:
        """How many requests' times can follow each other; 1 where that is no matter."""
        if self.programme.capacity_holds == "in all":
            return 1
        starts, ends = self.start or date.min, self.end or date.max
        windows = {(q.end or ends, q.start or starts) for q in self.requests}
        times, busy_until = 0, date.min
        # Whatever ends first leaves most room for the others.
        for last, first in sorted(windows):
            if not times or first > busy_until:
                times, busy_until = times + 1, max(first, last)
        return max(times, 1)

    def group_of_employer(self, supporter: Supporter) -> str | None:
        """The group a supporter works for, by their own word or their employer's."""
        if supporter.employer_group is not None or supporter.employer is None:
            return supporter.employer_group
        employer = self.setting_by_id.get(supporter.employer)
        return None if employer is None else employer.group

    def affiliation_of(self, supporter: Supporter, by: Affiliation) -> str | None:
        """Where a supporter lives, or whom they work for; `None` if not known."""
        if by == "employer_group":
            return self.group_of_employer(supporter)
        found: str | None = getattr(supporter, by)
        return found

    def delivery_of(self, request: Request, supporter: Supporter) -> Delivery:
        """
        How a pair would work: as either side insists, else as the role usually does.

        Where the two sides insist on different ways the request's counts, and the
        rule `mode` forbids the pair.
        """
        usual = self.programme.roles[request.role].delivery
        wanted = usual if request.mode is None else request.mode
        if wanted != "either":
            return wanted
        if supporter.mode is None or supporter.mode == "either":
            return usual
        return supporter.mode

    @field_validator("objective_override", mode="before")
    @classmethod
    def _names_as_objectives(cls, value: object) -> object:
        if not isinstance(value, (list, tuple)):
            return value
        return tuple({"name": one} if isinstance(one, str) else one for one in value)

    @model_validator(mode="after")
    def _check_references(self) -> Self:
        if faults := list(islice(faults_of(self), MOST_NAMED)):
            raise ValueError("; ".join(faults))
        return self
