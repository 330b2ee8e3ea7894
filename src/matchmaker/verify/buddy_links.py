"""What a link between two buddies says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from matchmaker.domain.buddies import Buddies, BuddyLink
from matchmaker.domain.field import words_of
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts
from matchmaker.verify.pairs import points_and_confidence


def link_differences(
    facts: Facts, spec: Buddies, link: BuddyLink
) -> Iterator[Violation]:
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
