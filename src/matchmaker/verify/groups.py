"""Whether the groups of a plan hold: plain loops over everybody who asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from matchmaker.domain.among import those_who_ask
from matchmaker.domain.field import words_of
from matchmaker.domain.groups import GROUP_OBJECTIVES, Group, Groups
from matchmaker.domain.plan import Plan
from matchmaker.domain.proof import Proof
from matchmaker.domain.put_together import suiting_all
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Answered
from matchmaker.domain.spelling import folded
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts
from matchmaker.verify.pairs import points_and_confidence, rules_broken
from matchmaker.verify.rules import answered


def check_groups(
    matching_round: Round, plan: Plan, proof: Sequence[Proof] = ()
) -> tuple[Violation, ...]:
    """
    Everything that is wrong with a plan's groups, derived from the round alone.

    Args:
        matching_round: The round in which everybody asks by themselves.
        plan: The plan.
        proof: What is claimed of the groups; empty for no claim.

    Returns:
        The violations, none if the groups hold. Besides the names of rules these stand
        for: `groups` (who is with whom, sizes, times, what a group says of itself),
        `together`, `apart` and `objective`.
    """
    spec = matching_round.programme.groups
    if spec is None:
        return ()
    facts = Facts(those_who_ask(matching_round))
    unknown = tuple(_unknown(facts, plan))
    if unknown:
        return unknown
    return (
        *_places(facts, plan),
        *(v for group in plan.groups for v in _group_faults(facts, spec, group)),
        *_torn(facts, spec, matching_round, plan),
        *_brought_together(matching_round, plan),
        *_proof_faults(facts, spec, plan, proof),
    )


def _unknown(facts: Facts, plan: Plan) -> Iterator[Violation]:
    """Names that nobody in the round bears."""
    named = [member for group in plan.groups for member in group.members]
    named += [one.request for one in plan.ungrouped]
    for name in dict.fromkeys(named):
        if name not in facts.round.request_index:
            message = "stands in the groups and asks for no group"
            yield Violation(rule="groups", party=name, message=message)


def _places(facts: Facts, plan: Plan) -> Iterator[Violation]:
    """Everybody is in one group or in none, and all stand in their order."""
    places = Counter(one.request for one in plan.ungrouped)
    for group in plan.groups:
        places.update(group.members)
    for request in facts.round.requests:
        if places[request.id] != 1:
            message = f"stands {places[request.id]} times in groups or in none"
            yield Violation(rule="groups", party=request.id, message=message)
    order = facts.round.request_index
    firsts = [order[group.members[0]] for group in plan.groups if group.members]
    without = [order[one.request] for one in plan.ungrouped]
    if firsts != sorted(firsts) or without != sorted(without):
        message = "groups are not in the round's order"
        yield Violation(rule="groups", party="plan", message=message)


def _group_faults(facts: Facts, spec: Groups, group: Group) -> Iterator[Violation]:
    """Size, rules, times, and what a group says of itself."""
    for message in _wrong_group(facts, spec, group):
        yield Violation(rule="groups", party=group.id, message=message)
    for one, other in combinations(group.members, 2):
        for rule, message in _broken(facts, one, other):
            yield Violation(rule=rule, party=group.id, message=message)


def _wrong_group(facts: Facts, spec: Groups, group: Group) -> Iterator[str]:
    size = len(group.members)
    if not spec.least <= size <= spec.most:
        yield f"has {size} people, allowed are {spec.least} to {spec.most}"
    order = [facts.round.request_index[member] for member in group.members]
    if order != sorted(set(order)):
        yield "has its members twice or not in the round's order"
    times = _times(facts, spec, group)
    if any(times) and not suiting_all(times):
        yield "has no time that suits all its members"
    if group.times != suiting_all(times):
        yield f"says that {group.times} suit all, it is {suiting_all(times)}"
    if group.id != f"group-{group.members[0]}":
        yield "is not named after its first member"
    points = _points(facts, group)
    if group.points != points:
        yield f"is said to be worth {group.points} points, is worth {points}"
    district, outside = _district(facts, spec, group)
    if (group.district, group.outside) != (district, outside):
        yield (
            f"is said to be of {group.district}, {group.outside} from elsewhere; it is "
            f"of {district}, {outside} from elsewhere"
        )


def _times(facts: Facts, spec: Groups, group: Group) -> list[tuple[str, ...]]:
    if spec.times is None:
        return [() for _ in group.members]
    return [
        words_of(facts.round.request(member).fields.get(spec.times))
        for member in group.members
    ]


def _broken(facts: Facts, one: str, other: str) -> Iterator[tuple[str, str]]:
    """Every rule among those who ask that two members break, either way."""
    for asks, comes in ((one, other), (other, one)):
        request, supporter = facts.round.request(asks), facts.round.supporter(comes)
        for rule, sentence in rules_broken(facts, request, supporter):
            yield rule, f"{comes} as company of {asks}: {sentence}"


def _points(facts: Facts, group: Group) -> int:
    total = 0
    for one, other in combinations(group.members, 2):
        for asks, comes in ((one, other), (other, one)):
            request, supporter = facts.round.request(asks), facts.round.supporter(comes)
            total += sum(points_and_confidence(facts, request, supporter)[0].values())
    return total


def _district(facts: Facts, spec: Groups, group: Group) -> tuple[str | None, int]:
    """The place that most members are from, the first of equals; and how many are not."""
    homes = [facts.setting_of(facts.round.request(member)) for member in group.members]
    named = [home and getattr(home, spec.district) for home in homes]
    counts = Counter(name for name in named if name is not None)
    most = max(counts.values(), default=0)
    first = next((name for name in named if name and counts[name] == most), None)
    return first, len(named) - most


def _torn(
    facts: Facts, spec: Groups, matching_round: Round, plan: Plan
) -> Iterator[Violation]:
    """
    Those who applied together are in one group, or none of them is in any.

    Whom their own answers keep out of every group is no longer one of them.
    """
    where = {member: group.id for group in plan.groups for member in group.members}
    pairs = [(tie.request, tie.other) for tie in matching_round.ties_of("together")]
    first: dict[tuple[str, ...], str] = {}
    alone = set(_loners(facts))
    for request in facts.round.requests:
        if request.id in alone:
            continue
        answer = words_of(request.fields.get(spec.together)) if spec.together else ()
        if answer:
            key = tuple(sorted(folded(word) for word in answer))
            pairs.append((first.setdefault(key, request.id), request.id))
    for one, other in pairs:
        asked = one in facts.round.request_index and other in facts.round.request_index
        if (
            asked
            and alone.isdisjoint((one, other))
            and where.get(one) != where.get(other)
        ):
            message = f"applied together with {other} and is not in one group with them"
            yield Violation(rule="together", party=one, message=message)


def _loners(facts: Facts) -> Iterator[str]:
    """Those who break a rule about their own answers, whoever their company is."""
    own = [
        rule
        for rule in facts.programme.rules
        if isinstance(rule, Answered) and rule.of == "request"
    ]
    for request in facts.round.requests:
        company = facts.round.supporter(request.id)
        if any(answered.broken(rule, facts, request, company) for rule in own):
            yield request.id


def _brought_together(matching_round: Round, plan: Plan) -> Iterator[Violation]:
    """Those who are to be kept apart are not in one group."""
    where = {member: group.id for group in plan.groups for member in group.members}
    for tie in matching_round.ties_of("apart"):
        if tie.request in where and where[tie.request] == where.get(tie.other):
            message = f"was to be kept apart from {tie.other}"
            yield Violation(rule="apart", party=tie.request, message=message)


def _proof_faults(
    facts: Facts, spec: Groups, plan: Plan, proof: Sequence[Proof]
) -> Iterator[Violation]:
    """Every line of a proof of groups that does not fit the plan."""
    if not proof:
        return
    spoken_of = tuple(line.objective for line in proof)
    if spoken_of != GROUP_OBJECTIVES:
        message = f"the proof of groups speaks of {', '.join(spoken_of)}"
        yield Violation(rule="objective", party="groups", message=message)
        return
    reached = (
        len(plan.ungrouped),
        sum(len(group.members) < spec.preferred for group in plan.groups),
        sum(_district(facts, spec, group)[1] for group in plan.groups),
        sum(_points(facts, group) for group in plan.groups),
    )
    for line, value in zip(proof, reached, strict=True):
        for message in _wrong_line(line, value):
            yield Violation(rule="objective", party=line.objective, message=message)


def _wrong_line(line: Proof, reached: int) -> Iterator[str]:
    if line.value != reached:
        yield f"the proof says {line.value}, the groups reach {reached}"
    if line.bound is None:
        return
    # A bound says that no groups do better.
    if reached > line.bound if line.sense == "maximise" else reached < line.bound:
        yield f"the groups reach {reached}, which the bound {line.bound} rules out"
