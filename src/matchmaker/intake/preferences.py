"""Preference lists: cells in which people rank those of the other side."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from matchmaker.domain.spelling import Directory, nearest
from matchmaker.intake.cells import short
from matchmaker.intake.naming import names_in

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


class Called:
    """Those of one side, by all that others may call them."""

    def __init__(
        self,
        kind: str,
        parties: Sequence[tuple[str, str | None, str | None]],
        means: Mapping[str, tuple[str, ...]],
    ) -> None:
        """
        Learn who can be named, and what that means.

        Args:
            kind: What one of them is called, such as "mentor".
            parties: Id, address and name of each.
            means: By id what it means: itself, or all requests of somebody who asks.
        """
        self.kind = kind
        self._named = Directory(parties)
        self._means = means
        self._forms = [form for party in parties for form in party if form]

    def meant(self, text: str) -> list[tuple[str, ...]]:
        """What a text may mean: one thing if it is clear, several or none if not."""
        return list(dict.fromkeys(self._means[key] for key in self._named.meant(text)))

    def near(self, text: str) -> str | None:
        """A name that a text is nearly, if any."""
        return nearest(text, self._forms)

    def split(self, cell: str) -> Iterator[list[str]]:
        """
        The places of a list, each with those liked equally well.

        Names that hold a comma or another sign that parts names stay whole.
        """
        place: list[str] = []
        for text, sign in names_in(cell, APART, self._is_whole):
            if entry := self._bare(text):
                place.append(entry)
            if place and sign != EQUALLY:
                yield place
                place = []

    def _is_whole(self, text: str) -> bool:
        return self._named.is_whole(self._bare(text))

    def _bare(self, entry: str) -> str:
        """An entry without its number, if it has one."""
        return entry if self.meant(entry) else NUMBERED.sub("", entry, count=1)


def people_called(people: Iterable[Supporter], kind: str) -> Called:
    """Those who offer, by id, name and address."""
    parties = [(person.id, person.email, person.name) for person in people]
    return Called(kind, parties, {key: (key,) for key, *_ in parties})


def requests_called(
    requests: Iterable[Request], askers: Mapping[str, Setting], kind: str
) -> Called:
    """What is asked for, by id, and by the id, name and address of who asks."""
    parties: list[tuple[str, str | None, str | None]] = []
    means: dict[str, tuple[str, ...]] = {}
    of_asker: dict[str, list[str]] = {}
    for request in requests:
        parties.append((request.id, None, None))
        means[request.id] = (request.id,)
        if request.setting is not None:
            of_asker.setdefault(request.setting, []).append(request.id)
    for key, ids in of_asker.items():
        asker = askers.get(key)
        parties.append((key, asker.email, asker.name) if asker else (key, None, None))
        means.setdefault(key, tuple(ids))
    return Called(kind, parties, means)


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
