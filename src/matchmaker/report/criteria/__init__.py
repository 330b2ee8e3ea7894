"""Words for criteria: a file a criterion, each with a label and a sentence."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import Protocol, cast

from matchmaker.candidates import Evidence
from matchmaker.domain.programme import Programme
from matchmaker.report.asked import Asked, asked_of, is_about_field
from matchmaker.report.bound import Bound
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


def criterion_words(key: str, programme: Programme) -> CriterionWords:
    """
    The words of a criterion.

    Args:
        key: What tells it from the programme's others, such as `overlap:topics`.
        programme: The programme, for what it calls its fields and parties.
    """
    file = import_module(f"matchmaker.report.criteria.{key.partition(':')[0]}")
    if is_about_field(key):
        of_field, asked = cast("FieldCriterionWords", file), asked_of(key, programme)
        label = of_field.LABEL.format(title=asked.title)
        bound = Bound(label, partial(of_field.sentence, asked=asked))
    else:
        words = cast("CriterionWords", file)

        def sentence(evidence: Evidence, points: Number, most: Number) -> str:
            return in_nouns(words.sentence(evidence, points, most), programme)

        bound = Bound(words.LABEL, sentence)
    return cast("CriterionWords", bound)
