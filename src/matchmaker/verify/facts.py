"""What a round says, looked up by whoever asks for it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from matchmaker.domain.criteria import Criterion
from matchmaker.domain.decisions import Conflict
from matchmaker.domain.located import Located
from matchmaker.domain.programme import Programme
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Rule
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.geo import distance_metres, travel_minutes


@dataclass(frozen=True)
class GivenPair:
    """
    What the round gives for one pair.

    Attributes:
        points: Whole points.
        load: What the pair takes from the supporter's capacity.
    """

    points: int
    load: int


@dataclass(frozen=True, eq=False)
class Facts:
    """
    A round's records, looked up instead of searched for.

    Nothing here is a rule. Each look-up is built when it is first asked for, once
    a round, so that a check of thousands of pairings does not search thousands of
    times through the same lists.

    Attributes:
        round: The round.
    """

    round: Round

    @property
    def programme(self) -> Programme:
        """The round's programme."""
        return self.round.programme

    def setting_of(self, request: Request) -> Setting | None:
        """The setting that a request comes from, if the round has settings."""
        return self.round.setting_of(request)

    @cached_property
    def forbidden(self) -> frozenset[tuple[str, str]]:
        """Pairs that people ruled out, as (request, supporter)."""
        return frozenset((f.request, f.supporter) for f in self.round.forbids)

    @cached_property
    def pinned(self) -> frozenset[tuple[str, str]]:
        """Pairs that people decided, as (request, supporter)."""
        return frozenset((p.request, p.supporter) for p in self.round.pins)

    @cached_property
    def conflicts(self) -> Mapping[str, Sequence[Conflict]]:
        """Declared conflicts by supporter; who has none is not named."""
        declared: dict[str, list[Conflict]] = defaultdict(list)
        for conflict in self.round.conflicts:
            declared[conflict.supporter].append(conflict)
        return dict(declared)

    @cached_property
    def pair_rules(self) -> Mapping[str, tuple[Rule, ...]]:
        """Rules about one pair by the role that they speak of, in order."""
        rules = self.programme.pair_rules
        return {
            role: tuple(rule for rule in rules if rule.speaks_of(role))
            for role in self.programme.roles
        }

    @cached_property
    def criteria(self) -> Mapping[str, tuple[tuple[Criterion, int], ...]]:
        """Criteria that weigh anything for each role, in order, with their weights."""
        return {
            role: tuple(
                (c, c.weight_for(role)) for c in self.programme.criteria_for(role)
            )
            for role in self.programme.roles
        }

    def given(self, request: Request, supporter: Supporter) -> GivenPair | None:
        """What the round gives for a pair; `None` where it gives nothing."""
        pairs = self.round.given
        if pairs is None:
            return None
        asked = self.round.request_index[request.id]
        asking = self.round.supporter_index[supporter.id]
        # The columns are sorted by request, then supporter.
        first = bisect_left(pairs.request, asked)
        end = bisect_right(pairs.request, asked, lo=first)
        place = bisect_left(pairs.supporter, asking, lo=first, hi=end)
        if place == end or pairs.supporter[place] != asking:
            return None
        return GivenPair(points=int(pairs.points[place]), load=int(pairs.load[place]))

    def load_of(self, request: Request, supporter: Supporter) -> int:
        """What a pair takes from the supporter's capacity."""
        given = self.given(request, supporter)
        return request.load if given is None else given.load

    def journey(self, request: Request, supporter: Supporter) -> int | None:
        """
        Minutes one way from the supporter to the request's setting.

        The round's own figure counts before the model's; `None` where the request
        has no setting or either place is unknown.
        """
        setting = self.setting_of(request)
        if setting is None:
            return None
        key = (setting.id, supporter.id)
        if key not in self._journeys:
            stated = self.round.travel.get(key)
            self._journeys[key] = (
                minutes_between(setting, supporter) if stated is None else stated
            )
        return self._journeys[key]

    @cached_property
    def _journeys(self) -> dict[tuple[str, str], int | None]:
        # Three checks ask for the same journey, and the model takes its time.
        return {}


def minutes_between(one: Located, other: Located) -> int | None:
    """Minutes one way by the model; `None` where either place is unknown."""
    if (
        one.easting is None
        or one.northing is None
        or other.easting is None
        or other.northing is None
    ):
        return None
    metres = distance_metres(one.easting, one.northing, other.easting, other.northing)
    return int(travel_minutes(metres))
