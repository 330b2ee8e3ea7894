"""Everybody in a form, by what others call them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from matchmaker.intake.form.wording import tokens

TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "sir",
        "dame",
        "rev",
        "revd",
    ]
)
ASIDE = re.compile(r"\([^)]*\)")
LINES = re.compile(r"[;\n&]|\band\b")
ENOUGH = 2
"""A name of fewer words is too common to be looked for inside a sentence."""


class People:
    """
    Finds the people whom answers name.

    Names are compared as sets of words, without accents, titles and what stands in
    brackets: "O'Brien, Seán" and "Mr Sean OBrien" are one name. Of several people of
    one name all are meant: who must not meet somebody must meet none of them.
    """

    def __init__(self, people: Iterable[tuple[str, str, str]]) -> None:
        """
        Learn who there is.

        Args:
            people: Name, address and id of each.
        """
        self._by_address: dict[str, list[str]] = {}
        self._by_name: dict[frozenset[str], list[str]] = {}
        self._by_surname: dict[str, list[str]] = {}
        self._ids: set[str] = set()
        for name, address, known in people:
            words = name_words(name)
            self._ids.add(known)
            self._by_address.setdefault(address.casefold(), []).append(known)
            self._by_name.setdefault(frozenset(words), []).append(known)
            self._by_surname.setdefault("".join(words[-1:]), []).append(name)

    def in_ids(self, cell: str) -> str:
        """Names and addresses in a cell as ids; who is not in the form stays as named."""
        named = [one for line in LINES.split(cell) for one in self._in_line(line)]
        return "; ".join(dict.fromkeys(named))

    def strangers(self, cell: str) -> Iterator[tuple[str, list[str]]]:
        """Of a cell in ids those entries that are none, and whom they may mean."""
        for entry in filter(None, cell.split("; ")):
            like = [
                n for word in name_words(entry) for n in self._by_surname.get(word, ())
            ]
            if like and entry not in self._ids:
                yield entry, like

    def _in_line(self, line: str) -> Iterator[str]:
        pieces = [piece.strip() for piece in line.split(",") if piece.strip()]
        found = [self._meant(piece) for piece in pieces]
        # "Brown, Jane": a surname first.
        if not any(found) and len(pieces) == ENOUGH and len(name_words(pieces[0])) == 1:
            pieces, found = [line.strip()], [self._meant(line)]
        for piece, ids in zip(pieces, found, strict=True):
            yield from ids or [piece]

    def _meant(self, text: str) -> list[str]:
        """The ids of those whom a text names, alone or in a sentence."""
        address = self._by_address.get(text.casefold())
        if address:
            return address
        said = frozenset(name_words(text))
        if said in self._by_name:
            return self._by_name[said]
        within = (
            ids
            for words, ids in self._by_name.items()
            if len(words) >= ENOUGH and words <= said
        )
        return [known for ids in within for known in ids]


def name_words(name: str) -> list[str]:
    """
    The words of a name, in order, without titles and what stands in brackets.

    >>> name_words("Dr Seán O'Brien (he/him)")
    ['sean', 'obrien']
    """
    return [word for word in tokens(ASIDE.sub(" ", name)) if word not in TITLES]
