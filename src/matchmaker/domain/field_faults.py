"""What rules and criteria want of a programme's fields, and fields do not offer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from matchmaker.domain.criteria import Criterion, FieldCriterion
from matchmaker.domain.field import ProgrammeField, Side
from matchmaker.domain.rules import Contrast, FieldRule, Rule

SETTING: Side = "setting"
SIDES: tuple[Side, ...] = ("request", "setting", "supporter")
TEXTS = {"text", "choice", "list"}
"""Kinds of which each can hold the answer to another: one word, or several."""


def field_faults(
    fields: Mapping[str, ProgrammeField],
    rules: Iterable[Rule],
    criteria: Iterable[Criterion],
    warnings: Iterable[Rule] = (),
) -> Iterator[str]:
    """Every field that is not there, is not asked, or is of the wrong kind."""
    for name, field in fields.items():
        for side in SIDES:
            yield from _blank_faults(name, field, side, fields)
    for part, listed in (("rule", rules), ("warning", warnings)):
        for rule in listed:
            yield from _faults_of_rule(f"{part} '{rule.name}'", rule, fields)
    for criterion in criteria:
        if isinstance(criterion, FieldCriterion):
            yield from _faults(f"criterion '{criterion.name}'", criterion, fields)


def _faults_of_rule(
    who: str, rule: Rule, fields: Mapping[str, ProgrammeField]
) -> Iterator[str]:
    if isinstance(rule, FieldRule):
        yield from _faults(who, rule, fields)
    elif isinstance(rule, Contrast):
        yield from _not_asked(who, [(name, SETTING) for name in rule.fields], fields)


def _blank_faults(
    name: str, field: ProgrammeField, side: Side, fields: Mapping[str, ProgrammeField]
) -> Iterator[str]:
    """An answer to be taken for a blank that is not asked, or means something else."""
    heading = getattr(field, side)
    if heading is None or not heading.blank_takes:
        return
    who, other = f"field '{name}'", fields.get(heading.blank_takes)
    yield from _not_asked(who, [(heading.blank_takes, side)], fields)
    if other is None:
        return
    if field.kind != other.kind and not {field.kind, other.kind} <= TEXTS:
        yield (
            f"{who} of the kind '{field.kind}' cannot take the answer to "
            f"'{heading.blank_takes}', of the kind '{other.kind}'"
        )
    elif field.words and field.words != other.words:
        yield (
            f"{who} cannot take the answer to '{heading.blank_takes}', which has other "
            "words"
        )


def _faults(
    who: str, speaker: FieldRule | FieldCriterion, fields: Mapping[str, ProgrammeField]
) -> Iterator[str]:
    yield from _not_asked(who, speaker.fields_asked, fields)
    field = fields.get(speaker.field)
    if field is not None:
        yield from _misfits(who, speaker, field)


def _not_asked(
    who: str, asked: Iterable[tuple[str, Side]], fields: Mapping[str, ProgrammeField]
) -> Iterator[str]:
    for name, side in asked:
        if name not in fields:
            known = ", ".join(fields) or "none"
            yield f"{who} names the field '{name}', which is not one of: {known}"
        elif getattr(fields[name], side) is None:
            yield (
                f"{who} looks at the field '{name}' of the {side}, which is not asked "
                f"for it: add {side} = {{}} to the field"
            )


def _misfits(
    who: str, speaker: FieldRule | FieldCriterion, field: ProgrammeField
) -> Iterator[str]:
    """A kind that cannot be understood, and words that nobody can answer."""
    if field.kind not in speaker.kinds:
        yield (
            f"{who} names the field '{speaker.field}' of the kind '{field.kind}'; it "
            f"understands: {', '.join(speaker.kinds)}"
        )
    for word in dict.fromkeys(speaker.words_named):
        if field.words and word not in field.words:
            yield (
                f"{who} names the word '{word}', which is not one of the field "
                f"'{speaker.field}': {', '.join(field.words)}"
            )
