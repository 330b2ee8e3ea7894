"""The people who ask, where people do: they stand in the rows of what they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from matchmaker.domain.setting import Setting
from matchmaker.intake.cells import short
from matchmaker.intake.placing import place_fields

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from matchmaker.domain.request import Request
    from matchmaker.intake.known import Ids, Known
    from matchmaker.intake.placing import Fields
    from matchmaker.intake.row import Row
    from matchmaker.intake.sheet import Sheet

T = TypeVar("T")

PLACE = ("region", "authority", "postcode", "easting", "northing", "precision")
TEXTS = ("email", "group")


def person_of(row: Row, key: str) -> str:
    """The id of the person who asks in a row: the row's own where it names nobody."""
    return row.text("person") or key


def read_people(sheet: Sheet, ids: Ids) -> dict[str, Setting]:
    """
    Everybody who asks, by id, each standing where settings stand elsewhere.

    A person may have several rows. What one row says and another leaves blank holds
    for all; where two rows differ the first counts, and the other is reported.
    """
    rows: dict[str, list[Row]] = {}
    for row in sheet.rows():
        key = row.text("id")
        if key is not None:
            rows.setdefault(person_of(row, key), []).append(row)
    people = {}
    for key, own in rows.items():
        if ids.settings.is_claimed(key):
            own[0].error(
                "person",
                f'the id "{short(key)}" is that of a {ids.settings.kind}, too',
                "Give the person an id that nothing else has.",
                key,
            )
            continue
        people[key] = _person(key, own)
        ids.askers.accept(key)
    return people


def people_who_ask(
    people: Mapping[str, Setting], requests: Iterable[Request]
) -> tuple[Setting, ...]:
    """Those of whom at least one request can be used."""
    asking = {request.setting for request in requests}
    return tuple(person for key, person in people.items() if key in asking)


def know_their_requests(
    requests: Iterable[Request], people: Container[str], known: Known
) -> None:
    """Take a person's id for all of that person's requests, where it is none of them."""
    own: dict[str, list[str]] = {}
    for request in requests:
        person = request.setting
        if person is None or person not in people or known.is_claimed(person):
            continue
        own.setdefault(person, []).append(request.id)
    for person, theirs in own.items():
        known.split(person, tuple(theirs))


def _person(key: str, rows: Sequence[Row]) -> Setting:
    texts = {name: _agreed(rows, name, [r.said(name) for r in rows]) for name in TEXTS}
    fields: Fields = {
        "id": key,
        "name": _agreed(rows, "name", [r.name() for r in rows]) or "",
        "email": texts["email"],
        "group": texts["group"],
        **_place(rows),
    }
    return Setting.model_validate(fields)


def _agreed(rows: Sequence[Row], name: str, said: Sequence[T | None]) -> T | None:
    """What the rows say: the first of them that says anything, if they differ."""
    first: int | None = None
    for place, value in enumerate(said):
        if value is None:
            continue
        if first is None:
            first = place
        elif value != said[first]:
            rows[place].warning(
                name,
                f"{rows[first].where} says something else of the same person; that "
                "row's value was kept",
                "Correct whichever is wrong, or leave all but one blank.",
            )
    return None if first is None else said[first]


def _place(rows: Sequence[Row]) -> Fields:
    """Where the person is, from the first row that says anything of it."""
    said = [
        tuple(row.text(name) for name in PLACE)
        if any(row.text(name) for name in PLACE)
        else None
        for row in rows
    ]
    _agreed(rows, "postcode", said)
    chosen = next((place for place, cells in enumerate(said) if cells is not None), 0)
    return place_fields(rows[chosen])
