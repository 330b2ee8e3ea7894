"""`matchmaker explain --for setting` and `--for supporter`: their own side only."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matchmaker.cli.resolving import Said
    from matchmaker.pipeline import Solved
    from matchmaker.reasons import Party
    from matchmaker.report.levels import Level


def for_party(
    solved: Solved,
    party: Party,
    request: str | None,
    supporter: str | None,
    level: Level,
    *,
    confirm: bool,
) -> Said:
    """
    An answer for one party, as data and in words, both made from what it may see.

    Args:
        solved: The solved round.
        party: Who reads.
        request: The request asked about, if any.
        supporter: The supporter asked about, if any; with a request: why they do not
            come.
        level: How much is said.
        confirm: Whether what prices say is confirmed by solving again.

    Raises:
        InputError: The round has no such request or supporter, or the plan has the
            pairing.
    """
    if request is not None and supporter is not None:
        return _why_not(solved, party, request, supporter, confirm=confirm)
    if request is not None:
        return _request(solved, request, level)
    return _supporter(solved, supporter or "", level)


def _why_not(
    solved: Solved, party: Party, request: str, supporter: str, *, confirm: bool
) -> Said:
    from matchmaker.reasons import why_not_for
    from matchmaker.report.parties import seen_why_not_line

    seen = why_not_for(party, solved, request, supporter, confirmed=confirm)
    return asdict(seen), iter([seen_why_not_line(seen, solved.round)])


def _request(solved: Solved, request: str, level: Level) -> Said:
    from matchmaker.reasons import request_for_setting
    from matchmaker.report.parties import seen_request_lines

    seen = request_for_setting(solved, request)
    return asdict(seen), seen_request_lines(seen, solved.round, level)


def _supporter(solved: Solved, supporter: str, level: Level) -> Said:
    from matchmaker.reasons import supporter_for_themselves
    from matchmaker.report.parties import seen_supporter_lines

    seen = supporter_for_themselves(solved, supporter)
    return asdict(seen), seen_supporter_lines(seen, solved.round, level)
