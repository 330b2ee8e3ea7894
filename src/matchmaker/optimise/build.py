"""From a round to the model that every engine solves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchmaker.candidates import Candidates, Screen, pair_rule
from matchmaker.domain.decisions import Pin
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Quotas
from matchmaker.errors import InfeasibleError
from matchmaker.optimise.bonuses import bonus_columns_of
from matchmaker.optimise.model import Model
from matchmaker.optimise.rows import Rows
from matchmaker.optimise.rules import coupling_rule
from matchmaker.optimise.sought import sums_of
from matchmaker.optimise.stable.wishes import wishes_of
from matchmaker.optimise.ties import tie_weights
from matchmaker.scoring import Scores

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Parties:
    """
    What a model says of those who ask and those who offer, whatever the pairs.

    See `Model` for the columns.
    """

    demand: Ints
    minimum: Ints
    priority: Ints
    capacity: Ints
    supporter_minimum: Ints
    request_names: tuple[str, ...]
    supporter_names: tuple[str, ...]

    @classmethod
    def of(cls, matching_round: Round) -> Parties:
        """Those of a round."""
        requests, supporters = matching_round.requests, matching_round.supporters
        return cls(
            demand=_column([request.demand for request in requests]),
            minimum=_column([request.minimum for request in requests]),
            priority=_column([matching_round.priority_of(q) for q in requests]),
            capacity=_column([matching_round.capacity_of(s) for s in supporters]),
            supporter_minimum=_column([supporter.minimum for supporter in supporters]),
            request_names=tuple(request.id for request in requests),
            supporter_names=tuple(supporter.id for supporter in supporters),
        )

    def only(self, requests: Ints, supporters: Ints) -> Parties:
        """Some of them, at these positions."""
        return Parties(
            demand=self.demand[requests],
            minimum=self.minimum[requests],
            priority=self.priority[requests],
            capacity=self.capacity[supporters],
            supporter_minimum=self.supporter_minimum[supporters],
            request_names=tuple(self.request_names[r] for r in requests.tolist()),
            supporter_names=tuple(self.supporter_names[s] for s in supporters.tolist()),
        )


def build_model(
    matching_round: Round, candidates: Candidates, scores: Scores, *, seed: int = 0
) -> Model:
    """
    The round as columns and coupling rows.

    Args:
        matching_round: The round.
        candidates: The pairs that may be used; nothing else can be.
        scores: Their points.
        seed: Picks one plan among equally good ones.

    Raises:
        InfeasibleError: A pinned pair breaks a rule about pairs.
    """
    parties = Parties.of(matching_round)
    blocks = [
        coupling_rule(rule.name).rows(rule, matching_round, candidates)
        for rule in matching_round.programme.coupling_rules
    ]
    rows = Rows.stack(blocks)
    return Model(
        indptr=candidates.indptr,
        supporter=candidates.supporter,
        points=scores.points.astype(np.int64),
        load=candidates.load.astype(np.int64),
        demand=parties.demand,
        minimum=parties.minimum,
        priority=parties.priority,
        capacity=parties.capacity,
        supporter_minimum=parties.supporter_minimum,
        minimum_if_used=matching_round.minimum_if_used,
        pinned=pinned_pairs(matching_round, candidates),
        row_indptr=rows.indptr,
        row_pairs=rows.pairs,
        row_coefficient=rows.coefficient,
        row_lower=rows.lower,
        row_upper=rows.upper,
        row_names=rows.names,
        request_names=parties.request_names,
        supporter_names=parties.supporter_names,
        tie=tie_weights(
            parties.request_names,
            parties.supporter_names,
            candidates.request,
            candidates.supporter,
            seed,
        ),
        bonuses=bonus_columns_of(matching_round, candidates),
        sums=sums_of(matching_round, candidates, scores),
        band=_band(matching_round),
        stable=matching_round.programme.stability == "require",
        wishes=wishes_of(matching_round, candidates, scores),
        shared=_shared(matching_round),
        unit=matching_round.programme.unit,
    )


def _shared(matching_round: Round) -> frozenset[str]:
    """Names of the rows that are employers' own places."""
    own = {
        kind
        for rule in matching_round.programme.coupling_rules
        if isinstance(rule, Quotas)
        for kind in rule.own_places
    }
    return frozenset(str(q) for q in matching_round.quotas if q.by in own)


def _band(matching_round: Round) -> int:
    """How wide leximin's bands of points are; 1 where it is not sought."""
    return max(objective.band for objective in matching_round.objectives)


def _column(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int64)


def pinned_pairs(
    matching_round: Round, candidates: Candidates
) -> npt.NDArray[np.bool_]:
    """
    bool[P], the pairs that people decided.

    Raises:
        InfeasibleError: A pinned pair breaks a rule about pairs.
    """
    pinned = np.zeros(len(candidates), dtype=bool)
    broken = []
    for pin in matching_round.pins:
        pair = candidates.find(
            matching_round.request_index[pin.request],
            matching_round.supporter_index[pin.supporter],
        )
        if pair is None:
            broken += _broken(matching_round, pin)
        else:
            pinned[pair] = True
    if broken:
        raise InfeasibleError(broken, minimal=len(broken) == 2)
    return pinned


def _broken(matching_round: Round, pin: Pin) -> list[str]:
    """A pin of a pair that is no candidate, and the rules that forbid the pair."""
    members = [f"request {pin.request} is pinned to {pin.supporter}"]
    if matching_round.programme.scores == "given":
        return [
            *members,
            f"pairs.csv lists no pair of {pin.request} and {pin.supporter}, or it is forbidden",
        ]
    failing = Screen(matching_round).failing(matching_round.request_index[pin.request])
    column = failing[:, matching_round.supporter_index[pin.supporter]]
    request = matching_round.request(pin.request)
    supporter = matching_round.supporter(pin.supporter)
    for rule, fails in zip(matching_round.programme.pair_rules, column, strict=True):
        if fails:
            seen = pair_rule(rule.name).evidence(
                rule, matching_round, request, supporter
            )
            members.append(
                f"rule '{rule.name}' forbids it: {seen.value} against {seen.limit}"
            )
    return members
