"""Which column of a form each question means: inferred, shown, and corrected."""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from matchmaker.errors import InputError
from matchmaker.intake.columns import plain
from matchmaker.intake.form.likeness import (
    ENOUGH,
    EXACT,
    FOR,
    evidence,
    likeness,
    naming_evidence,
)
from matchmaker.intake.vocabularies import Words, nearest
from matchmaker.intake.words import vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from matchmaker.domain.programme import Programme
    from matchmaker.intake.columns import Column, Table
    from matchmaker.intake.raw import RawTable

Side = Literal["requests", "supporters"]
SIDES: tuple[Side, ...] = ("requests", "supporters")
NAME_PARTS = {"first name": 0, "forename": 0, "given name": 0,
              "last name": 1, "surname": 1, "family name": 1}  # fmt: skip
"""Headings of a name in two columns, in the order in which they are joined."""
_NAME_PARTS = {plain(heading): half for heading, half in NAME_PARTS.items()}
FIRST, LAST = "first name", "last name"
PLACES = frozenset({"email", "postcode", "authority", "region"})
RANKING = "preferences"
ASKED_FREELY: Mapping[Side, frozenset[str]] = {
    "requests": PLACES | {"applied_on", RANKING},
    "supporters": PLACES | {"capacity", RANKING},
}
"""Columns of every programme that a question may mean in words of its own; others
must be headed as they are, or a person must say so. So must a question for a name,
which most questions with the word "mentor" in them are not."""
NOT_READ = ""
"""In a mapping: the question means nothing here."""


