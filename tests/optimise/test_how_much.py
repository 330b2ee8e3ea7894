"""
How much is solved: columns, rows, kernels, CP-SAT's models and its deterministic time.

Counts, not seconds, so that they are the same on every machine. Each limit leaves a
third or more above what it takes now; what goes beyond it has become slower everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest
from ortools.sat.python import cp_model

from matchmaker.candidates import find_candidates
from matchmaker.domain.bonuses import Couple
from matchmaker.domain.ties import Exclusion
from matchmaker.generate import generate_round
from matchmaker.intake import read_programme
from matchmaker.optimise import flow, kernel, relaxation, sifting
from matchmaker.optimise.build import build_model
from matchmaker.optimise.counts.search import Search
from matchmaker.optimise.formulation import Formulation
from matchmaker.optimise.solve import solve
from matchmaker.scoring import score

ORDER = ("coverage", "points")
PAIRWISE = ("different_people", "group_limit")
"""Rules that speak of pairs rather than of classes of requests."""


@dataclass
class Counted:
    """What engines took, in the order in which they took it."""

    columns: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    kernels: list[int] = field(default_factory=list)
    models: list[tuple[int, int]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    turns: list[Search] = field(default_factory=list)

    def relaxed(self, relaxation):
        if relaxation is not None:
            self.columns.append(int(np.count_nonzero(relaxation.inside)))
            self.rows.append(relaxation.linear.rows)
        return relaxation

    @property
    def variables(self) -> int:
        """Of all models that CP-SAT was given."""
        return sum(variables for variables, _ in self.models)

    @property
    def constraints(self) -> int:
        return sum(constraints for _, constraints in self.models)


@pytest.fixture
def counted(monkeypatch):
    """Everything that engines take from here on."""
    found = Counted()
    relax, solve_cp = kernel.relax, cp_model.CpSolver.solve
    begin = Search.__init__

    class Residual(kernel.Residual):
        def __init__(self, relaxation, model, width):
            super().__init__(relaxation, model, width)
            found.kernels.append(int(np.count_nonzero(self.free[: model.pairs])))

    def solved(self, model, callback=None):
        status = solve_cp(self, model, callback)
        found.models.append((len(model.proto.variables), len(model.proto.constraints)))
        found.seconds.append(self.response_proto.deterministic_time)
        return status

    def searching(self, *given):
        begin(self, *given)
        found.turns.append(self)

    monkeypatch.setattr(kernel, "relax", lambda *a, **k: found.relaxed(relax(*a, **k)))
    monkeypatch.setattr(kernel, "Residual", Residual)
    monkeypatch.setattr(cp_model.CpSolver, "solve", solved)
    monkeypatch.setattr(Search, "__init__", searching)
    return found


def made(settings, seed):
    """A round of programme A in which everybody has one role, so that loads are alike."""
    whole = generate_round(read_programme("early-years"), settings, seed=seed)
    single = tuple(
        person.model_copy(update={"roles": (person.roles[0],)})
        for person in whole.supporters
    )
    return whole.replace(supporters=single)


def coupled(whole, candidates, points):
    """Trusts, couples, minimums if used, and good pairs that rule each other out."""
    rng = np.random.default_rng(1)
    programme, count = whole.programme, len(whole.settings)
    couple = Couple(
        name="couple", roles=("expert", "mentor"), by="authority", points=60
    )
    rules = tuple(
        rule.model_copy(update={"most": 2}) if rule.name == "group_limit" else rule
        for rule in programme.rules
    )
    some = rng.permutation(count)[: count * 2 // 5].tolist()
    trust = {place: f"T{number // 5}" for number, place in enumerate(some)}
    good = np.flatnonzero(points >= np.quantile(points, 0.8))
    drawn = rng.choice(good, (count // 10, 2), replace=False)
    asked, people = candidates.request[drawn], candidates.supporter[drawn]
    return whole.replace(
        minimum_if_used=True,
        programme=programme.model_copy(update={"rules": rules, "bonuses": (couple,)}),
        settings=[
            setting.model_copy(update={"group": trust.get(place)})
            for place, setting in enumerate(whole.settings)
        ],
        supporters=[
            person.model_copy(
                update={
                    "minimum": min(
                        2 * programme.load_minutes(person.roles[0], 1), person.capacity
                    )
                }
            )
            for person in whole.supporters
        ],
        exclusions=[
            Exclusion(
                request=whole.requests[a].id,
                supporter=whole.supporters[s].id,
                other_request=whole.requests[b].id,
                other_supporter=whole.supporters[t].id,
            )
            for (a, b), (s, t) in zip(asked.tolist(), people.tolist(), strict=True)
        ],
    )


def model_of(whole, change=None):
    candidates = find_candidates(whole)
    scores = score(whole, candidates)
    if change is not None:
        whole = change(whole, candidates, scores.points)
    return build_model(whole, candidates, scores)


@pytest.mark.parametrize(
    ("settings", "seed", "most"),
    [
        (300, 1, {"kernel": 700, "variables": 150}),
        (600, 2, {"kernel": 1_900, "variables": 600}),
    ],
)
def test_coupling_rules_leave_a_small_kernel(settings, seed, most, counted):
    model = model_of(made(settings, seed), coupled)
    outcome = solve(model, ORDER)
    assert outcome.engine == "kernel"
    assert outcome.canonical
    # Now 484 of 2,202 pairs and 1,304 of 8,502; variables 62 and 334.
    assert 0 < max(counted.kernels) <= most["kernel"] < model.pairs
    assert 0 < counted.variables <= most["variables"]
    assert counted.constraints <= counted.variables
    assert max(counted.rows) <= model.pairs // 2
    assert sum(counted.seconds) <= 0.01


def test_few_columns_take_part_in_the_relaxation(counted, monkeypatch):
    monkeypatch.setattr(relaxation, "FEW_COLUMNS", 1)
    model = model_of(made(1_500, 1), coupled)
    assert all(proof.proved for proof in solve(model, ORDER).proofs)
    # Now 17,844 of 49,608.
    assert max(counted.columns) <= 25_000


def test_tight_budgets_take_a_few_turns_of_flows(counted):
    whole = made(600, 1)
    rules = tuple(r for r in whole.programme.rules if r.name not in PAIRWISE)
    programme = whole.programme.model_copy(update={"rules": rules})
    whole = whole.replace(programme=programme)
    free = model_of(whole)
    spent = {}
    for pair in solve(free, ORDER).used.tolist():
        asked = whole.requests[free.request[pair]]
        person = whole.supporters[free.supporter[pair]]
        region = whole.setting_of(asked).region
        spent[region] = spent.get(region, 0) + whole.pence_of(asked, person)
    tight = whole.replace(budgets={r: pence * 9 // 10 for r, pence in spent.items()})
    outcome = solve(model_of(tight), ORDER)
    assert outcome.engine == "counts"
    assert all(proof.proved for proof in outcome.proofs)
    # Now 3 to 5 in each of nine regions, of models of 60 variables at the most.
    assert len(counted.turns) == len(spent) == 9
    assert max(search.turns for search in counted.turns) <= 8
    assert max(variables for variables, _ in counted.models) <= 100
    assert sum(counted.seconds) <= 0.01


def test_a_pure_round_is_one_flow(counted, monkeypatch):
    model, flows = model_of(made(600, 1)), []
    best = sifting.Sifting.best_priced

    def priced(self, *given):
        flows.append(given)
        return best(self, *given)

    monkeypatch.setattr(flow.Sifting, "best_priced", priced)
    outcome = solve(model, ORDER)
    assert outcome.engine == "flow"
    assert len(flows) == 1
    assert not counted.models
    assert not counted.columns


def test_cp_sat_alone_has_a_variable_a_pair_and_a_row_a_party(small_model):
    model = small_model([(r, s) for r in range(6) for s in range(4)], 6, 4)
    written = Formulation(model, ORDER).cp.proto
    assert len(written.variables) == 24
    assert len(written.constraints) == 6 + 4
