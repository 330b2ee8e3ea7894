"""What the best buddies would be without a rule, or without an objective."""

from __future__ import annotations

from matchmaker import verify
from matchmaker.candidates import find_candidates
from matchmaker.domain.buddies import BLOCKING_PAIRS
from matchmaker.domain.round import Round
from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline.among import links_of, mutual
from matchmaker.pipeline.buddies import paired, plan_of, with_time
from matchmaker.pipeline.changes import without_rule
from matchmaker.pipeline.solved import Solved
from matchmaker.pipeline.without import Without
from matchmaker.scoring import score

DISPENSABLE = (BLOCKING_PAIRS, "worst-off")
"""What points give way to. Without coverage fairness would come first, and the best
would be to serve hardly anybody."""


def dispensable_for_buddies(solved: Solved) -> tuple[str, ...]:
    """The objectives of a plan of buddies that later ones give way to, in order."""
    names = (proof.objective for proof in solved.proof)
    return tuple(name for name in names if name in DISPENSABLE)


def buddies_without_rule(solved: Solved, rule: str, params: SolveParams) -> Without:
    """Pair again without a rule, with the points of the round as it is."""
    return _paired_again(solved, without_rule(solved.round, rule), rule, params)


def buddies_without_objective(
    solved: Solved, objective: str, params: SolveParams
) -> Without:
    """Pair again without seeking one of the objectives."""
    whole = solved.round
    if objective == BLOCKING_PAIRS:
        programme = whole.programme.model_copy(update={"stability": "off"})
        whole = whole.replace(programme=programme)
    return _paired_again(
        solved, whole, objective, params, fair=objective != "worst-off"
    )


def _paired_again(
    solved: Solved,
    free: Round,
    left_out: str,
    params: SolveParams,
    *,
    fair: bool = True,
) -> Without:
    candidates = mutual(find_candidates(free), with_time(free))
    scores = score(solved.round, candidates)
    links = links_of(candidates, scores)
    found = paired(free, links, params, fair=fair)
    plan = plan_of(free, candidates, scores, links, found)
    values: dict[str, int | None] = {p.objective: p.value for p in found.proof}
    values["worst-off"] = min((link.points for link in plan.buddies), default=None)
    if BLOCKING_PAIRS not in values:
        values[BLOCKING_PAIRS] = len(verify.blocking_in(free, plan))
    return Without(
        name=left_out,
        values={proof.objective: values[proof.objective] for proof in solved.proof},
        exact=all(proof.proved for proof in found.proof),
    )
