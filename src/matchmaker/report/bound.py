"""Words for rules and criteria, bound to what a programme says of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Bound:
    """
    What stands for a file of words.

    Attributes:
        LABEL: As the file's constant.
        sentence: As the file's function, without what is bound.
    """

    LABEL: str
    sentence: Callable[..., str]
