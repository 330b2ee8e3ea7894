"""One line of the accounts: what is paid, to whom, for what, at which rate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal

from matchmaker.domain.academic_year import AcademicYear
from matchmaker.domain.training import ClaimStatus

PAYABLE: tuple[ClaimStatus, ...] = ("submitted", "due")
"""What waits to be paid now."""
AHEAD: tuple[ClaimStatus, ...] = ("planned", "draft")
"""What nobody has asked for yet: it stands in forecasts and in no pay list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """
    One line of the accounts.

    Attributes:
        claim: The reference of the claim, or of what stands for one.
        organisation: The id of who is paid, or on whose behalf an authority is.
        party: The person whose work or training it is. Never in a pay list.
        provider: Who trained; blank where nobody does.
        what: What it is for, such as "initial training".
        day: The day whose rate counts.
        year: The academic year it counts in.
        status: How far it has come.
        submitted_on: When it was claimed; `None` where nobody has to.
        minutes: Time paid for; `None` for grants.
        rate: Pence for each `rate_per`.
        rate_per: What the rate is for.
        area: The pay area; `None` where one rate holds everywhere.
        pence: What is asked for.
        unpaid: Why it is not paid; blank if it may be.
        version: The tables of rates and limits behind it.
    """

    claim: str
    organisation: str
    party: str
    provider: str = ""
    what: str
    day: date
    year: AcademicYear
    status: ClaimStatus
    submitted_on: date | None = None
    minutes: int | None = None
    rate: int
    rate_per: Literal["hour", "day", "grant"]
    area: str | None = None
    pence: int
    unpaid: str = ""
    version: str

    @property
    def expected(self) -> bool:
        """Whether its pence are spent, or are expected to be."""
        return not self.unpaid and self.status != "rejected"

    @property
    def payable(self) -> bool:
        """Whether it is to be paid now."""
        return not self.unpaid and self.status in PAYABLE


def versions(named: Iterable[str]) -> str:
    """Versions of several tables in one cell, each once, in order."""
    return "; ".join(dict.fromkeys(named))


def total(lines: Iterable[Line]) -> int:
    """Pence of the lines that are expected to be spent."""
    return sum(line.pence for line in lines if line.expected)


def reference(organisation: str, *about: object) -> str:
    """
    A reference for what nobody has to claim, the same in every run.

    It begins with the organisation and names no person: payments need no personal data.

    >>> reference("100001", "Ada", "mentoring") == reference("100001", "Ada", "mentoring")
    True
    """
    mark = sha256("\x1f".join(map(str, about)).encode()).hexdigest()[:8]
    return f"{organisation}-{mark}"
