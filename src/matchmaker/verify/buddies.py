"""Whether a plan of buddies holds: plain loops, both ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from matchmaker.domain.among import with_askers
from matchmaker.domain.buddies import (
    BLOCKING_PAIRS,
    BUDDY_OBJECTIVES,
    Buddies,
    BuddyLink,
    Trio,
)
from matchmaker.domain.field import words_of
from matchmaker.domain.plan import Plan
from matchmaker.domain.proof import Proof
from matchmaker.domain.round import Round
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts
from matchmaker.verify.links import link_faults, link_points
from matchmaker.verify.pairs import points_and_confidence
from matchmaker.verify.stable_buddies import blocking_buddies

NEVER = ("forbidden", "conflict", "not_named")
"""Rules that also keep the two ends of a trio from each other."""


@dataclass(frozen=True, slots=True)
class LinkClaim:
    """
    What the solver's side says of two people.

    Attributes:
        one: An id.
        other: Another.
        accepted: Whether they may be buddies.
        points: What that is worth, both ways; `None` where nothing is said.
    """

    one: str
    other: str
    accepted: bool
    points: int | None = None


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


def check_links(
    matching_round: Round, claims: Iterable[LinkClaim]
) -> tuple[Violation, ...]:
    """
    Every claim about two people that the round's records contradict.

    Returns:
        Violations of `candidates` (a pair let in or turned away wrongly) and of
        `points`; none where all claims hold.
    """
    facts = Facts(with_askers(matching_round))
    return tuple(violation for claim in claims for violation in _judge(facts, claim))


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
        yield from _differences(facts, spec, link)
    yield from _places(facts, plan)
    yield from _trio_faults(facts, spec, plan)
    yield from _pin_faults(facts, plan)
    yield from _order_faults(facts, plan)
    yield from _proof_faults(facts, plan, proof)


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


def _differences(facts: Facts, spec: Buddies, link: BuddyLink) -> Iterator[Violation]:
    """Whatever a link says of itself that the round does not."""
    one, other = facts.round.request(link.one), facts.round.request(link.other)
    me, you = facts.round.supporter(link.one), facts.round.supporter(link.other)
    there, sure = points_and_confidence(facts, one, you)
    back, sure_back = points_and_confidence(facts, other, me)
    on_site = facts.round.delivery_of(one, you) == "face-to-face"
    pins = {frozenset((pin.request, pin.supporter)) for pin in facts.round.pins}
    due = BuddyLink(
        one=link.one,
        other=link.other,
        points=sum(there.values()) + sum(back.values()),
        criteria=there,
        criteria_back=back,
        confidence=(sure + sure_back + 1) // 2,
        minutes=facts.journey(one, you) if on_site else None,
        load=one.load,
        times=_common_times(facts, spec, link),
        pinned=frozenset(link.people) in pins,
    )
    for name in BuddyLink.model_fields:
        says, should = getattr(link, name), getattr(due, name)
        if says != should:
            rule = (
                "points"
                if name in ("points", "criteria", "criteria_back")
                else ("figures")
            )
            message = f"with {link.other}: {name} is {says}, should be {should}"
            yield Violation(rule=rule, party=link.one, message=message)


def _common_times(facts: Facts, spec: Buddies, link: BuddyLink) -> tuple[str, ...]:
    if spec.times is None:
        return ()
    mine = words_of(facts.round.supporter(link.one).fields.get(spec.times))
    theirs = words_of(facts.round.supporter(link.other).fields.get(spec.times))
    return tuple(time for time in mine if time in theirs)


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


def _proof_faults(
    facts: Facts, plan: Plan, proof: Sequence[Proof]
) -> Iterator[Violation]:
    """Every line of a proof that does not fit the plan."""
    if not proof:
        return
    spoken_of = tuple(line.objective for line in proof)
    sought: tuple[str, ...] = BUDDY_OBJECTIVES
    if facts.programme.stability == "require":
        sought = (BLOCKING_PAIRS, *sought)
    if spoken_of != sought:
        message = f"the proof speaks of {', '.join(spoken_of)}"
        yield Violation(rule="objective", party="proof", message=message)
        return
    points = [link.points for link in plan.buddies]
    people = {person for link in plan.buddies for person in link.people}
    reached = (len(people), min(points, default=None), sum(points))
    if len(sought) > len(reached):
        yield from _stability_faults(facts, plan, proof[0])
    for line, value in zip(proof[-len(reached) :], reached, strict=True):
        for message in _wrong_line(line, value):
            yield Violation(rule="objective", party=line.objective, message=message)


def _stability_faults(facts: Facts, plan: Plan, line: Proof) -> Iterator[Violation]:
    """Whether as many people would rather have each other as the proof says."""
    found, all_seen = blocking_buddies(facts, plan)
    count, said = len(found), line.value
    if line.sense != "minimise":
        message = f"the proof would {line.sense} it"
        yield Violation(rule="objective", party=line.objective, message=message)
    if said is None or count > said or (all_seen and count < said):
        named = ", ".join(f"{pair.one} and {pair.other}" for pair in found)
        message = f"the proof says {said}, the plan has {count}: {named or 'none'}"
        yield Violation(rule="stability", party="plan", message=message)
    if said is not None and line.bound is not None and said < line.bound:
        message = f"the plan has {said}, which the bound {line.bound} rules out"
        yield Violation(rule="objective", party=line.objective, message=message)


def _wrong_line(line: Proof, reached: int | None) -> Iterator[str]:
    if line.sense != "maximise":
        yield f"the proof would {line.sense} it"
    if line.value != reached:
        yield f"the proof says {line.value}, the plan reaches {reached}"
    if line.bound is not None and reached is not None and reached > line.bound:
        yield f"the plan reaches {reached}, which the bound {line.bound} rules out"


def _judge(facts: Facts, claim: LinkClaim) -> Iterator[Violation]:
    broken = list(link_faults(facts, claim.one, claim.other))
    if claim.accepted and broken:
        reasons = "; ".join(f"{rule}: {sentence}" for rule, sentence in broken)
        message = f"with {claim.other}: may be buddies, but break {reasons}"
        yield Violation(rule="candidates", party=claim.one, message=message)
    if not claim.accepted and not broken and claim.one != claim.other:
        message = f"with {claim.other}: may not be buddies, but break no rule"
        yield Violation(rule="candidates", party=claim.one, message=message)
    if claim.points is not None:
        due = link_points(facts, claim.one, claim.other)
        if due != claim.points:
            message = f"with {claim.other}: said to be worth {claim.points}, are {due}"
            yield Violation(rule="points", party=claim.one, message=message)
