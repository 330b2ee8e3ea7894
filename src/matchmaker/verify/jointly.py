"""Whether what is said of pairings and area leads together fits the plan."""

from __future__ import annotations

from matchmaker.domain.jointly import Jointly
from matchmaker.domain.plan import Plan
from matchmaker.domain.violation import Violation


def check_jointly(plan: Plan, jointly: Jointly | None) -> tuple[Violation, ...]:
    """
    Every line about pairings and leads together that does not fit the plan.

    Args:
        plan: The plan, whose points hold by themselves.
        jointly: What is claimed; `None` for no claim.
    """
    if jointly is None:
        return ()
    reached = sum(pairing.points for pairing in plan.pairings)
    reached += sum(bonus.points for bonus in plan.bonuses)
    reached += sum(shared.points for shared in plan.shared_leads)
    messages = []
    if jointly.points != reached:
        messages.append(f"is said to have {jointly.points} points, has {reached}")
    if jointly.in_turn > reached:
        messages.append(f"has fewer points than the {jointly.in_turn} of one in turn")
    if jointly.bound is not None and reached > jointly.bound:
        messages.append(
            f"has {reached} points, which the bound {jointly.bound} rules out"
        )
    return tuple(
        Violation(rule="teams", party="plan", message=f"with its leads {message}")
        for message in messages
    )
