"""What groups would be without one of the things that must hold for them."""

from __future__ import annotations

from matchmaker.domain.round import Round
from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline.groups import group_requests, spec_of
from matchmaker.pipeline.solved import Solved
from matchmaker.pipeline.without import Without

OF_THE_GROUP = ("together", "times")
"""What holds for a whole group: applications stay together; a time suits all."""


def rules_of_groups(whole: Round) -> tuple[str, ...]:
    """What a programme asks of groups: the rules between two, then of the whole."""
    spec = spec_of(whole)
    rules = tuple(rule.key for rule in spec.rules)
    return (*rules, *(name for name in OF_THE_GROUP if getattr(spec, name)))


def groups_without(solved: Solved, name: str, params: SolveParams) -> Without:
    """
    Form groups again without a rule or one of `OF_THE_GROUP`.

    Args:
        solved: The solved round.
        name: The rule's key, or what is not asked of the whole group.
        params: How to search.
    """
    proof = group_requests(_freed(solved.whole, name), params).proof
    return Without(
        name=name,
        values={line.objective: line.value for line in proof},
        exact=all(line.proved for line in proof),
    )


def _freed(whole: Round, name: str) -> Round:
    spec = spec_of(whole)
    update: dict[str, object] = {
        "rules": tuple(rule for rule in spec.rules if rule.key != name)
    }
    if name in OF_THE_GROUP:
        update = {name: None}
    groups = spec.model_copy(update=update)
    return whole.replace(
        programme=whole.programme.model_copy(update={"groups": groups})
    )
