"""Who in a form asks, and who offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from matchmaker.errors import InputError
from matchmaker.intake.cells import short, tidy
from matchmaker.intake.collector import listed
from matchmaker.intake.form.answered import Answers, latest
from matchmaker.intake.form.sides import name_part
from matchmaker.intake.form.wording import Phrases
from matchmaker.intake.vocabularies import Words

if TYPE_CHECKING:
    from matchmaker.domain.form import Form
    from matchmaker.domain.programme import Programme
    from matchmaker.intake.collector import Collector
    from matchmaker.intake.form.mapping import Meaning
    from matchmaker.intake.form.sides import Side
    from matchmaker.intake.raw import RawTable


@dataclass(frozen=True)
class Sheetful:
    """
    One file of answers and what its questions mean.

    Attributes:
        raw: The answers.
        meanings: Of each question.
        only: The one side that everybody in it stands on; `None` where they say.
    """

    raw: RawTable
    meanings: tuple[Meaning, ...]
    only: Side | None

    def column(self, *names: str) -> int | None:
        """Where the first of these columns stands, of either side."""
        for meaning in self.meanings:
            if not set(names).isdisjoint(meaning.columns):
                return meaning.index
        return None

    @cached_property
    def name_columns(self) -> tuple[int | None, int | None]:
        """Where first names and last names stand."""
        halves = {name_part(text): i for i, text in enumerate(self.raw.heading)}
        return halves.get(0), halves.get(1)

    def cell(self, row: int, column: int | None) -> str:
        """An answer, tidied; blank where there is none."""
        cells = self.raw.rows[row]
        return tidy(cells[column]) if column is not None and column < len(cells) else ""


def answers_in(
    sheets: Sequence[Sheetful], programme: Programme, collector: Collector
) -> list[Answers]:
    """
    Everybody who can be placed on a side; the latest answers of each.

    Raises:
        InputError: Nobody says whether they ask or offer.
    """
    found: list[Answers] = []
    for position, sheet in enumerate(sheets):
        sides = _sides(sheet, programme, collector)
        for row, number in enumerate(sheet.raw.numbers):
            if sides[row] and _can_be_reached(sheet, row, collector):
                name, email = _name(sheet, row), sheet.cell(row, sheet.column("email"))
                found.append(
                    Answers(position, row, number, name, email.lower(), sides[row])
                )
    return list(latest(found, sheets, collector))


def _can_be_reached(sheet: Sheetful, row: int, collector: Collector) -> bool:
    """Whether there is an address to write to; reported where the form asked for it."""
    column = sheet.column("email")
    if column is None or "@" in (email := sheet.cell(row, column)):
        return True
    said = f'"{short(email)}" is no address' if email else "the person gave no address"
    collector.error(
        sheet.raw.file,
        f"{said}, so nobody could be introduced to them; the row was left out",
        "Ask for an email address.",
        row=sheet.raw.numbers[row],
        column=sheet.raw.heading[column],
        value=email,
    )
    return False


def _sides(
    sheet: Sheetful, programme: Programme, collector: Collector
) -> list[frozenset[Side]]:
    if sheet.only is not None:
        return [frozenset({sheet.only})] * len(sheet.raw.rows)
    form = programme.form
    if form is None:
        raise InputError(
            f"The programme '{programme.name}' has no [form]: it does not say who asks "
            "and who offers. Give two files, one of each side."
        )
    field = programme.fields[form.field]
    headings = {h.heading or form.field for h in (field.request, field.supporter) if h}
    column = sheet.column(*headings)
    if column is None:
        raise InputError(
            f"{sheet.raw.file}: no question says who asks and who offers "
            f'("{field.title}"). The questions are: {listed(sheet.raw.heading)}. Name '
            "it in a mapping, or give two files, one of each side."
        )
    words = Words(field.words)
    chosen = _Choice(form, words, Phrases(words), sheet, column, collector)
    return [chosen.sides(row) for row in range(len(sheet.raw.rows))]


@dataclass(frozen=True)
class _Choice:
    """The question in which people say what they are."""

    form: Form
    words: Words
    phrases: Phrases
    sheet: Sheetful
    column: int
    collector: Collector

    def sides(self, row: int) -> frozenset[Side]:
        """The sides that somebody asks to be on; none, reported, where unclear."""
        text = self.sheet.cell(row, self.column)
        said = {self.words.find(entry) for entry in self.words.split(text)}
        if said <= {None}:
            said = set(self.phrases.found_in(text))
        sides: set[Side] = set()
        if said.intersection(self.form.asks):
            sides.add("requests")
        if said.intersection(self.form.offers):
            sides.add("supporters")
        if not sides:
            self._report(row, text)
        return frozenset(sides)

    def _report(self, row: int, text: str) -> None:
        said = f'"{short(text)}" does not say' if text else "the person does not say"
        self.collector.error(
            self.sheet.raw.file,
            f"{said} whether they ask or offer; the row was left out",
            f"Use one of: {listed(self.words.words)}.",
            row=self.sheet.raw.numbers[row],
            column=self.sheet.raw.heading[self.column],
            value=text,
        )


def _name(sheet: Sheetful, row: int) -> str:
    whole = sheet.cell(row, sheet.column("name"))
    if whole:
        return whole
    parts = (sheet.cell(row, column) for column in sheet.name_columns)
    return " ".join(part for part in parts if part)
