"""
What volunteers write where a form leaves them free: sentences read as words.

Tables that somebody filled in to be read are never guessed at; a form's answers are
what they are, and a person must not be lost over "Just one" or "I'd like to be a
mentor". What is read so is told, once for each wording, for people to look over.
Whatever says "not" or "but" is left as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from matchmaker.domain.spelling import cased_tokens, tokens
from matchmaker.intake.vocabularies import Words

AGREEING = frozenset({
    "yes", "yep", "yeah", "agree", "agreed", "consent", "accept", "accepted", "ok", "okay",
    "ticked", "checked", "happy", "fine", "definitely", "absolutely",
})  # fmt: skip
TICKS = frozenset("✓✔☑✅xX")
REFUSING = frozenset({"no", "nope", "disagree", "decline", "refuse", "never"})
NO_TROUBLE = frozenset(
    {"problem", "objection", "objections", "issue", "issues", "worries"}
)
TURNING = frozenset({
    "not", "dont", "doesnt", "no", "never", "nor", "neither", "cant", "cannot", "wont",
    "isnt", "without", "except", "but", "unless", "however", "if", "unsure", "maybe",
})  # fmt: skip
"""Words after which a sentence may mean the opposite of what it holds."""
OPENING = 4
"""So many words in, a sentence has said yes or no."""

COUNT = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
         "ten", "eleven", "twelve")  # fmt: skip
NUMBERS = {word: n for n, word in enumerate(COUNT)} | {
    "zero": 0, "single": 1, "couple": 2,
}  # fmt: skip
OTHER_UNITS = frozenset({
    "hour", "hours", "hr", "hrs", "minute", "minutes", "min", "mins", "percent",
})  # fmt: skip
SHORTEST = 3
"""A word of fewer letters must stand in capitals to be one: IT and PE, but not it."""


def yes_or_no_in(text: str) -> bool | None:
    """
    Whether a sentence agrees; `None` where that is not plain.

    >>> yes_or_no_in("I agree that my details are shared"), yes_or_no_in("No thanks")
    (True, False)
    >>> yes_or_no_in("Yes, but only my name") is None
    True
    """
    said = tokens(text)
    if text.strip() and set(text.strip()) <= TICKS:
        return True
    if not said:
        return None
    if said[0] in REFUSING:
        return None if NO_TROUBLE.intersection(said) else False
    opening = said[:OPENING]
    agrees = not AGREEING.isdisjoint(opening)
    if agrees and TURNING.isdisjoint(said) and "only" not in said:
        return True
    if agrees and {"not", "dont"}.intersection(opening):
        return False
    return None


def least_number_in(text: str) -> int | None:
    """
    The least number that a text names, so that nobody gives more than they said.

    >>> least_number_in("2 or 3"), least_number_in("Just one"), least_number_in("3+")
    (2, 1, 3)
    >>> least_number_in("2 hours a week") is None
    True
    """
    said = tokens(text)
    if OTHER_UNITS.intersection(said) or "-" in text.strip()[:1] or "%" in text:
        return None
    named = [NUMBERS[word] for word in said if word in NUMBERS]
    named += [int(digits) for digits in re.findall(r"\d+", text)]
    return min(named, default=None)


class Phrases:
    """The words of a vocabulary, to be found inside sentences."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._by_tokens = {tuple(tokens(form)): word for form, word in words.forms}
        self._longest = max(map(len, self._by_tokens), default=0)

    def found_in(self, text: str) -> tuple[str, ...]:
        """
        The canonical words that a sentence names, each once, in order.

        Of phrases that overlap the longer counts: "be mentored" and not "mentor".
        Nothing where the sentence may mean the opposite.
        """
        if not TURNING.isdisjoint(tokens(text)):
            return ()
        return tuple(dict.fromkeys(self._scan(cased_tokens(text))))

    def _scan(self, cased: list[str]) -> Iterator[str]:
        said = [token.casefold() for token in cased]
        at = 0
        while at < len(said):
            length = self._length_at(said, cased, at)
            if length:
                yield self._by_tokens[tuple(said[at : at + length])]
            at += length or 1

    def _length_at(self, said: list[str], cased: list[str], at: int) -> int:
        """How many words of the sentence make the longest phrase here; 0 for none."""
        for length in range(min(self._longest, len(said) - at), 0, -1):
            if tuple(said[at : at + length]) in self._by_tokens and (
                length > 1 or len(said[at]) >= SHORTEST or cased[at].isupper()
            ):
                return length
        return 0
