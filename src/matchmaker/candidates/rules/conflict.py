"""Nobody supports a setting, or a group, with which they have a declared conflict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from matchmaker.candidates.coded import Exclusions, Test
from matchmaker.candidates.evidence import Evidence
from matchmaker.candidates.table import Table
from matchmaker.candidates.years import years_after
from matchmaker.domain.decisions import Conflict
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import NoConflict
from matchmaker.domain.supporter import Supporter


def screen(rule: NoConflict, table: Table) -> Test:
    """Nobody supports a setting, or a group, with which they have a declared conflict."""
    return Exclusions(_ruled_out(rule, table)).allow


def counts(rule: NoConflict, conflict: Conflict, request: Request) -> bool:
    """Whether a conflict holds on any day of the support."""
    since = conflict.since or date.min
    until = conflict.until or date.max
    if conflict.kind == "employment":
        until = years_after(until, rule.employment_years)
    return since <= (request.end or date.max) and (request.start or date.min) <= until


def _ruled_out(rule: NoConflict, table: Table) -> Iterator[tuple[int, int]]:
    """Positions of each request and supporter that a conflict keeps apart."""
    of_party: dict[str | None, list[int]] = defaultdict(list)
    for position, setting in enumerate(table.settings):
        if setting is not None:
            for party in {setting.id, setting.group}:
                of_party[party].append(position)
    for conflict in table.round.conflicts:
        for position in of_party[conflict.party]:
            if counts(rule, conflict, table.requests[position]):
                yield position, table.round.supporter_index[conflict.supporter]


def evidence(
    rule: NoConflict, matching_round: Round, request: Request, supporter: Supporter
) -> Evidence:
    """What the conflict is, and with whom."""
    setting = matching_round.setting_of(request)
    for conflict in matching_round.conflicts:
        if conflict.supporter == supporter.id and setting is not None:
            named = conflict.party in (setting.id, setting.group)
            if named and counts(rule, conflict, request):
                return Evidence(conflict.kind, conflict.party)
    return Evidence(None)
