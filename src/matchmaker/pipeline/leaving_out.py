"""What the best plan would be without a rule, or without an objective."""

from __future__ import annotations

from matchmaker.candidates import find_candidates
from matchmaker.domain.objective import Objective
from matchmaker.domain.round import Round
from matchmaker.domain.rules import ALWAYS
from matchmaker.optimise.build import build_model
from matchmaker.optimise.model import Model
from matchmaker.optimise.objectives import value_of
from matchmaker.optimise.outcome import SolveParams
from matchmaker.optimise.solve import solve
from matchmaker.pipeline.buddies_without import (
    buddies_without_objective,
    buddies_without_rule,
    dispensable_for_buddies,
)
from matchmaker.pipeline.changes import without_rule
from matchmaker.pipeline.solved import Solved
from matchmaker.pipeline.without import Without
from matchmaker.scoring import score

HOLD_ANYWAY = frozenset({"role", "forbidden", *(rule.name for rule in ALWAYS)})
"""Rules that hold whether a programme lists them or not."""

NEVER_FIRST = ("worst-off", "leximin")
"""Objectives that need another before them."""


def listed_rules(matching_round: Round) -> tuple[str, ...]:
    """The rules that a programme could leave out, in its order."""
    given = matching_round.programme.scores == "given"
    return tuple(
        rule.key
        for rule in matching_round.programme.rules
        if rule.name not in HOLD_ANYWAY and not (given and rule.kind == "pair")
    )


def dispensable_objectives(solved: Solved) -> tuple[str, ...]:
    """The objectives that later ones give way to, in order."""
    if solved.buddies is not None:
        return dispensable_for_buddies(solved)
    names = solved.round.objective_names
    return tuple(
        name
        for name in names[:-1]
        # With fairness first, to serve nobody would be best.
        if next(other for other in names if other != name) not in NEVER_FIRST
    )


def without_one_rule(
    solved: Solved, rule: str, params: SolveParams | None = None
) -> Without:
    """
    Solve again without a rule.

    Points are those of the round as it is, so that both plans are counted alike: a
    journey beyond the limit, for one, has no marks for being short.

    Raises:
        NoPlanError: Time ran out before any plan was found.
    """
    if solved.buddies is not None:
        return buddies_without_rule(solved, rule, params or SolveParams())
    whole = solved.round
    free = without_rule(whole, rule)
    candidates = find_candidates(free)
    about_pairs = any(one.key == rule for one in whole.programme.pair_rules)
    if about_pairs and len(candidates) == len(solved.candidates):
        # Whoever breaks this rule breaks another one too: there is nothing to solve.
        values = {proof.objective: proof.value for proof in solved.proof}
        return Without(rule, values, solved.proved)
    model = build_model(free, candidates, score(whole, candidates), seed=solved.seed)
    return _best(model, rule, whole.objectives, whole.objective_names, params)


def without_one_objective(
    solved: Solved, objective: str, params: SolveParams | None = None
) -> Without:
    """
    Solve again without seeking one of the objectives.

    Raises:
        NoPlanError: Time ran out before any plan was found.
    """
    if solved.buddies is not None:
        return buddies_without_objective(solved, objective, params or SolveParams())
    whole = solved.round
    rest = tuple(one for one in whole.objectives if one.name != objective)
    return _best(solved.model, objective, rest, whole.objective_names, params)


def _best(
    model: Model,
    left_out: str,
    sought: tuple[Objective, ...],
    told: tuple[str, ...],
    params: SolveParams | None,
) -> Without:
    outcome = solve(model, sought, params or SolveParams())
    return Without(
        name=left_out,
        values={name: value_of(model, name, outcome.used) for name in told},
        exact=all(proof.proved for proof in outcome.proofs),
    )
