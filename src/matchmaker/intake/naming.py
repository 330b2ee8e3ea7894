"""Whom answers name, by id, name, number or address, however it is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from matchmaker.intake.vocabularies import nearest

TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "rev",
    "revd",
})  # fmt: skip
PLACES = frozenset({"school", "academy", "college", "primary", "high", "nursery"})
"""Words at the end of names of places, which tell nothing of whose they are."""
ASIDE = re.compile(r"\([^)]*\)")
LINES = re.compile(r"[;\n]")
AND = re.compile(r"&|\band\b")
ENOUGH = 2
"""A name of fewer words is too common to be looked for inside a sentence."""
APOSTROPHE = re.compile("['\u2018\u2019`]")
TOKEN = re.compile(r"[^\W_]+")


def cased_tokens(text: str) -> list[str]:
    """The words of a text without accents; apostrophes leave no gap."""
    bare = unicodedata.normalize("NFKD", APOSTROPHE.sub("", text))
    return TOKEN.findall("".join(c for c in bare if not unicodedata.combining(c)))


def tokens(text: str) -> list[str]:
    """
    The words of a text without accents and case; apostrophes leave no gap.

    >>> tokens("I'd like — a Séance!")
    ['id', 'like', 'a', 'seance']
    """
    return [token.casefold() for token in cased_tokens(text)]


def name_words(name: str) -> list[str]:
    """
    The words of a name, in order, without titles and what stands in brackets.

    >>> name_words("Dr Seán O'Brien (he/him)")
    ['sean', 'obrien']
    """
    return [word for word in tokens(ASIDE.sub(" ", name)) if word not in TITLES]


def who_is(name: str, email: str | None) -> tuple[str, frozenset[str]] | None:
    """An address and a name, which tell one person from others; `None` without both."""
    words = frozenset(name_words(name))
    return (email.casefold(), words) if email and words else None


class People:
    """
    Finds the people, or places, whom answers name.

    Names are compared as sets of words, without accents, titles and what stands in
    brackets: "O'Brien, Seán" and "Mr Sean OBrien" are one name. Of several of one name
    all are meant: who must not meet somebody must meet none of them.
    """

    def __init__(self, people: Iterable[tuple[str, str | None, str]]) -> None:
        """
        Learn who there is.

        Args:
            people: Name, address or number, and id of each.
        """
        self._by_number: dict[str, list[str]] = {}
        self._by_name: dict[frozenset[str], list[str]] = {}
        self._by_surname: dict[str, list[str]] = {}
        self._names: list[str] = []
        self._folded: set[str] = set()
        for name, number, known in people:
            words = name_words(name)
            self._folded.add(known.casefold())
            if number:
                self._by_number.setdefault(number.casefold(), []).append(known)
            if words:
                self._names.append(name)
                self._by_name.setdefault(frozenset(words), []).append(known)
                self._by_surname.setdefault(words[-1], []).append(name)

    def in_ids(self, cell: str) -> str:
        """The names in a cell as ids; what is nobody's here stays as it is."""
        named = [one for line in LINES.split(cell) for one in self._in_line(line)]
        return "; ".join(dict.fromkeys(named))

    def strangers(self, cell: str) -> Iterator[tuple[str, list[str]]]:
        """Of a cell in ids the entries that are none, but nearly somebody's name."""
        for entry in filter(None, cell.split("; ")):
            like = [] if entry.casefold() in self._folded else self._like(entry)
            if like:
                yield entry, like

    def _like(self, entry: str) -> list[str]:
        """Names of those who share a surname with an entry, or are nearly it."""
        words = set(name_words(entry)) - PLACES
        like = [name for word in words for name in self._by_surname.get(word, ())]
        near = nearest(entry, self._names) if words and not like else None
        return like or ([] if near is None else [near])

    def _in_line(self, line: str) -> Iterator[str]:
        whole = self._exactly(line.strip())
        if whole:
            yield from whole
            return
        for part in AND.split(line):
            yield from self._in_part(part)

    def _in_part(self, part: str) -> Iterator[str]:
        pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
        # "Brown, Jane" was found as a whole; what is left are several.
        for piece in pieces:
            yield from self._meant(piece) or [piece]

    def _exactly(self, text: str) -> list[str]:
        """The ids of those whose number, address or name a text is."""
        number = self._by_number.get(text.casefold())
        return number or self._by_name.get(frozenset(name_words(text)), [])

    def _meant(self, text: str) -> list[str]:
        """The ids of those whom a text names, alone or in a sentence."""
        said = frozenset(name_words(text))
        within = (
            ids
            for words, ids in self._by_name.items()
            if len(words) >= ENOUGH and words <= said
        )
        return self._exactly(text) or [known for ids in within for known in ids]
