"""Words for rules: a file a rule, each with a label and a sentence."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import Protocol, cast

from matchmaker.candidates import Evidence
from matchmaker.domain.programme import Programme
from matchmaker.report.asked import Asked, asked_of, is_about_field
from matchmaker.report.bound import Bound
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


def rule_words(key: str, programme: Programme) -> RuleWords:
    """
    The words of a rule.

    Args:
        key: What tells it from the programme's others, such as `overlap:topics`.
        programme: The programme, for what it calls its fields and parties.
    """
    file = import_module(f"matchmaker.report.rules.{key.partition(':')[0]}")
    if key in AMOUNTS:
        of_amount = cast("AmountRuleWords", file)
        bound = Bound(of_amount.LABEL, partial(of_amount.sentence, unit=programme.unit))
    elif key in OF_SETTING:
        bound = _in_nouns(cast("RuleWords", file), programme)
    elif is_about_field(key):
        of_field, asked = cast("FieldRuleWords", file), asked_of(key, programme)
        label = of_field.LABEL.format(title=asked.title, whose=asked.whose)
        bound = Bound(label, partial(of_field.sentence, asked=asked))
    else:
        return cast("RuleWords", file)
    return cast("RuleWords", bound)


def _in_nouns(words: RuleWords, programme: Programme) -> Bound:
    """The words of a rule, in the programme's own nouns."""
    return Bound(
        in_nouns(words.LABEL, programme),
        lambda evidence: in_nouns(words.sentence(evidence), programme),
    )
