"""Whether a plan of buddies holds: plain loops, both ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from matchmaker.domain.among import with_askers
from matchmaker.domain.buddies import Buddies, Trio
from matchmaker.domain.plan import Plan
from matchmaker.domain.proof import Proof
from matchmaker.domain.round import Round
from matchmaker.domain.violation import Violation
from matchmaker.verify.buddy_links import link_differences
from matchmaker.verify.buddy_proofs import buddy_proof_faults
from matchmaker.verify.facts import Facts
from matchmaker.verify.links import link_faults

NEVER = ("forbidden", "conflict", "not_named")
"""Rules that also keep the two ends of a trio from each other."""


def check_buddies(
    matching_round: Round, plan: Plan, proof: Sequence[Proof] = ()
) -> tuple[Violation, ...]:
    """
    Everything that is wrong with a plan of buddies, derived from the round alone.

    Args:
        matching_round: The round that the plan is for.
        plan: The plan.
        proof: What is claimed of it, one line an objective; empty for no claim.

    Returns:
        The violations, none if the plan holds. Besides the names of rules these
        stand for: `references`, `points`, `figures`, `order`, `pinned`, `capacity`,
        `objective` and `buddies` (who is whose).
    """
    facts = Facts(with_askers(matching_round))
    spec = facts.programme.buddies
    if spec is None:
        return ()
    unknown = tuple(_unknown(facts, plan))
    return unknown or tuple(_violations(facts, spec, plan, proof))


def _violations(
    facts: Facts, spec: Buddies, plan: Plan, proof: Sequence[Proof]
) -> Iterator[Violation]:
    if plan.pairings or plan.unmet or plan.teams or plan.groups:
        yield Violation(
            rule="buddies", party="plan", message="has more than buddies in it"
        )
    for link in plan.buddies:
        for rule, message in link_faults(facts, link.one, link.other):
            yield Violation(rule=rule, party=link.one, message=message)
        yield from link_differences(facts, spec, link)
    yield from _places(facts, plan)
    yield from _trio_faults(facts, spec, plan)
    yield from _pin_faults(facts, plan)
    yield from _order_faults(facts, plan)
    yield from buddy_proof_faults(facts, plan, proof)


def _unknown(facts: Facts, plan: Plan) -> Iterator[Violation]:
    """Names that nobody in the round bears."""
    named = [person for link in plan.buddies for person in link.people]
    named += [alone.person for alone in plan.alone]
    if plan.trio is not None:
        named += [*plan.trio.ends, plan.trio.middle]
    for name in dict.fromkeys(named):
        if name not in facts.round.supporter_index:
            message = "is nobody in this round"
            yield Violation(rule="references", party=name, message=message)


def _places(facts: Facts, plan: Plan) -> Iterator[Violation]:
    """Everybody has one buddy, the middle of a trio two, and who is alone none."""
    links = Counter(person for link in plan.buddies for person in link.people)
    alone = Counter(one.person for one in plan.alone)
    middle = plan.trio.middle if plan.trio else None
    for person in facts.round.supporters:
        wanted = 0 if alone[person.id] else 1 + (person.id == middle)
        if links[person.id] != wanted or alone[person.id] > 1:
            message = (
                f"has {links[person.id]} buddies, should have {wanted}; "
                f"stands {alone[person.id]} times among those without"
            )
            yield Violation(rule="buddies", party=person.id, message=message)
    for link in plan.buddies:
        if link.one == link.other:
            message = "is their own buddy"
            yield Violation(rule="buddies", party=link.one, message=message)


def _trio_faults(facts: Facts, spec: Buddies, plan: Plan) -> Iterator[Violation]:
    """A trio is two links of its middle, whose ends may meet."""
    trio = plan.trio
    if trio is None:
        return
    for message in _wrong_trio(facts, spec, plan, trio):
        yield Violation(rule="buddies", party=trio.middle, message=message)


def _wrong_trio(facts: Facts, spec: Buddies, plan: Plan, trio: Trio) -> Iterator[str]:
    if spec.odd_one_out != "trio":
        yield "is the middle of a trio, which the programme does not allow"
    linked = {
        person
        for link in plan.buddies
        if trio.middle in link.people
        for person in link.people
    } - {trio.middle}
    if linked != set(trio.ends):
        yield f"is linked to {sorted(linked)}, the trio's ends are {list(trio.ends)}"
    one, other = trio.ends
    for rule, sentence in link_faults(facts, one, other):
        if rule.split(":")[0] in NEVER:
            yield f"brings {one} and {other} together: {sentence}"


def _pin_faults(facts: Facts, plan: Plan) -> Iterator[Violation]:
    links = {frozenset(link.people) for link in plan.buddies}
    for pin in facts.round.pins:
        if frozenset((pin.request, pin.supporter)) not in links:
            message = f"was to be the buddy of {pin.supporter}"
            yield Violation(rule="pinned", party=pin.request, message=message)


def _order_faults(facts: Facts, plan: Plan) -> Iterator[Violation]:
    place = facts.round.supporter_index
    places = [(place[link.one], place[link.other]) for link in plan.buddies]
    if places != sorted(places) or any(one > other for one, other in places):
        message = "buddies are not in the round's order"
        yield Violation(rule="order", party="plan", message=message)
    without = [place[alone.person] for alone in plan.alone]
    if without != sorted(without):
        message = "those without a buddy are not in the round's order"
        yield Violation(rule="order", party="plan", message=message)
