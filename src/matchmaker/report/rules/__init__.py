"""Words for rules: a file a rule, each with a label and a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from matchmaker.candidates import Evidence
from matchmaker.domain.programme import Programme
from matchmaker.report.asked import Asked, asked_of, is_about_field
from matchmaker.report.loads import Unit
from matchmaker.report.nouns import in_nouns


class RuleWords(Protocol):
    """
    What a file in this folder offers.

    Attributes:
        LABEL: Says of supporters that the rule removed them, after a count: "20
            outside the region".
    """

    LABEL: str

    def sentence(self, evidence: Evidence) -> str:
        """What a broken rule saw, with value, limit and units: a bare clause."""


class FieldRuleWords(Protocol):
    """
    What the file of a rule about a field offers.

    Attributes:
        LABEL: As in `RuleWords`, with `{title}` and `{whose}` of the field.
    """

    LABEL: str

    def sentence(self, evidence: Evidence, asked: Asked) -> str:
        """What a broken rule saw of a field: a bare clause."""


@dataclass(frozen=True)
class _OfField:
    """The words of a rule, bound to the field that it looks at."""

    words: FieldRuleWords
    asked: Asked

    @property
    def LABEL(self) -> str:  # noqa: N802 - stands for the constant of a file.
        return self.words.LABEL.format(title=self.asked.title, whose=self.asked.whose)

    def sentence(self, evidence: Evidence) -> str:
        return self.words.sentence(evidence, self.asked)


class AmountRuleWords(Protocol):
    """
    What the file of a rule about an amount offers.

    Attributes:
        LABEL: As in `RuleWords`.
    """

    LABEL: str

    def sentence(self, evidence: Evidence, unit: Unit) -> str:
        """What a broken rule saw, in the programme's unit: a bare clause."""


AMOUNTS = frozenset({"capacity"})
"""Rules whose evidence is in the programme's unit."""


@dataclass(frozen=True)
class _OfAmount:
    """The words of a rule, bound to the unit of what it compares."""

    words: AmountRuleWords
    unit: Unit

    @property
    def LABEL(self) -> str:  # noqa: N802 - stands for the constant of a file.
        return self.words.LABEL

    def sentence(self, evidence: Evidence) -> str:
        return self.words.sentence(evidence, self.unit)


OF_SETTING = frozenset(
    {
        "contrast",
        "different_people",
        "group_limit",
        "own_group",
        "own_setting",
        "priority_test",
        "region",
        "setting_type",
    }
)
"""Rules whose sentences speak of the setting, and hold nothing that people wrote."""


@dataclass(frozen=True)
class _InNouns:
    """The words of a rule, in the programme's own nouns."""

    words: RuleWords
    programme: Programme

    @property
    def LABEL(self) -> str:  # noqa: N802 - stands for the constant of a file.
        return in_nouns(self.words.LABEL, self.programme)

    def sentence(self, evidence: Evidence) -> str:
        return in_nouns(self.words.sentence(evidence), self.programme)


def rule_words(key: str, programme: Programme) -> RuleWords:
    """
    The words of a rule.

    Args:
        key: What tells it from the programme's others, such as `overlap:topics`.
        programme: The programme, for what it calls its fields and parties.
    """
    file = import_module(f"matchmaker.report.rules.{key.partition(':')[0]}")
    if key in AMOUNTS:
        amounts = _OfAmount(cast("AmountRuleWords", file), programme.unit)
        return cast("RuleWords", amounts)
    if key in OF_SETTING:
        return cast("RuleWords", _InNouns(cast("RuleWords", file), programme))
    if not is_about_field(key):
        return cast("RuleWords", file)
    bound = _OfField(cast("FieldRuleWords", file), asked_of(key, programme))
    return cast("RuleWords", bound)
