"""`matchmaker explain --supporter`: who leads them, and why not somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matchmaker.cli.explain_question import Level
    from matchmaker.cli.resolving import Said
    from matchmaker.pipeline import Solved


def led(
    solved: Solved, person: str, level: Level
) -> tuple[dict[str, Any], Iterator[str]]:
    """Who leads somebody; nothing where they are not to be led."""
    from matchmaker.reasons.leads import why_led
    from matchmaker.report.led import led_lines

    reason = why_led(solved, person)
    if reason is None:
        return {}, iter(())
    return {"led": asdict(reason)}, led_lines(reason, solved.round, level.value)


def not_led(
    solved: Solved, person: str, lead: str, level: Level, limit: float | None
) -> Said:
    """
    Why somebody has not another lead.

    Raises:
        InputError: Nobody is led, the round has no such supporter, or the lead leads
            the person.
    """
    from matchmaker.reasons.leads import why_not_lead
    from matchmaker.report.led import why_not_lead_lines

    found = why_not_lead(solved, person, lead, limit)
    return asdict(found), why_not_lead_lines(found, solved.round, level.value)
