"""Whether the plan says what is missing, and stands in its order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from matchmaker.domain.plan import Pairing, Plan, Unmet
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts


def unmet_differences(facts: Facts, plan: Plan) -> Iterator[Violation]:
    """Exactly the requests with units missing are listed, in the round's order."""
    missing = _missing(facts, plan)
    if plan.unmet == missing:
        return
    due = {entry.request: entry for entry in missing}
    listed = {entry.request: entry for entry in plan.unmet}
    for request_id in (*due, *(name for name in listed if name not in due)):
        found, said = due.get(request_id), listed.get(request_id)
        if found != said:
            message = f"misses {_shown(found)}, listed is {_shown(said)}"
            yield Violation(rule="unmet", party=request_id, message=message)
    if listed == due:
        message = "requests are listed twice or not in the round's order"
        yield Violation(rule="unmet", party="plan", message=message)


def _shown(entry: Unmet | None) -> str:
    return "nothing" if entry is None else f"{entry.units} as {entry.role}"


def order_differences(facts: Facts, plan: Plan) -> Iterator[Violation]:
    """Pairings stand in the order of the round's requests, then supporters."""

    def place(pairing: Pairing) -> tuple[int, int]:
        return (
            facts.round.request_index[pairing.request],
            facts.round.supporter_index[pairing.supporter],
        )

    for before, after in pairwise(plan.pairings):
        if place(before) > place(after):
            message = (
                f"the pairing with {after.supporter} stands after that of "
                f"{before.request} with {before.supporter}"
            )
            yield Violation(rule="order", party=after.request, message=message)


def _missing(facts: Facts, plan: Plan) -> tuple[Unmet, ...]:
    given = Counter(pairing.request for pairing in plan.pairings)
    return tuple(
        Unmet(request=r.id, role=r.role, units=r.demand - given[r.id])
        for r in facts.round.requests
        if given[r.id] < r.demand
    )
