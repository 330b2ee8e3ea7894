"""Finding a word of a vocabulary in what somebody typed."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from matchmaker.domain.spelling import folded, nearest

if TYPE_CHECKING:
    from collections.abc import ItemsView, Iterable, Iterator

    from matchmaker.intake.words import Vocabulary

SEPARATORS = ",;\n"
SLASH = re.compile(r"\s*[/|]\s*")
ANY_MARK = re.compile(r"\s*[/|&+]\s*|\s+and\s+", re.IGNORECASE)
"""Other signs that people put between words, which may stand inside of one."""


class Words:
    """
    A vocabulary, ready to look things up.

    Attributes:
        words: The canonical words.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.words = tuple(vocabulary)
        self._by_form: dict[str, str] = {}
        for word, synonyms in vocabulary.items():
            for form in (word, *synonyms):
                self._by_form.setdefault(form, word)
        self._by_folded = {folded(form): word for form, word in self._by_form.items()}
        # A word of its own wins over another word's synonym.
        own = {folded(word): word for word in self.words}
        self._by_folded |= own
        self._several = {
            form: words
            for form, words in _shared(vocabulary).items()
            if len(words) > 1 and form not in own
        }

    @property
    def forms(self) -> ItemsView[str, str]:
        """Every word and synonym, with the canonical word it stands for."""
        return self._by_form.items()

    def find(self, text: str) -> str | None:
        """The canonical word for a text, in any case and punctuation."""
        return self._by_folded.get(folded(text))

    def near(self, text: str) -> str | None:
        """The canonical word that a text is nearly, if any."""
        form = nearest(text, self._by_form)
        return None if form is None else self._by_form[form]

    def split(self, cell: str) -> Iterator[str]:
        """
        The entries of a cell; words that contain a comma stay whole.

        An entry such as "KS3/KS4" or "English and drama" is several where it is no word
        and all its parts are; a synonym of several words means all of them.

        >>> list(Words({"english": (), "drama": (), "d&t": ()}).split("Drama/D&T, art & x"))
        ['Drama', 'D&T', 'art & x']
        """
        for entry in split_list(cell, self._with_commas):
            yield from self._apart(entry)

    def _apart(self, entry: str) -> Iterator[str]:
        """An entry, or the words that stand in it or that it means together."""
        yield from self._several.get(folded(entry)) or self._parts(entry)

    def _parts(self, entry: str) -> Iterator[str]:
        if self.find(entry) is None:
            for mark in (SLASH, ANY_MARK):
                parts = [part for part in mark.split(entry) if part.strip()]
                if len(parts) > 1 and all(map(self.find, parts)):
                    yield from parts
                    return
        yield entry

    @cached_property
    def _with_commas(self) -> re.Pattern[str] | None:
        return comma_forms(self._by_form)


def _shared(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """The words of which each synonym is one, by the synonym as it is compared."""
    words: dict[str, list[str]] = {}
    for word, synonyms in vocabulary.items():
        for form in dict.fromkeys(map(folded, synonyms)):
            words.setdefault(form, []).append(word)
    return words


def comma_forms(forms: Iterable[str]) -> re.Pattern[str] | None:
    """What finds those forms that contain a separator, the longest first."""
    whole = sorted((f for f in forms if "," in f or ";" in f), key=len, reverse=True)
    if not whole:
        return None
    loose = (r"\s+".join(map(re.escape, form.split())) for form in whole)
    return re.compile(
        rf"(?:{'|'.join(loose)})(?=\s*(?:[{SEPARATORS}]|$))", re.IGNORECASE
    )


ENTRY = re.compile(rf"[^{SEPARATORS}]+")


def split_list(cell: str, whole: re.Pattern[str] | None = None) -> Iterator[str]:
    """
    The entries of a cell, separated by commas, semicolons or line ends.

    >>> list(split_list("maths, art; music"))
    ['maths', 'art', 'music']
    >>> list(split_list("art, Bristol, City of", comma_forms(["Bristol, City of"])))
    ['art', 'Bristol, City of']
    """
    at = 0
    while at < len(cell):
        found = whole.match(cell, at) if whole else None
        found = found or ENTRY.match(cell, at)
        entry = found[0].strip() if found else ""
        if entry:
            yield entry
        # On to the next entry's first letter, past the separator and its spaces.
        at = found.end() if found else at + 1
        while at < len(cell) and (cell[at] in SEPARATORS or cell[at].isspace()):
            at += 1
