"""Whether the settings said to have one area lead are those that have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from matchmaker.domain.plan import Plan, SharedLead
from matchmaker.domain.teams import Teams
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts


def shared_lead_faults(facts: Facts, spec: Teams, plan: Plan) -> Iterator[Violation]:
    """Every setting that is wrongly in the list, or missing there."""
    derived = list(_derived(facts, spec, plan)) if spec.same_lead else []
    for claimed in plan.shared_leads:
        if claimed not in derived:
            message = f"is said to have one lead, {claimed.lead}, for {claimed.points}"
            yield Violation(rule="teams", party=claimed.setting, message=message)
    for shared in derived:
        if shared not in plan.shared_leads:
            message = f"has one lead, {shared.lead}, which the plan does not say"
            yield Violation(rule="teams", party=shared.setting, message=message)
    order = {setting.id: place for place, setting in enumerate(facts.round.settings)}
    # The unknown, reported above, come last.
    places = [order.get(shared.setting, len(order)) for shared in plan.shared_leads]
    if places != sorted(set(places)):
        message = "settings with one lead are not in the round's order, each once"
        yield Violation(rule="teams", party="plan", message=message)


def _derived(facts: Facts, spec: Teams, plan: Plan) -> Iterator[SharedLead]:
    lead_of = {member: team.lead for team in plan.teams for member in team.members}
    for setting, people in people_of_settings(facts, spec, plan).items():
        leads = {lead_of.get(person) for person in people}
        if len(leads) == 1 and None not in leads:
            lead = lead_of[next(iter(people))]
            yield SharedLead(setting=setting, lead=lead, points=spec.same_lead)


def people_of_settings(
    facts: Facts, spec: Teams, plan: Plan
) -> Mapping[str, frozenset[str]]:
    """The people led of each setting that has several of them."""
    people: dict[str, set[str]] = defaultdict(set)
    for pairing in plan.pairings:
        request = facts.round.request(pairing.request)
        if request.role in spec.member_roles and request.setting is not None:
            people[request.setting].add(pairing.supporter)
    return {
        setting: frozenset(names) for setting, names in people.items() if len(names) > 1
    }
