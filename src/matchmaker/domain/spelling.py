"""
How ids, names, numbers and addresses are compared, and who is meant by one.

People write the same id, word or name in many ways. All that compare what people wrote
do so here, and so agree on what is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import combining, normalize

TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "rev",
    "revd", "reverend",
})  # fmt: skip
"""Words before a name that are no part of it."""

ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
"""What stands in brackets beside a name, such as pronouns."""

TELLING = 2
"""A name of fewer words is too common to be looked for inside a sentence."""

NEAR = 75
"""From this likeness (of 100) on, a word is worth a "did you mean"."""

BETWEEN_FIGURES = re.compile(r"(?<=\d)[\W_]+(?=\d)")
NOT_PLAIN = re.compile(r"[^\w ]|_|(?<!\d) | (?!\d)")
APOSTROPHE = re.compile("['\u2018\u2019`]")
TOKEN = re.compile(r"[^\W_]+")


@lru_cache(maxsize=1 << 14)
def folded(text: str) -> str:
    """
    What all spellings of an id, a word or a name share.

    Case, accents, spaces and punctuation do not count, and `&` is "and". Figures stay
    apart, because `1-12` is not `11-2`. Zeros before a number do not count: spreadsheets
    drop them. What is nothing but signs stays as it is.

    >>> folded("Key Stage 2"), folded("key-stage_2"), folded("?")
    ('keystage2', 'keystage2', '?')
    >>> folded("Ash & Élm") == folded("ash and elm")
    True
    >>> folded("M1-12"), folded("M11-2"), folded("0012345")
    ('m1 12', 'm11 2', '12345')
    """
    letters = _without_accents(text).casefold()
    if not letters.isalnum():
        letters = NOT_PLAIN.sub("", BETWEEN_FIGURES.sub(" ", letters)) or letters
    return letters.lstrip("0") or letters if letters.isdecimal() else letters


def tokens(text: str) -> list[str]:
    """
    The words of a text without accents and case; apostrophes leave no gap.

    >>> tokens("I'd like — a Séance & more!")
    ['id', 'like', 'a', 'seance', 'and', 'more']
    """
    return [token.casefold() for token in cased_tokens(text)]


def plain(text: str) -> str:
    """
    A text as its spellings share it, still to be read; signs alone stay as they are.

    >>> plain("Voluntary-aided  School"), plain("Academy converter "), plain("-")
    ('voluntary aided school', 'academy converter', '-')
    """
    return " ".join(tokens(text)) or text


def cased_tokens(text: str) -> list[str]:
    """The words of a text without accents; apostrophes leave no gap."""
    return TOKEN.findall(_without_accents(APOSTROPHE.sub("", text)))


def _without_accents(text: str) -> str:
    bare = text.replace("&", " and ")
    if bare.isascii():
        return bare
    return "".join(c for c in normalize("NFKD", bare) if not combining(c))


def name_words(name: str) -> list[str]:
    """
    The words of a name, in order, without titles and what stands in brackets.

    >>> name_words("Dr Seán O'Brien (he/him)")
    ['sean', 'obrien']
    """
    return [word for word in tokens(ASIDE.sub(" ", name)) if word not in TITLES]


Who = tuple[str, frozenset[str]]
"""An address and the words of a name, which tell one person from others."""


def who_of(name: str, email: str | None) -> Who:
    """
    What tells a person from others, however they write themselves.

    >>> who_of("O'Brien, Seán", "S.O@x.org") == who_of("Mr Sean OBrien", "s.o@x.org ")
    True
    """
    return _key(email or ""), frozenset(name_words(name))


def who_is(name: str, email: str | None) -> Who | None:
    """What tells a person from others; `None` without both name and address."""
    found = who_of(name, email)
    return found if all(found) else None


def _key(text: str) -> str:
    """What is compared: of an address, whose signs count, no more than its case."""
    return "".join(text.split()).casefold() if "@" in text else folded(text)


class Directory:
    """
    Those of one kind, found by what others call them.

    Ids come first, as they stand and then in any spelling, then numbers and addresses,
    then names. Names are alike that share their spelling, or else their words: "O'Brien,
    Seán" and "Mr Sean OBrien" are one name.
    """

    def __init__(self, parties: Iterable[tuple[str, str | None, str | None]]) -> None:
        """
        Learn who there is.

        Args:
            parties: Id, address or number, and name of each.
        """
        self._ids: set[str] = set()
        self._spelt: tuple[dict[str, list[str]], ...] = ({}, {}, {})
        self._by_words: dict[frozenset[str], list[str]] = {}
        ids, numbers, names = self._spelt
        for known, number, name in parties:
            if known not in self._ids:
                self._ids.add(known)
                ids.setdefault(_key(known), []).append(known)
            if number:
                numbers.setdefault(_key(number), []).append(known)
            if name and (words := frozenset(name_words(name))):
                names.setdefault(_key(name), []).append(known)
                self._by_words.setdefault(words, []).append(known)

    def __contains__(self, key: str) -> bool:
        """Whether this is an id as it stands."""
        return key in self._ids

    def meant(self, text: str) -> list[str]:
        """The ids that a text may mean: one if it is clear, several or none if not."""
        if text in self._ids:
            return [text]
        key = _key(text)
        found = next((by[key] for by in self._spelt if key in by), ())
        return list(dict.fromkeys(found or self._of_words(text)))

    def is_whole(self, text: str) -> bool:
        """Whether a text with commas and the like in it is one id, or one name."""
        named = _key(text) in self._spelt[-1] or self._of_words(text)
        return text in self._ids or bool(named)

    def all_meant(self, text: str) -> list[str]:
        """The ids that a text means, and those of all whose names have the same words."""
        if text in self._ids:
            return [text]
        return list(dict.fromkeys((*self.meant(text), *self._of_words(text))))

    def within(self, sentence: str) -> list[str]:
        """The ids of all whose names, of several words, stand in a sentence."""
        said = frozenset(name_words(sentence))
        return [
            known
            for words, ids in self._by_words.items()
            if len(words) >= TELLING and words <= said
            for known in ids
        ]

    def _of_words(self, text: str) -> list[str]:
        return self._by_words.get(frozenset(name_words(text)), [])


def nearest(text: str, forms: Iterable[str], least: int = NEAR) -> str | None:
    """
    The form most like a text, if any is like it at all (`least`, of 100).

    >>> nearest("behavoir", ["behaviour", "send"])
    'behaviour'
    >>> nearest("drama", ["behaviour", "send"]) is None
    True
    """
    return next(iter(alike(text, forms, 1, least)), None)


def alike(text: str, forms: Iterable[str], most: int, least: int = NEAR) -> list[str]:
    """
    The forms that are like a text (`least`, of 100), the likest first.

    >>> alike("p1", ["P1a", "Q7", "P1"], 5)
    ['P1', 'P1a']
    """
    # Needed only where somebody slipped, so what is cleanly typed never loads it.
    from rapidfuzz import fuzz, process, utils

    found = process.extract(
        text[:200],
        list(forms),
        scorer=fuzz.ratio,
        processor=utils.default_process,
        limit=most,
        score_cutoff=least,
    )
    return [str(form) for form, *_ in found]
