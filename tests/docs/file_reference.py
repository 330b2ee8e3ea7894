"""
The reference of a round's files, written from the columns that intake reads.

Run `python tests/docs/file_reference.py` after changing a column; the test
`test_file_reference.py` fails until you do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from matchmaker.domain.programme import Programme
from matchmaker.geo import REGIONS
from matchmaker.intake import read_programme
from matchmaker.intake.columns import LARGEST, ROUND_KEYS, Column, Table, tables_for
from matchmaker.intake.words import FIXED

PAGE = Path(__file__).parents[2] / "docs" / "files.md"

INTRODUCTION = """\
# The round's files

<!-- Written by tests/docs/file_reference.py: change the columns, not this page. -->

This page lets you fill in a round's tables by hand, and look up a column.

A round is a folder with `round.toml` and CSV files, or one `.xlsx` workbook whose
sheets have the same names. In a workbook the sheet `round` stands for `round.toml`: a
key in the first column, its value in the second; budgets have keys such as
`budget North West`.

How cells are read:

- Headings, words, ids and names are compared without case, accents, spaces and
  punctuation, `&` as "and", numbers without zeros before them; figures are kept apart, so
  `M1-12` is not `M11-2`. In addresses only case does not matter. People are found by the
  words of their names in any order, too: "O'Brien, Seán" is Mr Sean OBrien.
- The usual synonyms of headings are accepted; they are listed below. Columns that are not
  known are reported and not read.
- Several values in one cell are separated by commas or semicolons; by "/", "&" or "and"
  too, where there is a known word on every side ("KS3/KS4"). A word that itself contains
  such a sign is recognised as a whole.
- Dates are written `2022-04-25`, `25/04/2022` or `25 April 2022`: year first, or day
  first, never month first.
- Half-days are `mon-am` to `fri-pm`. `mon` means both halves, `weekdays` and `any` all
  ten.
- Ids are kept as they stand, leading zeros too.
- A cell that cannot be read is reported and left blank. In a column marked **row** the
  whole row is left out. Good rows go on.
- A word that is not in the programme's vocabulary is reported with the nearest word,
  never guessed.
- Where any text will do, such as an owner, an address or a reason, a cell that says only
  that there is none ("none", "n/a", "no", "-") is blank.
"""

TRAVEL_MODEL = """\
Without a row here, minutes come from a model: 1.3 times the straight-line distance;
4 minutes for parking and walking; then 30 km/h for the first 4 km, 48 km/h up to
15 km, 90 km/h beyond; rounded half up. It knows no roads, rivers or rush hours. A place
is taken from its coordinates, else from the middle of its outcode, else from the
middle of its local authority.
"""


OWN_COLUMNS = """\
# Columns of a programme's own

A programme may ask more, in columns of its own: see [`[field.NAME]`](programme-file.md#fieldname).
They stand after the usual ones, or in place of one that the programme has no use for. It
may also call tables and parties by names of its own: `[tables]` and `[nouns]`. The
template workbook of a programme shows all its columns: `matchmaker init PROGRAMME
FILE.xlsx`.

Where only one role is asked for, the columns `role` and `roles` may be left out. Where
every role has a usual capacity, so may all columns of amounts.
"""

PEOPLE = """\
## requests, where people ask

In programmes in which people ask, not settings, these columns stand in place of
`setting`; the others are as [above](#requests). Several requests of one person name the
same `person`. What one row of a person says and another leaves blank holds for both; where
two differ the first counts, and the other is reported.
"""


def reference() -> str:
    """The page as it should stand."""
    early_years = read_programme("early-years")
    given = read_programme("given-scores")
    standing = tables_for(early_years)
    shared = tuple(
        name for name, table in tables_for(given).items() if table == standing.get(name)
    )
    return "\n".join(
        [
            INTRODUCTION,
            "## round.toml\n",
            *_round_keys(),
            "",
            "# Files of programmes with criteria\n",
            "Columns of `early-years`. In your own programme the columns of amounts "
            "(`expert_days` and the like) follow your roles.\n",
            *_tables(early_years),
            OWN_COLUMNS,
            *_people(early_years),
            "# Files of programmes with given scores\n",
            "A round of `given-scores` needs only these. Optional files are as above: "
            f"{_listed([f'{name}.csv' for name in shared])}.\n",
            *_tables(given, leave_out=shared),
            "# Words\n",
            "Words of every programme, with what else is understood.\n",
            *_words(FIXED),
            "Regions are the nine of England: " + ", ".join(REGIONS.values()) + ".\n",
            "Words of the programme `early-years`; yours may differ.\n",
            *_words(early_years.vocabulary),
        ]
    )


def _round_keys() -> Iterator[str]:
    yield "| key | means |"
    yield "| --- | --- |"
    for key, means in ROUND_KEYS.items():
        yield f"| `{key}` | {means} |"


def _people(programme: Programme) -> Iterator[str]:
    """The columns that tell who asks, where people do."""
    people = programme.model_copy(update={"asks": "people"})
    usual = {column.name for column in tables_for(programme)["requests"].columns}
    yield PEOPLE
    yield "| column | holds | read as | example | also called |"
    yield "| --- | --- | --- | --- | --- |"
    for column in tables_for(people)["requests"].columns:
        if column.name not in usual:
            yield _row(column)
    yield ""


def _tables(programme: Programme, leave_out: tuple[str, ...] = ()) -> Iterator[str]:
    for table in tables_for(programme).values():
        if table.name not in leave_out:
            yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    yield f"## {table.name}\n"
    yield f"{table.note} {'Required.' if table.required else 'Optional.'}\n"
    for group in table.one_of:
        yield f"At least one of these columns must be there: {_listed(group)}.\n"
    if table.name == "travel":
        yield TRAVEL_MODEL
    yield "| column | holds | read as | example | also called |"
    yield "| --- | --- | --- | --- | --- |"
    for column in table.columns:
        yield _row(column)
    yield ""


def _row(column: Column) -> str:
    marks = [
        mark
        for mark, on in (("required", column.required), ("row", column.vital))
        if on
    ]
    name = f"`{column.name}`" + (f" (**{', '.join(marks)}**)" if marks else "")
    cells = (
        name,
        column.note,
        _kind(column),
        f"`{column.example}`" if column.example else "",
        ", ".join(column.synonyms),
    )
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _kind(column: Column) -> str:
    if column.words is not None:
        return f"{column.kind} of {column.words.replace('_', ' ')}"
    if column.kind != "whole number" or (column.least, column.most) == (0, LARGEST):
        return column.kind
    most = "" if column.most == LARGEST else f" to {column.most:,}"
    return f"{column.kind}, {column.least}{most or ' or more'}"


def _words(vocabularies: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Iterator[str]:
    yield "| kind | word | also understood |"
    yield "| --- | --- | --- |"
    for kind, words in vocabularies.items():
        for word, synonyms in words.items():
            yield f"| {kind.replace('_', ' ')} | `{word}` | {', '.join(synonyms)} |"
    yield ""


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8", newline="\n")
