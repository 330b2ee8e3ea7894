"""How like a form's question is to a column's heading, and answers to its words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from matchmaker.domain.spelling import folded
from matchmaker.intake.cells import CellFault, tidy, yes_or_no
from matchmaker.intake.form.wording import Phrases, yes_or_no_in
from matchmaker.intake.preferences import APART, NUMBERED

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


def likeness(question: str, forms: Iterable[str], *, loosely: bool = True) -> int:
    """
    How like a question is to the best of some headings: 0 to 100.

    Args:
        question: As it stands in the form.
        forms: The headings.
        loosely: Whether it may lack some of a heading's words.

    >>> likeness("Name of your school *", ["school name"])
    100
    >>> likeness("What is your email address?", ["email"]) >= ENOUGH
    True
    >>> likeness("Anything else?", ["email", "school"]) < ENOUGH
    True
    """
    return max((_likeness(question, form, loosely) for form in forms), default=0)


def _likeness(question: str, form: str, loosely: bool) -> int:
    if folded(question) == folded(form):
        return EXACT
    asked, held = _words(question), _words(form)
    if not asked or not held:
        return 0
    if held <= asked:
        return HELD + (EXACT - HELD) * len(held) // len(asked)
    if not loosely:
        return 0
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
    return 0 if share is None else _speaks(share, answers)


def naming_evidence(cells: Sequence[str], people: Collection[str]) -> int:
    """
    What answers say for a question in which people name others, or against it.

    Args:
        cells: The answers.
        people: What else stands in the form, folded: names and addresses, too.
    """
    answers = [text for cell in cells if (text := tidy(cell))][:SAMPLE]
    entries = [
        folded(NUMBERED.sub("", entry.strip(), count=1))
        for answer in answers
        for entry in APART.split(answer)
    ]
    known = sum(entry in people for entry in entries if entry)
    return _speaks(known / max(len(entries), 1), answers)


def _speaks(share: float, answers: Sequence[str]) -> int:
    if not answers:
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
    phrases = Phrases(words)
    entries = [entry for answer in answers for entry in words.split(answer)]
    read = sum(bool(words.find(e) or phrases.found_in(e)) for e in entries)
    return read / max(len(entries), 1)


def _is_yes_or_no(text: str) -> bool:
    try:
        yes_or_no(text)
    except CellFault:
        return yes_or_no_in(text) is not None
    return True
