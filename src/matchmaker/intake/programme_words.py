"""
Words in a programme that must be words of something else in it.

A judgement misspelt in a rule would never be met, and nobody would be told: such
words are faults, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from matchmaker.domain.criteria import FieldCriterion, SettingTypeExperience
from matchmaker.domain.inspection import FRAMEWORKS
from matchmaker.domain.rules import (
    Employer,
    FieldRule,
    LeadershipHeld,
    PriorityTest,
    SettingType,
)
from matchmaker.intake.programme_faults import Fault, choose_from

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme
    from matchmaker.domain.rules import Rule
    from matchmaker.intake.toml_lines import Path

JUDGEMENTS = tuple(
    dict.fromkeys(word for words in FRAMEWORKS.values() for word in words)
)


def word_faults(programme: Programme) -> list[Fault]:
    """Faults of all words that refer to nothing."""
    return [
        *_no_role(programme),
        *_rule_faults(programme),
        *_family_faults(programme),
        *_absent_faults(programme),
        *_unknown(("priority", "judgement"), programme.priority.judgement, JUDGEMENTS),
    ]


def _no_role(programme: Programme) -> Iterator[Fault]:
    if not programme.matched_roles:
        yield Fault(("roles",), "no role is matched, so nothing can be asked for.")


def _rule_faults(programme: Programme) -> Iterator[Fault]:
    for part, rules in (("rule", programme.rules), ("warning", programme.warnings)):
        for position, rule in enumerate(rules):
            yield from _words_of_rule((part, position), rule, programme)


def _words_of_rule(at: Path, rule: Rule, programme: Programme) -> Iterator[Fault]:
    types = programme.vocabulary.get("setting_type")
    match rule:
        case SettingType() if types is not None:
            yield from _unknown((*at, "allowed"), rule.allowed, types)
        case PriorityTest():
            yield from _unknown((*at, "judgements"), rule.judgements, JUDGEMENTS)
        case Employer():
            yield from _employer_faults((*at, "accepts"), rule)
        case LeadershipHeld():
            yield from _unknown((*at, "needs"), rule.needs, programme.roles)
        case _:
            pass  # Other rules hold no words of another part.


def _employer_faults(at: Path, rule: Employer) -> Iterator[Fault]:
    yield from _unknown(at, rule.accepts, FRAMEWORKS)
    for framework, judgements in rule.accepts.items():
        if framework in FRAMEWORKS:
            allowed = FRAMEWORKS[framework]
            yield from _unknown((*at, framework), judgements, allowed)


def _family_faults(programme: Programme) -> Iterator[Fault]:
    types = programme.vocabulary.get("setting_type")
    if types is None:
        return
    for position, criterion in enumerate(programme.criteria):
        if isinstance(criterion, SettingTypeExperience):
            for family, members in criterion.families.items():
                at: Path = ("criterion", position, "families", family)
                yield from _unknown(at, members, types)


def _absent_faults(programme: Programme) -> Iterator[Fault]:
    """Rules and criteria about answers of settings, where nobody is asked for them."""
    if programme.asks == "settings":
        return
    parts: dict[str, Iterable[object]] = {
        "rule": programme.rules,
        "warning": programme.warnings,
        "criterion": programme.criteria,
    }
    for part, members in parts.items():
        for place, member in enumerate(members):
            if isinstance(member, FieldRule | FieldCriterion) and any(
                side == "setting" for _, side in member.fields_asked
            ):
                yield Fault(
                    (part, place),
                    f"{part} '{member.name}' looks at an answer of settings, but people "
                    'ask here: use of = "request" or of = "supporter".',
                )


def _unknown(at: Path, words: Iterable[str], allowed: Iterable[str]) -> Iterator[Fault]:
    keyed = isinstance(words, dict)
    for position, word in enumerate(words):
        if word not in allowed:
            path = (*at, word) if keyed else (*at, position)
            yield Fault(
                path, f'"{word}" is not known here. {choose_from(word, allowed)}'
            )
