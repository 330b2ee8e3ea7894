"""A whole plan against its round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matchmaker.domain.grouped import grouped
from matchmaker.domain.plan import Pairing, Plan
from matchmaker.domain.proof import Proof
from matchmaker.domain.round import Round
from matchmaker.domain.violation import Violation
from matchmaker.verify.buddies import check_buddies
from matchmaker.verify.earned import bonus_differences
from matchmaker.verify.facts import Facts
from matchmaker.verify.figures import derive, differences
from matchmaker.verify.groups import check_groups
from matchmaker.verify.pairs import rules_broken
from matchmaker.verify.proofs import proof_differences
from matchmaker.verify.rules import COUPLING_CHECKS
from matchmaker.verify.stability import stability_faults
from matchmaker.verify.teams import team_faults
from matchmaker.verify.unmet import order_differences, unmet_differences


def check(
    matching_round: Round, plan: Plan, proof: Sequence[Proof] = ()
) -> tuple[Violation, ...]:
    """
    Everything that is wrong with a plan, derived from the round alone.

    What a pairing says of itself is compared and then forgotten: coupling rules
    and objectives are added up from what the round says. A pairing of somebody
    unknown is reported and left out of all further questions.

    Args:
        matching_round: The round that the plan is for.
        plan: The plan.
        proof: What is claimed of it, one line an objective; empty for no claim.

    Returns:
        The violations, none if the plan holds. Besides the names of rules and
        bonuses these stand for: `references` (unknown or mismatched ids), `points`,
        `figures` (anything else that a pairing says of itself), `stability`, `unmet`,
        `order`, `bonuses` (their order), `objective` and `teams`.
    """
    if matching_round.programme.buddies is not None:
        return check_buddies(matching_round, plan, proof)
    if matching_round.programme.groups is not None:
        return _of_groups(matching_round, plan, proof)
    return tuple(_violations(Facts(matching_round), plan, proof))


def _of_groups(
    matching_round: Round, plan: Plan, proof: Sequence[Proof]
) -> tuple[Violation, ...]:
    """The groups, and then what the groups ask for; the latter only if they hold."""
    faults = check_groups(matching_round, plan)
    if faults:
        return faults
    facts = Facts(grouped(matching_round, plan.groups))
    return tuple(_violations(facts, plan, proof))


def _violations(
    facts: Facts, plan: Plan, proof: Sequence[Proof]
) -> Iterator[Violation]:
    known = tuple(pairing for pairing in plan.pairings if _is_known(facts, pairing))
    yield from _unknown(facts, plan)
    plan = plan.model_copy(update={"pairings": known})
    derived = []
    for claimed in known:
        request = facts.round.request(claimed.request)
        supporter = facts.round.supporter(claimed.supporter)
        for rule_name, sentence in rules_broken(facts, request, supporter):
            message = f"with {supporter.id}: {sentence}"
            yield Violation(rule=rule_name, party=request.id, message=message)
        derived.append(derive(facts, request, supporter))
        yield from differences(claimed, derived[-1])
    for rule in facts.programme.coupling_rules:
        yield from COUPLING_CHECKS[rule.name](rule, facts, plan)
    yield from stability_faults(facts, derived)
    yield from unmet_differences(facts, plan)
    yield from order_differences(facts, plan)
    yield from bonus_differences(facts, derived, plan)
    shared = sum(shared.points for shared in plan.shared_leads)
    yield from proof_differences(facts, derived, proof, shared)
    yield from team_faults(facts, plan)


def _is_known(facts: Facts, pairing: Pairing) -> bool:
    return (
        pairing.request in facts.round.request_index
        and pairing.supporter in facts.round.supporter_index
    )


def _unknown(facts: Facts, plan: Plan) -> Iterator[Violation]:
    for pairing in plan.pairings:
        if not _is_known(facts, pairing):
            message = f"with {pairing.supporter}: no such request or supporter"
            yield Violation(rule="references", party=pairing.request, message=message)
