"""How like a form's question is to a column's heading, and answers to its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from matchmaker.intake.cells import CellFault, tidy, yes_or_no
from matchmaker.intake.columns import plain

if TYPE_CHECKING:
    from matchmaker.intake.columns import Column
    from matchmaker.intake.vocabularies import Words

EXACT = 100
HELD = 70
"""A question that holds all words of a heading, and many more."""
ENOUGH = 68
"""From this score on, a question is taken for a column."""
FITTING = 0.5
"""Share of answers that are words of the column: from here on they speak for it."""
STRANGE = 0.2
"""Below this share they speak against it."""
TELLING = 5
"""Fewer strange answers than these may be slips."""
FOR, AGAINST = 12, 30
"""What answers add or take."""
SAMPLE = 200
"""So many answers are looked at."""

FILLERS = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "by",
        "do",
        "does",
        "for",
        "have",
        "i",
        "if",
        "in",
        "is",
        "it",
        "me",
        "my",
        "of",
        "on",
        "or",
        "our",
        "please",
        "s",
        "tell",
        "that",
        "the",
        "their",
        "this",
        "to",
        "us",
        "we",
        "what",
        "which",
        "will",
        "with",
        "you",
        "your",
        "optional",
        "required",
        "e",
        "g",
        "etc",
    ]
)
WORD = re.compile(r"[a-z0-9]+")


def likeness(question: str, forms: Iterable[str]) -> int:
    """
    How like a question is to the best of some headings: 0 to 100.

    >>> likeness("Name of your school *", ["school name"])
    100
    >>> likeness("What is your email address?", ["email"]) >= ENOUGH
    True
    >>> likeness("Anything else?", ["email", "school"]) < ENOUGH
    True
    """
    return max((_likeness(question, form) for form in forms), default=0)


def _likeness(question: str, form: str) -> int:
    if plain(question) == plain(form):
        return EXACT
    asked, held = _words(question), _words(form)
    if not asked or not held:
        return 0
    if held <= asked:
        return HELD + (EXACT - HELD) * len(held) // len(asked)
    # Needed only for questions that nobody foresaw.
    from rapidfuzz import fuzz

    score = fuzz.token_sort_ratio(" ".join(sorted(asked)), " ".join(sorted(held)))
    return int(score) * 9 // 10


def _words(text: str) -> frozenset[str]:
    found = WORD.findall(text.casefold().replace("e-mail", "email"))
    return frozenset(_stem(word) for word in found if word not in FILLERS)


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def evidence(column: Column, words: Words | None, cells: Sequence[str]) -> int:
    """What the answers say for a column, or against it, in points of likeness."""
    answers = [text for cell in cells if (text := tidy(cell))][:SAMPLE]
    share = _share(column, words, answers)
    if share is None or not answers:
        return 0
    if share >= FITTING:
        return FOR
    return -AGAINST if share < STRANGE and len(answers) >= TELLING else 0


def _share(column: Column, words: Words | None, answers: Sequence[str]) -> float | None:
    """The share of answers that the column could read; `None` where it reads any."""
    if column.kind == "yes or no":
        return sum(map(_is_yes_or_no, answers)) / max(len(answers), 1)
    if column.name == "email":
        return sum("@" in answer for answer in answers) / max(len(answers), 1)
    if words is None:
        return None
    entries = [entry for answer in answers for entry in words.split(answer)]
    return sum(words.find(e) is not None for e in entries) / max(len(entries), 1)


def _is_yes_or_no(text: str) -> bool:
    try:
        yes_or_no(text)
    except CellFault:
        return False
    return True
