"""What a programme cannot warn of, because nobody could ever be told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matchmaker.domain.rules import ALWAYS, Budget, Forbidden, HoldsRole, Quotas

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme
    from matchmaker.domain.rules import Rule

HOLDING = frozenset(rule.name for rule in (*ALWAYS, HoldsRole(), Forbidden()))
"""These hold in every programme, so no plan breaks them."""

IN_ROUNDS = frozenset((Budget().name, Quotas().name))
"""Their figures stand in the round, where they hold or are not written at all."""


def warning_faults(programme: Programme) -> Iterator[str]:
    """Every warning that would never be given."""
    if programme.warnings and programme.buddies is not None:
        yield "[buddies] cannot stand beside warnings"
    for warning in programme.warnings:
        why = _why_never(warning, programme)
        if why is not None:
            yield f"warning '{warning.key}' would never be given: {why}"


def _why_never(warning: Rule, programme: Programme) -> str | None:
    if warning.name in HOLDING:
        return "the rule always holds"
    if warning.name in IN_ROUNDS:
        return "its figures stand in the round, and must hold"
    if warning in programme.rules:
        return "the very same stands under [[rule]], and must hold"
    if programme.scores == "given" and warning.kind == "pair":
        return "where scores are given, nothing is known about pairs"
    return None
