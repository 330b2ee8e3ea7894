"""Small parts of plain English: lists, counts, days, money."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from matchmaker.candidates import Fact

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Written out here because the names in `calendar` follow the machine's language."""

WEEKDAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
HALVES = {"am": "morning", "pm": "afternoon"}
WAYS = {
    "face-to-face": "face to face",
    "virtual": "virtually",
    "either": "face to face or virtually",
}
"""Ways of working, as adverbs."""


def listed(words: Sequence[str], *, last: str = "and") -> str:
    """
    Words as a list in a sentence.

    >>> listed(["send", "eal", "behaviour"])
    'send, eal and behaviour'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def listed_first(words: Sequence[str], most: int) -> str:
    """
    The first words of a list, and how many more there are.

    >>> listed_first(["a", "b", "c", "d"], 2)
    'a, b and 2 more'
    """
    if len(words) <= most:
        return listed(words)
    return listed([*words[:most], f"{len(words) - most} more"])


def plural(noun: str) -> str:
    """
    The plural of a regular noun.

    >>> plural("expert"), plural("coach"), plural("deputy")
    ('experts', 'coaches', 'deputies')
    """
    if noun.endswith(("s", "x", "ch", "sh")):
        return f"{noun}es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}s"


def counted(number: int, noun: str) -> str:
    """
    A number with its noun.

    >>> counted(1, "minute"), counted(1200, "minute")
    ('1 minute', '1,200 minutes')
    """
    return f"{number:,} {noun if number == 1 else plural(noun)}"


def with_article(noun: str) -> str:
    """
    A noun with "a" or "an".

    >>> with_article("expert"), with_article("mentor")
    ('an expert', 'a mentor')
    """
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def ordinal(number: int) -> str:
    """
    A place in an order.

    >>> [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 21, 112)]
    ['1st', '2nd', '3rd', '4th', '11th', '12th', '21st', '112th']
    """
    teens = 10 <= number % 100 <= 20
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"


def long_day(day: date) -> str:
    """
    A date in words.

    >>> long_day(date(2022, 4, 25))
    '25 April 2022'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def half_day(code: str) -> str:
    """
    A half-day in words; what is no half-day stays as it is.

    >>> half_day("mon-am"), half_day("any")
    ('Monday morning', 'any')
    """
    weekday, _, half = code.partition("-")
    if weekday not in WEEKDAYS or half not in HALVES:
        return code
    return f"{WEEKDAYS[weekday]} {HALVES[half]}"


def pounds(pence: int) -> str:
    """
    Money in words; whole pounds without pence.

    >>> pounds(150_000), pounds(1_050), pounds(-5)
    ('£1,500', '£10.50', '-£0.05')
    """
    whole, rest = divmod(abs(pence), 100)
    sign = "-" if pence < 0 else ""
    return f"{sign}£{whole:,}" + (f".{rest:02}" if rest else "")


def words_of(fact: Fact) -> tuple[str, ...]:
    """The words of a fact that is a list; none where it is missing."""
    if fact is None:
        return ()
    return fact if isinstance(fact, tuple) else (str(fact),)


def decided(fact: Fact) -> str:
    """
    Who decided and why, to follow a clause; nothing where neither is known.

    >>> decided(("Ann", "siblings")), decided(None)
    (' (Ann: siblings)', '')
    """
    said = ": ".join(words_of(fact))
    return f" ({said})" if said else ""


def day_of(fact: Fact) -> str:
    """A fact that is a day, in words."""
    return long_day(fact) if isinstance(fact, date) else str(fact)


def plain(word: str) -> str:
    """
    A name from a programme file as people say it.

    >>> plain("area_lead")
    'area lead'
    """
    return word.replace("_", " ")
