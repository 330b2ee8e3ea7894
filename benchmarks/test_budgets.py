"""
Nine tight regional budgets: coverage and points both proved, beside the free round.

Each region may spend nine tenths of what the plan without budgets spends there. Where
rates go by role, a plan's spend is known from how many experts and mentors each region
gets, and both are proved. Where everybody has a rate of their own, a region is a
knapsack: the bounds must be close. The ratio is what counts: the round without budgets,
which is one flow, is solved in the same process just before.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from time import perf_counter

import numpy as np
import pytest

from matchmaker.optimise.build import build_model
from matchmaker.optimise.counts.classes import classes_of
from matchmaker.optimise.counts.solve import counts_apply, solve_counts
from matchmaker.optimise.flow import solve_flow
from matchmaker.optimise.outcome import Deadline, SolveParams, ignore
from matchmaker.optimise.solve import solve

ORDER = ("coverage", "points")
WIDEST = 0.0001
"""A bound further from its value than this would say little."""
PAIRWISE = ("different_people", "group_limit")
"""Rules that speak of pairs rather than of classes of requests."""


def without_pairwise_rules(whole):
    programme = whole.programme
    rules = tuple(rule for rule in programme.rules if rule.name not in PAIRWISE)
    return whole.replace(programme=programme.model_copy(update={"rules": rules}))


def nine_tenths(whole, model, used):
    """Nine tenths of what each region spends in a plan, in pence."""
    spent = Counter()
    for request, supporter in zip(
        model.request[used].tolist(), model.supporter[used].tolist(), strict=True
    ):
        asked, person = whole.requests[request], whole.supporters[supporter]
        spent[whole.setting_of(asked).region] += whole.pence_of(asked, person)
    return {region: pence * 9 // 10 for region, pence in sorted(spent.items())}


def with_own_rates(whole):
    """Everybody paid between seven tenths and all of the role's rate, in steps of £5."""
    drawn = np.random.default_rng(1).integers(70, 101, len(whole.supporters))
    most = {rate.role: rate.pence_per_day for rate in whole.programme.rates}
    people = (
        person.model_copy(
            update={"pence_per_day": most[person.roles[0]] * part // 50_000 * 500}
        )
        for person, part in zip(whole.supporters, drawn.tolist(), strict=True)
    )
    return whole.replace(supporters=tuple(people))


def test_nine_tight_budgets_beside_the_free_round(settings, shelf, capsys):
    whole = without_pairwise_rules(shelf.made(settings))
    pairs, points = shelf.screened(settings), shelf.scored(settings)
    free = build_model(whole, pairs, points)
    start = perf_counter()
    relaxed = solve_flow(free, ORDER, Deadline(None), ignore)
    flow_seconds = perf_counter() - start
    tight = whole.replace(budgets=nine_tenths(whole, free, relaxed.used))
    model = build_model(tight, pairs, points)
    assert counts_apply(model, ORDER)
    start = perf_counter()
    outcome = solve_counts(model, ORDER, SolveParams(), Deadline(None), relaxed)
    seconds = perf_counter() - start
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{settings} settings, {model.pairs:,} pairs, {len(tight.budgets)} "
            f"budgets, {len(classes_of(model))} classes: {seconds:.2f} s, "
            f"{seconds / flow_seconds:.1f} x the free round ({flow_seconds:.2f} s)"
        )
    assert model.obeys(outcome.used)
    assert all(proof.proved and proof.gap == 0 for proof in outcome.proofs)
    assert outcome.canonical
    coverage, _ = (proof.value for proof in outcome.proofs)
    assert coverage < relaxed.proofs[0].value
    # A plan that keeps tighter budgets keeps these too: the optimum can only fall.
    tighter = replace(model, row_upper=model.row_upper * 99 // 100)
    less = solve_counts(tighter, ORDER, SolveParams(), Deadline(None), relaxed)
    assert tighter.obeys(less.used)
    assert less.proofs[0].value <= coverage


@pytest.mark.parametrize(
    "many", [pytest.param(600, id="600"), pytest.param(2_000, id="2000-large")]
)
def test_nine_tight_budgets_with_rates_by_person(many, shelf, capsys):
    whole = with_own_rates(without_pairwise_rules(shelf.made(many)))
    pairs, points = shelf.screened(many), shelf.scored(many)
    free = build_model(whole, pairs, points)
    start = perf_counter()
    relaxed = solve_flow(free, ORDER, Deadline(None), ignore)
    flow_seconds = perf_counter() - start
    model = build_model(
        whole.replace(budgets=nine_tenths(whole, free, relaxed.used)), pairs, points
    )
    start = perf_counter()
    outcome = solve(model, ORDER, SolveParams(time_limit=120))
    seconds = perf_counter() - start
    parts = [
        f"{p.objective} {p.value:,} of at most {p.bound:,} ({p.gap / p.bound:.4%})"
        for p in outcome.proofs
    ]
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{many} settings, rates by person: {', '.join(parts)}; "
            f"{seconds:.2f} s, {seconds / flow_seconds:.1f} x the free round"
        )
    assert model.obeys(outcome.used)
    assert all(proof.gap / proof.bound < WIDEST for proof in outcome.proofs)
