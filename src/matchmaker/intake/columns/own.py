"""What a programme adds to the tables: columns of its fields, and words of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matchmaker.domain.heeded import is_heeded, parts_of
from matchmaker.domain.spelling import folded
from matchmaker.intake.columns.base import LARGEST, Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Collection

    from matchmaker.domain.field import FieldKind, Heading, ProgrammeField, Side
    from matchmaker.domain.programme import Programme

OWN_WORDS = "field "
"""Words of a column that begin with this are those of the programme's field."""

KINDS: dict[FieldKind, Kind] = {
    "text": "text",
    "choice": "choice",
    "list": "list",
    "level": "choice",
    "number": "whole number",
    "percent": "percent",
    "yes or no": "yes or no",
    "date": "date",
    "half-days": "half-days",
}

EXAMPLES: dict[FieldKind, str] = {
    "number": "1",
    "percent": "100",
    "yes or no": "yes",
    "date": "25/04/2022",
    "half-days": "mon; wed-am",
}
"""What stands as an example where the programme gives none."""

KINDS_OF_WORD = ("setting_type", "need", "age", "phase", "subject")
"""Vocabularies that a programme lists, or leaves open."""


def own_columns(programme: Programme, side: Side) -> tuple[Column, ...]:
    """The columns in which one side answers the programme's fields."""
    headings = {
        name: getattr(field, side)
        for name, field in programme.fields.items()
        if getattr(field, side) is not None
    }
    return tuple(
        _column(name, programme.fields[name], heading, side)
        for name, heading in headings.items()
    )


def _column(name: str, field: ProgrammeField, heading: Heading, side: Side) -> Column:
    # Whatever may stand in a cell is text, and is not chosen from anything.
    free = field.kind == "choice" and not field.words
    note = heading.note or f"{field.title}{_manner(field)}"
    return Column(
        heading.heading or name,
        note if note.endswith((".", "!", "?")) else f"{note}.",
        "text" if free else KINDS[field.kind],
        heading.example or _example(field, side),
        heading.synonyms,
        heading.required,
        # A share that cannot be read must not count as the whole.
        vital=field.kind == "percent",
        least=2 if field.kind == "percent" else 0,
        most=100 if field.kind == "percent" else LARGEST,
        digits=field.digits,
        words=f"{OWN_WORDS}{name}" if field.words else None,
        field=name,
        side=side,
        blank_takes=heading.blank_takes,
    )


def _manner(field: ProgrammeField) -> str:
    words = " in the programme's words" if field.words else ""
    several = " separated by semicolons" if field.kind == "list" else ""
    manner = ",".join(filter(None, (words, several)))
    return f",{manner}" if manner else ""


def _example(field: ProgrammeField, side: Side) -> str:
    """An answer that goes with the other side's; supporters stand a level higher."""
    words = field.levels
    if field.kind == "level":
        return words[1 if side == "supporter" else 0]
    most = 2 if field.kind == "list" else 1
    return "; ".join(words[:most]) or EXAMPLES.get(field.kind, "")


def with_own(table: Table, columns: tuple[Column, ...], programme: Programme) -> Table:
    """
    A table with a programme's own columns.

    Columns that the programme has no use for give way to its own of that heading or
    synonym, and so do synonyms of columns that it uses.
    """
    if not columns:
        return table
    forms = {folded(form) for c in columns for form in (c.name, *c.synonyms)}
    parts = parts_of(programme)
    kept = tuple(
        replace(column, synonyms=_without(column.synonyms, forms))
        for column in table.columns
        if folded(column.name) not in forms or is_heeded(table.name, column.name, parts)
    )
    names = {folded(column.name) for column in kept}
    own = (replace(c, synonyms=_without(c.synonyms, names)) for c in columns)
    return replace(table, columns=(*kept, *own))


def _without(synonyms: tuple[str, ...], forms: Collection[str]) -> tuple[str, ...]:
    return tuple(synonym for synonym in synonyms if folded(synonym) not in forms)


def in_words_of(programme: Programme, table: Table) -> Table:
    """A table under the programme's name for it, and for those whom it speaks of."""
    nouns = programme.nouns
    of_table = {
        "requests": nouns.request,
        "supporters": nouns.supporter,
        "settings": nouns.setting,
    }
    noun = of_table.get(table.name, "")
    asker = nouns.request if programme.asks == "people" else nouns.setting
    more = {
        "id": (f"{noun} id", f"{noun} ref", f"{noun} reference") if noun else (),
        "name": (noun, f"{noun} name") if noun else (),
        "request": (nouns.request, f"{nouns.request} id"),
        "other": (f"other {nouns.request}", f"other {nouns.request} id"),
        "supporter": (nouns.supporter, f"{nouns.supporter} id"),
        "setting": (asker, f"{asker} id"),
        "party": (asker, f"{asker} id"),
        "employer": (nouns.setting, f"{nouns.setting} id"),
    }
    taken = {
        folded(form)
        for column in table.columns
        for form in (column.name, *column.synonyms)
    }
    columns = tuple(
        replace(
            column,
            example=_known_example(column, programme),
            synonyms=(*column.synonyms, *_without(more.get(column.name, ()), taken)),
        )
        if column.field is None
        else column
        for column in table.columns
    )
    own_name = programme.tables.get(table.name)
    return replace(table, columns=columns, own_name=own_name)


def _known_example(column: Column, programme: Programme) -> str:
    """A column's example as far as the programme knows its words."""
    known: Collection[str]
    if column.words in ("role", "matched role"):
        known = programme.roles if column.words == "role" else programme.matched_roles
    elif column.words == "offer":
        known = programme.offers
    elif column.words in KINDS_OF_WORD:
        known = programme.vocabulary.get(column.words, ())
    else:
        return column.example
    meant = [word for word in column.example.split("; ") if word in known]
    return "; ".join(meant or list(known)[:1]) if column.example else ""
