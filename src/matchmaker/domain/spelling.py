"""When two spellings of an id or a name mean the same."""

from __future__ import annotations

import re
from unicodedata import normalize

BETWEEN_FIGURES = re.compile(r"(?<=\d)[\W_]+(?=\d)")
NOT_PLAIN = re.compile(r"[^\w ]+|_|(?<!\d) | (?!\d)")


def same_spelling(text: str) -> str:
    """
    What all spellings of an id or name share: no case, accents, spaces, punctuation.

    Figures stay apart, because `1-12` is not `11-2`. Zeros before a number do not
    count: spreadsheets drop them.

    >>> same_spelling(" p. ") == same_spelling("P")
    True
    >>> same_spelling("Ash & Elm") == same_spelling("ash and elm")
    True
    >>> same_spelling("M1-12") == same_spelling("M11-2")
    False
    >>> same_spelling("0012345")
    '12345'
    """
    letters = normalize("NFKD", text).casefold().replace("&", " and ")
    plain = NOT_PLAIN.sub("", BETWEEN_FIGURES.sub(" ", letters)) or letters
    return plain.lstrip("0") or plain if plain.isdecimal() else plain