@dataclass(frozen=True)
class Meaning:
    """
    What one question means.

    Attributes:
        index: Where its answers stand.
        heading: The question.
        requests: The column of requests that it fills; `None` for none.
        supporters: The column of supporters likewise.
        certain: Whether the heading or a person said so, not likeness.
    """

    index: int
    heading: str
    requests: str | None = None
    supporters: str | None = None
    certain: bool = True

    def on(self, side: Side) -> str | None:
        """The column filled on one side."""
        found: str | None = getattr(self, side)
        return found

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns filled, each once."""
        both = (self.requests, self.supporters)
        return tuple(dict.fromkeys(name for name in both if name is not None))


@dataclass(frozen=True)
class _Claim:
    """A question that may mean a column of one side."""

    score: int
    index: int
    side: Side
    column: str


def understand(
    raw: RawTable,
    tables: Mapping[Side, Table],
    programme: Programme,
    corrections: Mapping[str, tuple[str, ...]],
) -> tuple[Meaning, ...]:
    """
    What each question of a form means, in order.

    A question that is a heading or a synonym means that column; others mean the
    column whose heading they are most like, if its words fit the answers.

    Args:
        raw: The form.
        tables: The tables that it fills.
        programme: Knows the words of columns.
        corrections: By plain question, the columns that a person says it means.
    """
    taken: dict[int, dict[Side, _Claim]] = defaultdict(dict)
    for claim in _stated(raw, tables, corrections):
        taken[claim.index][claim.side] = claim
    given = {(c.side, c.column) for mine in taken.values() for c in mine.values()}
    for claim in _likely(raw, tables, programme, corrections):
        mine = taken[claim.index]
        # A first choice and a second may be asked for in questions of their own.
        again = claim.column != RANKING and (claim.side, claim.column) in given
        if claim.side in mine or again:
            continue
        # The two sides of a question ask the same thing.
        if all(_is_same(other, claim, tables) for other in mine.values()):
            mine[claim.side] = claim
            given.add((claim.side, claim.column))
    return tuple(
        _meaning(index, heading, taken[index])
        for index, heading in enumerate(raw.heading)
    )


def _stated(
    raw: RawTable,
    tables: Mapping[Side, Table],
    corrections: Mapping[str, tuple[str, ...]],
) -> Iterator[_Claim]:
    """What a person says that questions mean."""
    for index, heading in enumerate(raw.heading):
        for name in corrections.get(plain(heading), ()):
            for side, table in tables.items():
                if name in {column.name for column in table.columns}:
                    yield _Claim(EXACT, index, side, name)


def _likely(
    raw: RawTable,
    tables: Mapping[Side, Table],
    programme: Programme,
    corrections: Mapping[str, tuple[str, ...]],
) -> list[_Claim]:
    """What the other questions may mean, the likeliest first."""
    claims = [
        claim
        for side, table in tables.items()
        for column in table.columns
        for claim in _claims(raw, side, column, programme, one_sided=len(tables) == 1)
        if plain(raw.heading[claim.index]) not in corrections
    ]
    # Alike claims go to the question that stands first.
    return sorted(claims, key=lambda claim: (-claim.score, claim.index, claim.column))


def _meaning(index: int, heading: str, taken: Mapping[Side, _Claim]) -> Meaning:
    names = {side: claim.column for side, claim in taken.items()}
    certain = all(claim.score >= EXACT for claim in taken.values())
    return Meaning(
        index, heading, names.get("requests"), names.get("supporters"), certain
    )


def _claims(
    raw: RawTable,
    side: Side,
    column: Column,
    programme: Programme,
    *,
    one_sided: bool,
) -> Iterator[_Claim]:
    forms = (
        column.name,
        *column.synonyms,
        *_how_many(column, programme),
        *_in_order(column, side, programme),
    )
    known = vocabulary(column.words, programme)
    words = None if known is None else Words(known)
    for index, heading in enumerate(raw.heading):
        if not heading or name_part(heading) is not None:
            continue
        # "Which mentors" and "which mentees" are much alike, and the opposite.
        score = likeness(heading, forms, loosely=column.name != RANKING)
        freely = column.field is not None or column.name in ASKED_FREELY[side]
        if score < EXACT and not freely:
            continue
        # Answers add no more than this.
        if score < ENOUGH - FOR:
            continue
        if score < EXACT:
            cells = [row[index] for row in raw.rows if index < len(row)]
            if column.name != RANKING:
                said = evidence(column, words, cells)
            else:
                # Of two files, the other holds the names.
                said = (
                    FOR if one_sided else naming_evidence(cells, _elsewhere(raw, index))
                )
            score = min(score + said, EXACT - 1)
        if score >= ENOUGH:
            yield _Claim(score, index, side, column.name)


def _how_many(column: Column, programme: Programme) -> Iterator[str]:
    """How forms ask for a capacity: by what is taken on."""
    if column.name == "capacity":
        noun = f"{programme.nouns.request}s"
        yield from (f"how many {noun}", f"number of {noun}", f"max {noun}")


def _in_order(column: Column, side: Side, programme: Programme) -> Iterator[str]:
    """How forms ask for a list of preferences: by who is ranked."""
    if column.name == RANKING:
        nouns = programme.nouns
        ranked = f"{nouns.supporter if side == 'requests' else nouns.request}s"
        yield from (f"{ranked} in order", f"rank {ranked}")
        yield from (f"{ranked} choice", f"{ranked} preference")


def _elsewhere(raw: RawTable, index: int) -> set[str]:
    """All that stands in the other columns of a form, made plain."""
    return {plain(cell) for row in raw.rows for i, cell in enumerate(row) if i != index}


def _is_same(one: _Claim, other: _Claim, tables: Mapping[Side, Table]) -> bool:
    """Whether two columns of the two sides hold the same: they share a heading."""
    first = tables[one.side].column(one.column)
    second = tables[other.side].column(other.column)
    forms = {plain(form) for form in (first.name, *first.synonyms)}
    return not forms.isdisjoint(plain(f) for f in (second.name, *second.synonyms))


def read_mapping(
    path: Path, tables: Mapping[Side, Table]
) -> dict[str, tuple[str, ...]]:
    """
    What a person says the questions of a form mean, by plain question.

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
        found[plain(question)] = wanted
    if faults:
        raise InputError(
            f"{path} names columns that there are not:",
            [*faults, f"The columns are: {', '.join(sorted(known))}."],
        )
    return found


def name_part(heading: str) -> int | None:
    """Which half of a name a question asks for; `None` for neither."""
    return _NAME_PARTS.get(plain(heading))


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
