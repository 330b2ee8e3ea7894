"""Answers that name others: by id, whatever they were written as."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from matchmaker.domain.criteria import OtherThanNamed
from matchmaker.domain.field import words_of
from matchmaker.domain.rules import NotNamed
from matchmaker.intake.cells import short
from matchmaker.intake.collector import listed
from matchmaker.intake.columns import TABLE_OF
from matchmaker.intake.known import EXAMPLE
from matchmaker.intake.naming import People

if TYPE_CHECKING:
    from matchmaker.domain.field import FieldValues, Side
    from matchmaker.domain.programme import Programme
    from matchmaker.domain.request import Request
    from matchmaker.domain.setting import Setting
    from matchmaker.domain.supporter import Supporter
    from matchmaker.intake.placing import Fields
    from matchmaker.intake.row import Row
    from matchmaker.intake.sheet import Sheet


def with_names_as_ids(
    fields: Fields, sheets: Mapping[str, Sheet], programme: Programme
) -> Fields:
    """
    The records with ids in the answers that name others; unknown names are reported.

    Args:
        fields: Requests, settings and supporters, among others.
        sheets: The tables that they were read from.
        programme: Says which answers name others.
    """
    asked = _fields_that_name(programme)
    if not asked:
        return fields
    people = People(_everybody(fields))
    found: dict[str, dict[str, FieldValues]] = {}
    for side, name in asked:
        table = TABLE_OF[side]
        if table in sheets:
            by_party = found.setdefault(table, {})
            for party, ids in _named(sheets[table], side, name, people):
                by_party.setdefault(party, {})[name] = ids
    named = {
        table: tuple(
            _answering(party, by_party)
            for party in cast("Sequence[Request | Setting | Supporter]", fields[table])
        )
        for table, by_party in found.items()
    }
    if programme.asks == "people" and "requests" in named:
        names = [name for side, name in asked if side == "request"]
        requests = cast("Sequence[Request]", named["requests"])
        named["requests"] = tuple(_as_one_person(requests, names))
    return fields | named


def _as_one_person(
    requests: Sequence[Request], names: Sequence[str]
) -> Iterator[Request]:
    """The requests; whom one row of a person names, all rows of that person do."""
    named: dict[tuple[str | None, str], dict[str, None]] = defaultdict(dict)
    for request in requests:
        for name in names:
            words = words_of(request.fields.get(name))
            named[request.setting, name].update(dict.fromkeys(words))
    for request in requests:
        answers: FieldValues = {
            name: tuple(named[request.setting, name])
            for name in names
            if named[request.setting, name]
        }
        changed = answers and request.fields | answers != request.fields
        whole = {"fields": request.fields | answers}
        yield request.model_copy(update=whole) if changed else request


def _named(
    sheet: Sheet, side: Side, name: str, people: People
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The id of everybody who names others in a field, and the ids of these."""
    column = sheet.own(side).get(name)
    if column is None:
        return
    for row in sheet.rows():
        key, cell = row.text("id"), row.text(column.key)
        if key and cell:
            ids = people.in_ids(cell)
            # The template's examples name people of other rounds.
            if not key.startswith(EXAMPLE):
                _report(row, column.key, people.strangers(ids))
            yield key, tuple(ids.split("; "))


def _fields_that_name(programme: Programme) -> list[tuple[Side, str]]:
    """Each side, with the name of a field in which it names others."""
    groups = programme.groups
    parts = (
        *programme.rules,
        *programme.warnings,
        *programme.criteria,
        *(groups.rules if groups else ()),
        *(groups.criteria if groups else ()),
    )
    return list(
        dict.fromkeys(
            (part.of, part.field)
            for part in parts
            if isinstance(part, NotNamed | OtherThanNamed)
        )
    )


def _everybody(fields: Fields) -> Iterator[tuple[str, str | None, str]]:
    """Id, address or number, and name of all who can be named."""
    supporters = cast("Sequence[Supporter]", fields.get("supporters", ()))
    settings = cast("Sequence[Setting]", fields.get("settings", ()))
    for person in supporters:
        yield person.id, person.email, person.name
    for setting in settings:
        yield setting.id, setting.email or setting.urn, setting.name


def _report(row: Row, column: str, strangers: Iterator[tuple[str, list[str]]]) -> None:
    for entry, like in strangers:
        row.warning(
            column,
            f'"{short(entry)}" is nobody in this round, so it keeps nobody out',
            f"If {listed(like)} is meant, write the id, or the name as it stands in its "
            "table.",
            entry,
        )


def _answering(
    party: Request | Setting | Supporter, found: Mapping[str, FieldValues]
) -> Request | Setting | Supporter:
    """A party with ids in those of its answers that name others."""
    answers = {k: v for k, v in found.get(party.id, {}).items() if k in party.fields}
    if not answers:
        return party
    return party.model_copy(update={"fields": party.fields | answers})
