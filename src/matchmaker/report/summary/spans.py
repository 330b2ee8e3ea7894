"""How the people led are spread over their leads."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median_low
from typing import TYPE_CHECKING

from matchmaker.report.names import Names
from matchmaker.report.speech import counted

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved


@dataclass(frozen=True, slots=True)
class Spans:
    """
    How the people led are spread over their leads.

    Attributes:
        leads: Leads in use.
        led: People led.
        smallest: The smallest team.
        median: The middle team, the lower of the two middle ones.
        largest: The largest team.
        unled: Matched people without a lead.
        lead: What the programme calls a lead.
    """

    leads: int
    led: int
    smallest: int
    median: int
    largest: int
    unled: int
    lead: str = "area lead"


def spans_of(solved: Solved) -> Spans | None:
    """How people are spread over leads; `None` in programmes without area leads."""
    if solved.round.programme.teams is None:
        return None
    sizes = [len(team.members) for team in solved.plan.teams]
    return Spans(
        leads=len(sizes),
        led=sum(sizes),
        smallest=min(sizes, default=0),
        median=median_low(sizes) if sizes else 0,
        largest=max(sizes, default=0),
        unled=len(solved.plan.unled),
        lead=Names(solved.round).lead,
    )


def spans_text(spans: Spans) -> str:
    """
    Teams in a sentence.

    >>> spans_text(Spans(3, 27, 6, 9, 12, 1))
    '3 area leads lead 27 supporters, 6 to 12 each (median 9); 1 has no lead.'
    """
    has = "has" if spans.unled == 1 else "have"
    rest = f"; {spans.unled:,} {has} no lead" if spans.unled else ""
    if not spans.leads:
        return f"No {spans.lead} is in use{rest}."
    leads = counted(spans.leads, spans.lead)
    verb = "leads" if spans.leads == 1 else "lead"
    sizes = (
        f", {spans.smallest:,} to {spans.largest:,} each (median {spans.median:,})"
        if spans.leads > 1
        else ""
    )
    return f"{leads} {verb} {counted(spans.led, 'supporter')}{sizes}{rest}."
