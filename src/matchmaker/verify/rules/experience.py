"""The supporter has enough years of experience."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.rules import Experience
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def broken(
    rule: Experience, _facts: Facts, _request: Request, supporter: Supporter
) -> str | None:
    """
    The supporter has enough years of experience.

    Unknown experience is not enough.
    """
    years = supporter.experience_years
    if years is None:
        return f"has unknown years of experience, needs {rule.years}"
    if years < rule.years:
        return f"has {years} years of experience, needs {rule.years}"
    return None
