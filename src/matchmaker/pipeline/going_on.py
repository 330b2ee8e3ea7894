"""Pairs of an earlier round that go on: whoever can stay together does."""

from __future__ import annotations

from collections import Counter

from matchmaker.domain.decisions import Pin
from matchmaker.domain.problem import Problem
from matchmaker.domain.round import Round
from matchmaker.verify import broken_rules

EARLIER_FILE = "introductions.csv"
"""The table that problems with earlier pairs belong to."""


def with_pairs_that_go_on(whole: Round) -> tuple[Round, tuple[Problem, ...]]:
    """
    A round in which every pinned pair can be kept, and what was wrong with the others.

    Whom a rule parts now, such as somebody who no longer agrees to be told about, are
    free for others. Who has more people already than they now offer room for keeps
    them, and gets nobody more.

    Args:
        whole: A round whose pins are pairs of an earlier one.
    """
    problems = {pin: why for pin in whole.pins if (why := _parted(whole, pin))}
    kept = tuple(pin for pin in whole.pins if pin not in problems)
    taken: Counter[str] = Counter()
    for pin in kept:
        taken[pin.supporter] += whole.request(pin.request).load
    supporters = tuple(
        person.model_copy(update={"capacity": taken[person.id]})
        if taken[person.id] > person.capacity
        else person
        for person in whole.supporters
    )
    return whole.replace(pins=kept, supporters=supporters), tuple(problems.values())


def _parted(whole: Round, pin: Pin) -> Problem | None:
    """Why two cannot stay together; `None` where they can."""
    request, supporter = whole.request(pin.request), whole.supporter(pin.supporter)
    broken = broken_rules(whole, request, supporter)
    if not broken:
        return None
    person = whole.setting_of(request)
    asks = f"{person.name} ({person.id})" if person else request.id
    why = "; ".join(sentence for _, sentence in broken)
    return Problem(
        level="warning",
        file=EARLIER_FILE,
        value=f"{request.id}, {supporter.id}",
        problem=(
            f"{asks} and {supporter.name} ({supporter.id}) cannot go on together: {why}; "
            "both are free for others"
        ),
        remedy="Tell both, or correct their answers.",
    )
