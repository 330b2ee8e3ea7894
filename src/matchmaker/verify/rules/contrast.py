"""A setting's supporters differ from each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from matchmaker.domain.field import FieldValue
from matchmaker.domain.plan import Plan
from matchmaker.domain.rules import Contrast
from matchmaker.domain.spelling import plain
from matchmaker.domain.supporter import Supporter
from matchmaker.domain.violation import Violation
from matchmaker.verify.facts import Facts


def broken(rule: Contrast, facts: Facts, plan: Plan) -> Iterator[Violation]:
    """
    All pairings of one setting go to supporters who differ from each other.

    Every pairing counts, of several requests and of one request for several
    alike. Whoever has no known value differs from everybody else, but not from
    themselves.
    """
    alike: dict[tuple[str, tuple[str, str]], list[str]] = defaultdict(list)
    for pairing in plan.pairings:
        request = facts.round.request(pairing.request)
        supporter = facts.round.supporter(pairing.supporter)
        if request.setting is not None and rule.speaks_of(request.role):
            alike[request.setting, class_of(rule, facts, supporter)].append(
                supporter.id
            )
    for (setting_id, (kind, name)), people in alike.items():
        if len(people) > 1:
            message = f"gets {', '.join(people)}, all of {kind} {name}, limit 1"
            yield Violation(rule=rule.name, party=setting_id, message=message)


def class_of(rule: Contrast, facts: Facts, supporter: Supporter) -> tuple[str, str]:
    """What a supporter counts as; people of one class do not differ."""
    if rule.by == "fields":
        return _by_fields(rule, facts, supporter)
    if rule.by != "supporter":
        value = facts.round.affiliation_of(supporter, rule.by)
        if value is not None:
            return rule.by.replace("_", " "), value
    return "supporter", supporter.id


def _by_fields(rule: Contrast, facts: Facts, supporter: Supporter) -> tuple[str, str]:
    """What the place was asked; where nothing was answered, the place itself."""
    if supporter.employer is None:
        return "supporter", supporter.id
    place = facts.round.setting_by_id.get(supporter.employer)
    answers = [place.fields.get(name) if place else None for name in rule.fields]
    if all(answer is None for answer in answers):
        return "employer", supporter.employer
    kinds = ", ".join(name.replace("_", " ") for name in rule.fields)
    return kinds, ", ".join(_shown(answer) for answer in answers)


def _shown(answer: FieldValue | None) -> str:
    if isinstance(answer, tuple):
        return " and ".join(sorted({plain(word) for word in answer}))
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return "not known" if answer is None else str(answer)
