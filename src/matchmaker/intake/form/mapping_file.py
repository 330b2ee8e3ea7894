"""The file in which a person says what the questions of a form mean."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from matchmaker.domain.spelling import folded, nearest
from matchmaker.errors import InputError
from matchmaker.intake.form.sides import FIRST, LAST, Side

if TYPE_CHECKING:
    from pathlib import Path

    from matchmaker.intake.columns import Table
    from matchmaker.intake.form.mapping import Meaning

NOT_READ = ""
"""In a mapping: the question means nothing here."""


def read_mapping(
    path: Path, tables: Mapping[Side, Table]
) -> dict[str, tuple[str, ...]]:
    """
    What a person says the questions of a form mean, by folded question.

    Raises:
        InputError: The file cannot be read, or names columns that are not there.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read as a mapping: {error}.") from None
    entries = data.get("columns", {})
    known = {c.name for table in tables.values() for c in table.columns}
    known |= {FIRST, LAST}
    faults, found = [], {}
    for question, names in entries.items():
        listed = tuple(names) if isinstance(names, list) else (str(names),)
        wanted = tuple(name for name in listed if name != NOT_READ)
        for name in wanted:
            if name not in known:
                near = nearest(str(name), known)
                hint = f' Did you mean "{near}"?' if near else ""
                faults.append(f'"{question}": there is no column "{name}".{hint}')
        found[folded(question)] = wanted
    if faults:
        raise InputError(
            f"{path} names columns that there are not:",
            [*faults, f"The columns are: {', '.join(sorted(known))}."],
        )
    return found


def mapping_text(understood: tuple[Meaning, ...]) -> str:
    """The mapping as a file to correct: questions, and the columns they mean."""
    lines = [
        "# What each question of the form was taken to mean. Correct a line, or write",
        '# "" where a question means nothing, and run the command again with --mapping.',
        "",
        "[columns]",
    ]
    for meaning in understood:
        columns = list(meaning.columns)
        means = columns[0] if len(columns) == 1 else columns or NOT_READ
        left = json.dumps(meaning.heading, ensure_ascii=False)
        lines.append(f"{left} = {json.dumps(means, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"
