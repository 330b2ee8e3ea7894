"""Cells in which people name others: where one name ends, and who is meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from matchmaker.domain.spelling import Directory, name_words, nearest

PLACES = frozenset({"school", "academy", "college", "primary", "high", "nursery"})
"""Words at the end of names of places, which tell nothing of whose they are."""
APART = re.compile(r"[,;\n&]|\band\b", re.IGNORECASE)
MOST_PARTS = 4
"""A name may hold so many parts that commas and the like set apart."""


def names_in(
    cell: str, apart: re.Pattern[str], is_whole: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    """
    The names in a cell, each with the sign behind it; some may be blank.

    Args:
        cell: What was written.
        apart: The signs that set names apart.
        is_whole: Whether a text with such signs is one name.

    >>> list(names_in("Jo Low, Stone, Ivy", APART, "Stone, Ivy".__eq__))
    [('Jo Low', ','), ('Stone, Ivy', '')]
    """
    ends = [*(mark.span() for mark in apart.finditer(cell)), (len(cell), len(cell))]
    at = 0
    while ends:
        count = min(len(ends), MOST_PARTS)
        while count > 1 and not is_whole(cell[at : ends[count - 1][0]].strip()):
            count -= 1
        end, after = ends[count - 1]
        yield cell[at:end].strip(), cell[end:after]
        at, ends = after, ends[count:]


class People:
    """
    Finds the people, or places, whom answers name.

    Of several of one name all are meant: who must not meet somebody must meet none of
    them.
    """

    def __init__(self, people: Iterable[tuple[str, str | None, str]]) -> None:
        """
        Learn who there is.

        Args:
            people: Id, address or number, and name of each.
        """
        parties = list(people)
        self._named = Directory(parties)
        self._names: list[str] = []
        self._by_surname: dict[str, list[str]] = {}
        for *_, name in parties:
            if words := name_words(name):
                self._names.append(name)
                self._by_surname.setdefault(words[-1], []).append(name)

    def in_ids(self, cell: str) -> str:
        """The names in a cell as ids; what is nobody's here stays as it is."""
        texts = (text for text, _ in names_in(cell, APART, self._named.is_whole))
        named = (known for text in texts if text for known in self._meant(text))
        return "; ".join(dict.fromkeys(named))

    def strangers(self, cell: str) -> Iterator[tuple[str, list[str]]]:
        """Of a cell in ids the entries that are none, but nearly somebody's name."""
        for entry in filter(None, cell.split("; ")):
            like = [] if entry in self._named else self._like(entry)
            if like:
                yield entry, like

    def _like(self, entry: str) -> list[str]:
        """Names of those who share a surname with an entry, or are nearly it."""
        words = set(name_words(entry)) - PLACES
        like = [name for word in words for name in self._by_surname.get(word, ())]
        near = nearest(entry, self._names) if words and not like else None
        return like or ([] if near is None else [near])

    def _meant(self, text: str) -> list[str]:
        """The ids of those whom a text names, alone or in a sentence; else itself."""
        return self._named.all_meant(text) or self._named.within(text) or [text]
