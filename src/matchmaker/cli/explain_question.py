"""What is asked of `matchmaker explain`, and who may ask it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much is said."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    TABLE = "table"


class Reader(StrEnum):
    """Who reads, which decides what is shown."""

    SETTING = "setting"
    SUPPORTER = "supporter"
    COORDINATOR = "coordinator"


@dataclass(frozen=True)
class Question:
    """
    One question about a plan.

    Attributes:
        request: The request asked about.
        supporter: The supporter asked about.
        not_this: With a request: the supporter who does not come. With a supporter:
            the lead whom they do not have.
        remedies: With a request: what it would take.
        unmatched: Whether all requests are asked about that lack something.
        prices: Whether the price of rules is asked for.
        blocking: Whether those are who would rather have each other.
        reader: Who reads.
        level: How much is said.
        confirm: Whether every cost is solved for again.
        limit: Seconds for the answer.
        as_json: Whether it is wanted as data.
    """

    request: str | None = None
    supporter: str | None = None
    not_this: str | None = None
    remedies: bool = False
    unmatched: bool = False
    prices: bool = False
    blocking: bool = False
    reader: Reader = Reader.COORDINATOR
    level: Level = Level.PARAGRAPH
    confirm: bool = False
    limit: float | None = None
    as_json: bool = False

    @property
    def fault(self) -> str | None:
        """Why it cannot be asked; `None` if it can."""
        of_plan = self.unmatched, self.prices, self.blocking
        asked = self.request is not None, self.supporter is not None, *of_plan
        if sum(asked) != 1 or not self._goes_with_party:
            return (
                "ask one thing: --request ID (perhaps with --why-not SUPPORTER, or with "
                "--remedies), --supporter ID (perhaps with --why-not LEAD), "
                "--unmatched, --blocking, or --price-of-rules."
            )
        if not self._may_be_asked:
            return (
                "a setting may ask about its --request, a supporter about themselves "
                "with --supporter; either may ask --why-not. All else is for "
                "coordinators."
            )
        return None

    @property
    def _goes_with_party(self) -> bool:
        """Whether what is asked besides goes with who is asked about."""
        if self.remedies:
            return self.request is not None and self.not_this is None
        of_party = self.request is not None or self.supporter is not None
        return self.not_this is None or of_party

    @property
    def _may_be_asked(self) -> bool:
        """Whether it is about the reader's own side, and not the whole plan."""
        if self.reader is Reader.COORDINATOR:
            return True
        if self.remedies:
            return False
        if self.reader is Reader.SETTING:
            return self.request is not None
        if self.not_this is not None:
            return self.request is not None
        return self.supporter is not None
