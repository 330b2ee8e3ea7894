"""
Names with commas in lists of any text, such as providers that a mentor has trained with.

A list without words of its own splits at every comma. Where a blank of the field takes
the answer to a field of text, that answer is one name, commas and all, and so it is
wherever else the field is answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from matchmaker.domain.spelling import nearest
from matchmaker.intake.cells import tidy
from matchmaker.intake.columns import TABLE_OF
from matchmaker.intake.vocabularies import SEPARATORS, Words

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme
    from matchmaker.intake.sheet import Sheet

VERY_NEAR = 85
"""From this likeness (of 100) on, a part of a cell is taken for a slip of a name."""

PART = re.compile(r"[^;\n]+")


def share_whole_names(sheets: Mapping[str, Sheet], programme: Programme) -> None:
    """Let every list know the names with commas that its field may hold."""
    for field, spec in programme.fields.items():
        if spec.kind != "list" or spec.words:
            continue
        names = dict.fromkeys(_names(field, sheets, programme))
        if names:
            known = Words(dict.fromkeys(names, ()))
            for side, table in TABLE_OF.items():
                if table in sheets:
                    sheets[table].names[f"{side}.{field}"] = known


def _names(
    field: str, sheets: Mapping[str, Sheet], programme: Programme
) -> Iterator[str]:
    """Names with a separator in them, from the texts that a blank takes."""
    for side, table in TABLE_OF.items():
        heading = getattr(programme.fields[field], side)
        if heading is None or not heading.blank_takes or table not in sheets:
            continue
        if programme.fields[heading.blank_takes].kind == "list":
            continue
        for cell in sheets[table].cells(f"{side}.{heading.blank_takes}"):
            name = tidy(cell)
            if any(mark in name for mark in SEPARATORS):
                yield name


def slips(cell: str, names: Words) -> Iterator[tuple[str, str]]:
    """
    Parts of a cell that were split at commas, and the names that they nearly are.

    >>> list(slips("Mercia; Bradford, Calderdale", Words({"Bradford, Calderdale": ()})))
    []
    >>> list(slips("Mercia; Bradford, Calderdal", Words({"Bradford, Calderdale": ()})))
    [('Bradford, Calderdal', 'Bradford, Calderdale')]
    """
    whole = set(names.split(cell))
    for found in PART.findall(cell):
        part = found.strip()
        if "," not in part or part in whole or any(map(names.find, names.split(part))):
            continue
        near = nearest(part, names.words, least=VERY_NEAR)
        if near is not None:
            yield part, near
