"""Questions that were not read, and in whose answers people name each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from matchmaker.domain.spelling import TELLING, name_words
from matchmaker.intake.form.sides import name_part

if TYPE_CHECKING:
    from matchmaker.intake.collector import Collector
    from matchmaker.intake.form.answered import Answers
    from matchmaker.intake.form.parts import Sheetful

Person = tuple[int, int]
"""Whose answers they are: the file and the row."""


class _Named:
    """Finds other people of the form in what somebody wrote."""

    def __init__(self, found: Sequence[Answers]) -> None:
        self._by_word: dict[str, list[tuple[frozenset[str], Person]]] = defaultdict(
            list
        )
        self._by_address: dict[str, Person] = {}
        for answers in found:
            person = (answers.sheet, answers.row)
            words = frozenset(name_words(answers.name))
            if len(words) >= TELLING:
                self._by_word[min(words)].append((words, person))
            if answers.email:
                self._by_address[answers.email] = person

    def others(self, text: str, own: Person) -> Iterator[Person]:
        """Everybody but one whose whole name, or address, stands in a text."""
        said = frozenset(name_words(text))
        for word in said:
            for words, person in self._by_word.get(word, ()):
                if words <= said and person != own:
                    yield person
        for part in text.lower().split() if "@" in text else ():
            person = self._by_address.get(part.strip(",;<>()"), own)
            if person != own:
                yield person


def report_names_unread(
    sheets: Sequence[Sheetful], found: Sequence[Answers], collector: Collector
) -> tuple[str, ...]:
    """
    Warn of each question that was not read although answers to it name people.

    It may say who must not meet.

    Returns:
        These questions, as they stand in the forms.
    """
    people, told = _Named(found), []
    for position, sheet in enumerate(sheets):
        for meaning in sheet.meanings:
            if meaning.columns or name_part(meaning.heading) is not None:
                continue
            row = _first_that_names(sheet, position, meaning.index, people)
            if row is None:
                continue
            told.append(meaning.heading)
            collector.warning(
                sheet.raw.file,
                "the answers name people of this form, and the question was not read: "
                "nobody is kept apart for it, and nobody brought together",
                "If it says who must not meet, or who would like whom, write into "
                "mapping.toml what it is to be read as, and run again.",
                row=sheet.raw.numbers[row],
                column=meaning.heading,
            )
    return tuple(told)


def _first_that_names(
    sheet: Sheetful, position: int, column: int, people: _Named
) -> int | None:
    for row in range(len(sheet.raw.rows)):
        if next(people.others(sheet.cell(row, column), (position, row)), None):
            return row
    return None
