"""What a rule saw: the value, and the limit it was held against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Fact = str | int | bool | date | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """
    What a rule or criterion saw of one pair, as data; the words are the report's.

    Attributes:
        value: What stands in the round, such as the minutes of a journey.
        limit: What it was held against, such as the limit.
        near: Words of the limit that are met in part only, by something near them.
    """

    value: Fact
    limit: Fact = None
    near: tuple[str, ...] = ()
