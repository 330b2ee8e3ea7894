"""Half-days of the week as people write them."""

from __future__ import annotations

import re

from matchmaker.domain.spelling import folded
from matchmaker.intake.cells import CellFault, short

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
FULL_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
OTHER_DAYS = {"tues": "tue", "weds": "wed", "thur": "thu", "thurs": "thu"}
HALVES = {"am": "am", "pm": "pm", "morning": "am", "mornings": "am",
          "afternoon": "pm", "afternoons": "pm"}  # fmt: skip
EVERY = frozenset({"any", "anyday", "weekdays", "alldays", "all", "everyday"})
ALL_HALF_DAYS = tuple(f"{day}-{half}" for day in WEEKDAYS for half in ("am", "pm"))


def half_days(entry: str) -> tuple[str, ...]:
    """
    The half-days of one entry.

    >>> half_days("Mon am"), half_days("tuesday")
    (('mon-am',), ('tue-am', 'tue-pm'))
    """
    if folded(entry) in EVERY:
        return ALL_HALF_DAYS
    words = re.findall(r"[a-z]+", entry.casefold())
    day = _weekday(words[0]) if words else None
    if day and len(words) == 1:
        return (f"{day}-am", f"{day}-pm")
    if day and len(words) == 2 and words[1] in HALVES:
        return (f"{day}-{HALVES[words[1]]}",)
    raise CellFault(
        f'"{short(entry)}" is not a weekday or half of one',
        "Write days such as mon, tue-am, weekdays or any, separated by semicolons.",
    )


def _weekday(word: str) -> str | None:
    bare = word.removesuffix("s") if word.endswith("days") else word
    if bare in FULL_DAYS:
        return bare[:3]
    return word if word in WEEKDAYS else OTHER_DAYS.get(word)
