"""What a programme's parts say of each other that cannot be."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from matchmaker.domain.account_faults import account_faults
from matchmaker.domain.among_faults import buddy_faults, group_faults, on_both_sides
from matchmaker.domain.criteria import TravelTime
from matchmaker.domain.field_faults import field_faults
from matchmaker.domain.load_faults import load_faults
from matchmaker.domain.money import rate_faults
from matchmaker.domain.objective import order_faults
from matchmaker.domain.warning_faults import warning_faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matchmaker.domain.programme import Programme


def faults_of(programme: Programme) -> list[str]:
    """Everything that is wrong with a programme as a whole, in words."""
    return [
        *_role_faults(programme),
        *_double_faults(programme),
        *order_faults(programme.objectives, has_rates=bool(programme.rates)),
        *rate_faults(programme.rates),
        *_sense_faults(programme),
        *_given_faults(programme),
        *_bonus_faults(programme),
        *_field_faults(programme),
        *load_faults(programme),
        *warning_faults(programme),
        *buddy_faults(programme),
        *group_faults(programme),
        *account_faults(programme),
    ]


def _role_faults(programme: Programme) -> Iterator[str]:
    for who, role in _roles_named(programme):
        if role not in programme.roles:
            known = ", ".join(programme.roles)
            yield f"{who} names the role '{role}', which is not one of: {known}"


def _roles_named(programme: Programme) -> Iterator[tuple[str, str]]:
    """Who names roles, and each role that they name."""
    named: list[tuple[str, Iterable[str]]] = [
        *((f"rule '{rule.name}'", rule.roles) for rule in programme.rules),
        *((f"warning '{rule.name}'", rule.roles) for rule in programme.warnings),
        *(
            (f"criterion '{criterion.name}'", criterion.weight)
            for criterion in programme.criteria
            if isinstance(criterion.weight, dict)
        ),
        *((bonus.in_words, bonus.roles) for bonus in programme.bonuses),
        ("a rate", [rate.role for rate in programme.rates]),
        *((f"offer '{offer}'", roles) for offer, roles in programme.offers.items()),
    ]
    if teams := programme.teams:
        led = (teams.lead_role, *teams.member_roles, *teams.appoint_from)
        named.append(("teams", led))
    for who, roles in named:
        yield from ((who, role) for role in roles)


def _double_faults(programme: Programme) -> Iterator[str]:
    lists = {
        "rule": programme.rules,
        "warning": programme.warnings,
        "criterion": programme.criteria,
    }
    for kind, parts in lists.items():
        for name, count in Counter(part.key for part in parts).items():
            if count > 1:
                yield f"{kind} '{name}' is listed twice"


def _sense_faults(programme: Programme) -> Iterator[str]:
    """What would have no effect, or none that anybody could mean."""
    names = {criterion.name for criterion in programme.criteria}
    for name, role in programme.roles.items():
        if role.region_rule == "preferred" and "region" not in names:
            yield (
                f"role '{name}' prefers its own region, but no criterion 'region' "
                "gives points for it"
            )
    if programme.capacity_holds == "at once" and len(programme.matched_roles) > 1:
        yield (
            "capacity that holds at once is one figure a person, so only one role "
            "can be asked for"
        )
    for name in programme.matched_roles:
        timed = any(isinstance(c, TravelTime) for c in programme.criteria_for(name))
        if timed and programme.travel_rule(name) is None:
            yield (
                f"criterion 'travel_time' weighs for role '{name}', but no rule "
                "'travel' sets its limit"
            )


def _given_faults(programme: Programme) -> Iterator[str]:
    """What the pairs and points that a round lists leave no room for."""
    if programme.scores != "given":
        return
    for criterion in programme.criteria:
        if criterion.name != "given":
            yield (
                f"criterion '{criterion.key}' gives no points where scores are given: "
                "list the criterion 'given' alone"
            )
    for rule in programme.rules:
        if rule.kind == "pair" and rule.name not in ("role", "forbidden"):
            yield (
                f"rule '{rule.key}' is about pairs, but where scores are given the "
                "round lists all pairs that may be"
            )


def _bonus_faults(programme: Programme) -> Iterator[str]:
    for number, bonus in enumerate(programme.bonuses):
        for role in bonus.roles:
            if role in programme.roles and role not in programme.matched_roles:
                yield f"{bonus.in_words} names the role '{role}', for which nobody asks"
        if any(bonus.is_like(other) for other in programme.bonuses[:number]):
            yield f"{bonus.in_words} is listed twice for these roles"


def _field_faults(programme: Programme) -> Iterator[str]:
    """Fields that some part of the programme names and that are not there."""
    fields = programme.fields
    if programme.form and programme.form.field not in fields:
        yield f"[form] names the field '{programme.form.field}', which is not there"
    for key in ("named_by", "reached_by"):
        name = getattr(programme, key)
        if name is not None and name not in fields:
            yield f"{key} names the field '{name}', which is not there"
    consent = programme.introduction.consent
    asked = fields.get(consent or "")
    if consent and (asked is None or asked.kind != "yes or no"):
        yield (
            f"[introduction] names '{consent}' as the consent, which is no field "
            "of yes or no"
        )
    # Buddies answer once, for both the sides on which they stand.
    answered = on_both_sides(fields) if programme.buddies else fields
    parts = (programme.rules, programme.criteria, programme.warnings)
    yield from field_faults(answered, *parts)
