"""What several people said, put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from matchmaker.domain.field import FieldValue, FieldValues, ProgrammeField
from matchmaker.domain.located import Located, Precision
from matchmaker.domain.request import Mode

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme

PRECISIONS: tuple[Precision, ...] = ("exact", "outcode", "authority")
"""Finest first."""


def most_wanted(lists: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """
    All words, those that most people want first; among these, the higher ranked.

    >>> most_wanted([("send", "eal"), ("eal",), ("planning", "eal")])
    ('eal', 'send', 'planning')
    """
    wanted = Counter(word for words in lists for word in words)
    places: Counter[str] = Counter()
    for words in lists:
        places.update({word: place for place, word in enumerate(words)})
    return tuple(sorted(wanted, key=lambda word: (-wanted[word], places[word])))


def suiting_all(lists: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """
    Times that suit everybody who named any.

    >>> suiting_all([("mon-am", "tue-am"), (), ("tue-am", "fri-pm")])
    ('tue-am',)
    """
    stated = [times for times in lists if times]
    first = stated[0] if stated else ()
    return tuple(time for time in first if all(time in times for times in stated))


def all_answers(programme: Programme, answers: Sequence[FieldValues]) -> FieldValues:
    """What several people answered, put together field by field."""
    found: FieldValues = {}
    for name, field in programme.fields.items():
        given = [one[name] for one in answers if name in one]
        if given:
            found[name] = _answer(field, given, everybody=len(given) == len(answers))
    return found


def _answer(
    field: ProgrammeField, given: Sequence[FieldValue], *, everybody: bool
) -> FieldValue:
    words = [value for value in given if isinstance(value, tuple)]
    if field.kind == "half-days":
        return suiting_all(words)
    if field.kind == "level":
        return max(words, key=lambda value: field.rank(value) or 0)
    if words:
        return most_wanted(words)
    if field.kind == "yes or no":
        return everybody and all(given)
    if field.kind == "date":
        return max(value for value in given if isinstance(value, date))
    return min(value for value in given if isinstance(value, int))


def common(values: set[str | None]) -> str | None:
    """The value that all have; `None` where they differ."""
    return values.pop() if len(values) == 1 else None


def commonest(values: Sequence[str | None]) -> str | None:
    """The value that most have, the first of those named as often."""
    counts = Counter(value for value in values if value is not None)
    return max(counts, key=lambda value: counts[value], default=None)


def least(values: Iterable[int | None]) -> int | None:
    """The least of what is known."""
    return min((value for value in values if value is not None), default=None)


def latest(days: Iterable[date | None]) -> date | None:
    """The latest day of those known."""
    return max((day for day in days if day is not None), default=None)


def earliest(days: Iterable[date | None]) -> date | None:
    """The earliest day of those known."""
    return min((day for day in days if day is not None), default=None)


def middle(metres: Sequence[int]) -> int | None:
    """The middle of some coordinates, in metres."""
    return sum(metres) // len(metres) if metres else None


def roughest(homes: Sequence[Located]) -> Precision | None:
    """How well the least known of some places is known."""
    found = {home.precision for home in homes}
    known = [one for one in PRECISIONS if one in found]
    return known[-1] if known else None


def way(modes: Sequence[Mode | None]) -> Mode | None:
    """How members insist on working; else as open as they are."""
    insisted = [mode for mode in modes if mode in ("virtual", "face-to-face")]
    if insisted:
        return insisted[0]
    return "either" if "either" in modes else None
