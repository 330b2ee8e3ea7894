"""What a programme asks people besides the columns that every round has."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self, get_args

from pydantic import Field, StrictBool, StrictInt, model_validator

from matchmaker.domain.frozen import Frozen

Side = Literal["request", "setting", "supporter"]
"""Who answers a field of the programme."""

FieldKind = Literal[
    "text",
    "choice",
    "list",
    "level",
    "number",
    "percent",
    "yes or no",
    "date",
    "half-days",
]
"""`choice` is one word, `list` several, `level` one word of an order; a `percent` is a
whole number from 2 to 100, which may be written as a share such as 0.6."""

KINDS: tuple[FieldKind, ...] = get_args(FieldKind)
"""Every kind there is."""

FieldValue = StrictBool | StrictInt | tuple[str, ...] | date
"""An answer: words, also where there is only one (`text`, `choice`, `level`), a
number, a yes or no, or a day. What was not answered is not there at all."""

FieldValues = dict[str, FieldValue]
"""Answers by the name of the field."""

WORDED: tuple[FieldKind, ...] = ("choice", "list", "level")
"""Kinds whose answers are words of the field's own vocabulary, if it has one."""
WORDS: tuple[FieldKind, ...] = (*WORDED, "text", "half-days")
"""Kinds whose answers are words."""


class Heading(Frozen):
    """
    The column in which one side answers.

    Attributes:
        heading: The canonical heading; blank takes the field's name.
        synonyms: Other headings for it, compared without case and punctuation.
        note: What to write there, in one sentence.
        example: A cell as it might stand.
        required: Whether the table is unusable without the column.
        blank_takes: Another field of this side, whose answer is taken where a row
            gives none here; blank takes none.
    """

    heading: str = ""
    synonyms: tuple[str, ...] = ()
    note: str = ""
    example: str = ""
    required: bool = False
    blank_takes: str = ""


class ProgrammeField(Frozen):
    """
    One question that a programme asks of requests, settings or supporters.

    Rules and criteria such as `overlap` and `level` name the field they look at. A
    side with no heading is not asked.

    Attributes:
        title: The field in words, such as "Topics".
        kind: How cells are read.
        words: The vocabulary, each word with its synonyms; levels rise in the
            order given. Without one any text is taken.
        request: The column of requests.
        setting: The column of settings.
        supporter: The column of supporters.
        private: Never shown to another party, neither in words nor by points, nor in
            `pairings.csv`, `buddies.csv` and the workbook.
        digits: For text that is a reference, such as a teacher's: how many digits it
            has. Zeros that a spreadsheet ate are put back.
    """

    title: str
    kind: FieldKind
    words: dict[str, tuple[str, ...]] = {}
    request: Heading | None = None
    setting: Heading | None = None
    supporter: Heading | None = None
    private: bool = False
    digits: int = Field(default=0, ge=0, le=30)

    @property
    def levels(self) -> tuple[str, ...]:
        """The words, lowest first."""
        return tuple(self.words)

    def rank(self, value: FieldValue | None) -> int | None:
        """
        How high a level stands, from 0; numbers stand for themselves.

        `None` where nothing was answered, or a word that is no level.
        """
        if isinstance(value, tuple):
            known = value and value[0] in self.words
            return self.levels.index(value[0]) if known else None
        return value if type(value) is int else None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.kind == "level" and len(self.words) < 2:
            raise ValueError("a field of levels needs two words at the least")
        if self.words and self.kind not in WORDED:
            raise ValueError(f"a field of the kind '{self.kind}' has no words")
        if self.digits and self.kind != "text":
            raise ValueError(f"a field of the kind '{self.kind}' has no digits")
        if not (self.request or self.setting or self.supporter):
            raise ValueError("nobody is asked: name a column of request or supporter")
        return self


def words_of(value: FieldValue | None) -> tuple[str, ...]:
    """An answer as words; none where there is no answer."""
    return value if isinstance(value, tuple) else ()
