"""Whether the plan lists exactly the bonuses that its pairings earn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matchmaker.domain.plan import EarnedBonus, Pairing, Plan
from matchmaker.domain.violation import Violation
from matchmaker.verify.bonuses import EARNED
from matchmaker.verify.facts import Facts


def earned_bonuses(
    facts: Facts, pairings: Sequence[Pairing]
) -> tuple[EarnedBonus, ...]:
    """What pairings earn together, in the order in which a plan lists it."""
    return tuple(
        earned
        for bonus in facts.programme.bonuses
        for earned in EARNED[bonus.name](bonus, facts, pairings)
    )


def bonus_differences(
    facts: Facts, pairings: Sequence[Pairing], plan: Plan
) -> Iterator[Violation]:
    """
    Every bonus that is missing, invented, of other points, or out of place.

    Args:
        facts: The round.
        pairings: The plan's, with figures derived from the round.
        plan: The plan.
    """
    due = earned_bonuses(facts, pairings)
    if plan.bonuses == due:
        return
    points = {_what(earned): earned for earned in due}
    listed = {_what(earned): earned for earned in plan.bonuses}
    for what in (*points, *(name for name in listed if name not in points)):
        earned, said = points.get(what), listed.get(what)
        if earned != said:
            message = f"{what[-1]}: earns {_shown(earned)}, listed is {_shown(said)}"
            yield Violation(rule=what[0], party=what[1], message=message)
    if listed == points:
        message = "bonuses are listed twice or not in their order"
        yield Violation(rule="bonuses", party="plan", message=message)


def _what(earned: EarnedBonus) -> tuple[str, str, str]:
    """What tells one bonus from all others: its name, whose it is, and the rest."""
    roles = " and ".join(earned.roles)
    return (
        earned.bonus,
        earned.setting,
        f"{roles} by {earned.by}, {earned.value}",
    )


def _shown(earned: EarnedBonus | None) -> str:
    return "nothing" if earned is None else f"{earned.points} points"
