"""Words for criteria: a file a criterion, each with a label and a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from matchmaker.candidates import Evidence
from matchmaker.domain.programme import Programme
from matchmaker.report.asked import Asked, asked_of, is_about_field
from matchmaker.report.nouns import in_nouns
from matchmaker.report.points import Number


class CriterionWords(Protocol):
    """
    What a file in this folder offers.

    Attributes:
        LABEL: The criterion as a heading.
    """

    LABEL: str

    def sentence(self, evidence: Evidence, points: Number, most: Number) -> str:
        """What the criterion saw, and the points it gave out of the most it can."""


class FieldCriterionWords(Protocol):
    """
    What the file of a criterion about a field offers.

    Attributes:
        LABEL: As in `CriterionWords`, with `{title}` of the field.
    """

    LABEL: str

    def sentence(
        self, evidence: Evidence, points: Number, most: Number, asked: Asked
    ) -> str:
        """What the criterion saw of a field, and the points it gave."""


@dataclass(frozen=True)
class _OfField:
    """The words of a criterion, bound to the field that it looks at."""

    words: FieldCriterionWords
    asked: Asked

    @property
    def LABEL(self) -> str:  # noqa: N802 - stands for the constant of a file.
        return self.words.LABEL.format(title=self.asked.title)

    def sentence(self, evidence: Evidence, points: Number, most: Number) -> str:
        return self.words.sentence(evidence, points, most, self.asked)


@dataclass(frozen=True)
class _InNouns:
    """The words of a criterion, in the programme's own nouns."""

    words: CriterionWords
    programme: Programme

    @property
    def LABEL(self) -> str:  # noqa: N802 - stands for the constant of a file.
        return self.words.LABEL

    def sentence(self, evidence: Evidence, points: Number, most: Number) -> str:
        return in_nouns(self.words.sentence(evidence, points, most), self.programme)


def criterion_words(key: str, programme: Programme) -> CriterionWords:
    """
    The words of a criterion.

    Args:
        key: What tells it from the programme's others, such as `overlap:topics`.
        programme: The programme, for what it calls its fields and parties.
    """
    file = import_module(f"matchmaker.report.criteria.{key.partition(':')[0]}")
    if not is_about_field(key):
        plain = _InNouns(cast("CriterionWords", file), programme)
        return cast("CriterionWords", plain)
    bound = _OfField(cast("FieldCriterionWords", file), asked_of(key, programme))
    return cast("CriterionWords", bound)
