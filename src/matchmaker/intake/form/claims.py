"""Questions that may mean a column: as a person says, or by likeness and answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matchmaker.domain.spelling import folded
from matchmaker.intake.form.likeness import (
    ENOUGH,
    EXACT,
    FOR,
    evidence,
    likeness,
    naming_evidence,
)
from matchmaker.intake.form.sides import Side, name_part
from matchmaker.intake.vocabularies import Words
from matchmaker.intake.words import vocabulary

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme
    from matchmaker.intake.columns import Column, Table
    from matchmaker.intake.raw import RawTable

PLACES = frozenset({"email", "postcode", "authority", "region"})
RANKING = "preferences"
ASKED_FREELY: Mapping[Side, frozenset[str]] = {
    "requests": PLACES | {"applied_on", RANKING},
    "supporters": PLACES | {"capacity", RANKING},
}
"""Columns of every programme that a question may mean in words of its own; others
must be headed as they are, or a person must say so. So must a question for a name,
which most questions with the word "mentor" in them are not."""


@dataclass(frozen=True)
class Claim:
    """A question that may mean a column of one side."""

    score: int
    index: int
    side: Side
    column: str


def stated(
    raw: RawTable,
    tables: Mapping[Side, Table],
    corrections: Mapping[str, tuple[str, ...]],
) -> Iterator[Claim]:
    """What a person says that questions mean."""
    for index, heading in enumerate(raw.heading):
        for name in corrections.get(folded(heading), ()):
            for side, table in tables.items():
                if name in {column.name for column in table.columns}:
                    yield Claim(EXACT, index, side, name)


def likely(
    raw: RawTable,
    tables: Mapping[Side, Table],
    programme: Programme,
    corrections: Mapping[str, tuple[str, ...]],
) -> list[Claim]:
    """What the other questions may mean, the likeliest first."""
    claims = [
        claim
        for side, table in tables.items()
        for column in table.columns
        for claim in _of_column(
            raw, side, column, programme, one_sided=len(tables) == 1
        )
        if folded(raw.heading[claim.index]) not in corrections
    ]
    # Alike claims go to the question that stands first.
    return sorted(claims, key=lambda claim: (-claim.score, claim.index, claim.column))


def _of_column(
    raw: RawTable,
    side: Side,
    column: Column,
    programme: Programme,
    *,
    one_sided: bool,
) -> Iterator[Claim]:
    """Every question that may mean a column."""
    forms = (
        column.name,
        *column.synonyms,
        *_how_many(column, programme),
        *_in_order(column, side, programme),
    )
    freely = column.field is not None or column.name in ASKED_FREELY[side]
    known = vocabulary(column.words, programme)
    words = None if known is None else Words(known)
    for index, heading in enumerate(raw.heading):
        if not heading or name_part(heading) is not None:
            continue
        # "Which mentors" and "which mentees" are much alike, and the opposite.
        score = likeness(heading, forms, loosely=column.name != RANKING)
        # Answers add no more than `FOR`.
        if score < EXACT and (not freely or score < ENOUGH - FOR):
            continue
        if score < EXACT:
            said = _said_for(raw, index, column, words, one_sided=one_sided)
            score = min(score + said, EXACT - 1)
        if score >= ENOUGH:
            yield Claim(score, index, side, column.name)


def _said_for(
    raw: RawTable, index: int, column: Column, words: Words | None, *, one_sided: bool
) -> int:
    """What the answers to a question say for a column, or against it."""
    cells = [row[index] for row in raw.rows if index < len(row)]
    if column.name != RANKING:
        return evidence(column, words, cells)
    # Of two files, the other holds the names.
    return FOR if one_sided else naming_evidence(cells, _elsewhere(raw, index))


def _how_many(column: Column, programme: Programme) -> Iterator[str]:
    """How forms ask for a capacity: by what is taken on."""
    if column.name == "capacity":
        noun = f"{programme.nouns.request}s"
        yield from (f"how many {noun}", f"number of {noun}", f"max {noun}")
        yield f"how many people can you {programme.nouns.supporter}"


def _in_order(column: Column, side: Side, programme: Programme) -> Iterator[str]:
    """How forms ask for a list of preferences: by who is ranked."""
    if column.name == RANKING:
        nouns = programme.nouns
        ranked = f"{nouns.supporter if side == 'requests' else nouns.request}s"
        yield from (f"{ranked} in order", f"rank {ranked}")
        yield from (f"{ranked} choice", f"{ranked} preference", f"preferred {ranked}")
        yield from (f"someone like {ranked}", f"anyone like {ranked}")


def _elsewhere(raw: RawTable, index: int) -> set[str]:
    """All that stands in the other columns of a form, folded."""
    return {
        folded(cell) for row in raw.rows for i, cell in enumerate(row) if i != index
    }


def is_same(one: Claim, other: Claim, tables: Mapping[Side, Table]) -> bool:
    """Whether two columns of the two sides hold the same: they share a heading."""
    first = tables[one.side].column(one.column)
    second = tables[other.side].column(other.column)
    forms = {folded(form) for form in (first.name, *first.synonyms)}
    return not forms.isdisjoint(folded(f) for f in (second.name, *second.synonyms))
