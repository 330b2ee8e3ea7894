"""Preference lists: cells in which people rank those of the other side."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from matchmaker.intake.cells import short
from matchmaker.intake.columns import plain
from matchmaker.intake.vocabularies import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from matchmaker.domain.preferences import Ranked
    from matchmaker.domain.request import Request
    from matchmaker.domain.setting import Setting
    from matchmaker.domain.supporter import Supporter
    from matchmaker.intake.known import Known
    from matchmaker.intake.row import Row
    from matchmaker.intake.sheet import Sheet

    Party = TypeVar("Party", Request, Supporter)

COLUMN = "preferences"
NUMBERED = re.compile(r"\(?[0-9]{1,2}(?:[.):]|st|nd|rd|th)[\s:]*")
"""What people write before an entry of a list: "1.", "2)", "3rd"."""

APART = re.compile(r"[,;\n>=]")
EQUALLY = "="
MOST_PARTS = 4
"""A name may hold so many parts that commas and the like set apart."""


class Called:
    """Those of one side, by all that others may call them."""

    def __init__(self, kind: str) -> None:
        """
        Begin with nobody.

        Args:
            kind: What one of them is called, such as "mentor".
        """
        self.kind = kind
        self._by_id: dict[str, tuple[str, ...]] = {}
        self._by_name: dict[str, dict[str, tuple[str, ...]]] = {}
        self._names: list[str] = []

    def add(self, key: str, ids: tuple[str, ...], names: Iterable[str | None]) -> None:
        """
        Let an id, and names that others may have too, mean some ids.

        Args:
            key: The id.
            ids: What it means: itself, or all requests of somebody who asks.
            names: A name, an address.
        """
        self._by_id.setdefault(key, ids)
        for name in (key, *names):
            if name and plain(name):
                self._by_name.setdefault(plain(name), {}).setdefault(key, ids)
                self._names.append(name)

    def meant(self, text: str) -> list[tuple[str, ...]]:
        """What a text may mean: one thing if it is clear, several or none if not."""
        if text in self._by_id:
            return [self._by_id[text]]
        return list(dict.fromkeys(self._by_name.get(plain(text), {}).values()))

    def near(self, text: str) -> str | None:
        """A name that a text is nearly, if any."""
        return nearest(text, self._names)

    def split(self, cell: str) -> Iterator[list[str]]:
        """
        The places of a list, each with those liked equally well.

        Names that hold a comma or another sign that parts names stay whole.
        """
        place: list[str] = []
        at, ends = 0, [*(mark.start() for mark in APART.finditer(cell)), len(cell)]
        while ends:
            count = self._longest(cell, at, ends)
            end = ends[count - 1]
            if text := self._bare(cell[at:end].strip()):
                place.append(text)
            if place and cell[end : end + 1] != EQUALLY:
                yield place
                place = []
            at, ends = end + 1, ends[count:]

    def _longest(self, cell: str, at: int, ends: Sequence[int]) -> int:
        """How many parts from a place on are one name, at the most."""
        for count in range(min(len(ends), MOST_PARTS), 1, -1):
            if self.meant(cell[at : ends[count - 1]].strip()):
                return count
        return 1

    def _bare(self, entry: str) -> str:
        """An entry without its number, if it has one."""
        return entry if self.meant(entry) else NUMBERED.sub("", entry, count=1)


def people_called(people: Iterable[Supporter], kind: str) -> Called:
    """Those who offer, by id, name and address."""
    called = Called(kind)
    for person in people:
        called.add(person.id, (person.id,), (person.name, person.email))
    return called


def requests_called(
    requests: Iterable[Request], askers: Mapping[str, Setting], kind: str
) -> Called:
    """What is asked for, by id, and by the id, name and address of who asks."""
    called = Called(kind)
    of_asker: dict[str, list[str]] = {}
    for request in requests:
        called.add(request.id, (request.id,), ())
        if request.setting is not None:
            of_asker.setdefault(request.setting, []).append(request.id)
    for key, ids in of_asker.items():
        asker = askers.get(key)
        names = () if asker is None else (asker.name, asker.email)
        called.add(key, tuple(ids), names)
    return called


def with_preferences(
    parties: tuple[Party, ...],
    sheet: Sheet,
    known: Known,
    others: Called,
    *,
    among: bool = False,
) -> tuple[Party, ...]:
    """
    Those of one side, with their lists of the other.

    Names that mean nobody, or several people, are reported and left out.

    Args:
        parties: Those who rank.
        sheet: Their table.
        known: Their ids: of rows that became several requests, all of these.
        others: Those who are ranked.
        among: Whether they rank each other, so that nobody may name themselves.
    """
    if COLUMN not in sheet.found:
        return parties
    lists: dict[str, Ranked] = {}
    for row in sheet.rows():
        key, cell = row.text("id"), row.text(COLUMN)
        if key is not None and cell is not None:
            own = key if among else None
            ranked = tuple(_places(row, others.split(cell), others, own))
            for part in known.parts(key):
                lists.setdefault(part, ranked)
    return tuple(
        party.model_copy(update={COLUMN: lists[party.id]})
        if lists.get(party.id)
        else party
        for party in parties
    )


def _places(
    row: Row, places: Iterable[Sequence[str]], others: Called, own: str | None
) -> Iterator[tuple[str, ...]]:
    """The ids of each place; each id once, and no place without any."""
    seen: set[str] = set()
    for tied in places:
        ids: list[str] = []
        for text in tied:
            for key in _meant(row, text, others, own):
                if key in seen:
                    _report(row, text, "is named twice", "Name everybody once.")
                else:
                    seen.add(key)
                    ids.append(key)
        if ids:
            yield tuple(ids)


def _meant(row: Row, text: str, others: Called, own: str | None) -> tuple[str, ...]:
    """The ids that a name means; none, reported, if that is not clear."""
    found = others.meant(text)
    if len(found) == 1 and own not in found[0]:
        return found[0]
    if not found:
        near = others.near(text)
        hint = f'Did you mean "{near}"? ' if near else ""
        row.warning(
            COLUMN,
            f'there is no {others.kind} "{short(text)}"; the name was left out',
            f"{hint}Write ids or names, the best first, separated by semicolons.",
            text,
        )
    elif len(found) > 1:
        _report(row, text, f"may mean {len(found)} people", "Write the id.")
    else:
        _report(row, text, "is the person's own name", "Leave it out.")
    return ()


def _report(row: Row, text: str, fault: str, remedy: str) -> None:
    row.warning(COLUMN, f'"{short(text)}" {fault}; it was left out', remedy, text)
