"""`matchmaker explain` for coordinators: each question with its answer."""

from __future__ import annotations

from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING

from matchmaker.cli.explain_leads import led, not_led
from matchmaker.cli.explain_party import for_party
from matchmaker.cli.explain_question import Level, Question, Reader
from matchmaker.cli.resolving import Said, what_it_takes, what_rules_cost, within

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved
    from matchmaker.reasons import Unmatched


def answer(solved: Solved, asked: Question) -> Said:
    """
    The answer to a question that may be asked.

    Args:
        solved: The solved round.
        asked: What is asked.

    Raises:
        InputError: The round has no such request or supporter, or what is asked
            makes no sense in this plan.
        NoPlanError: Time ran out before any plan was found.
    """
    if asked.reader is not Reader.COORDINATOR:
        return for_party(
            solved,
            "setting" if asked.reader is Reader.SETTING else "supporter",
            asked.request,
            asked.not_this or asked.supporter,
            asked.level.value,
            confirm=asked.confirm,
        )
    if asked.prices:
        return what_rules_cost(solved, asked.level.value, asked.limit)
    if asked.blocking:
        return _blocking(solved, asked)
    if asked.unmatched:
        return _unmatched(solved, asked)
    if asked.request is not None:
        return _of_request(solved, asked.request, asked)
    return _supporter(solved, asked.supporter or "", asked)


def _of_request(solved: Solved, request: str, asked: Question) -> Said:
    if asked.remedies:
        return what_it_takes(solved, request, asked.level.value, asked.limit)
    if asked.not_this is not None:
        return _why_not(solved, request, asked.not_this, asked)
    return _request(solved, request, asked)


def _why_not(solved: Solved, request: str, supporter: str, asked: Question) -> Said:
    from matchmaker.reasons import why_not
    from matchmaker.report.why_not import why_not_lines

    params = within(solved, asked.limit) if asked.limit else None
    found = why_not(solved, request, supporter, confirmed=asked.confirm, params=params)
    return asdict(found), iter(why_not_lines(found, solved.round, asked.level.value))


def _request(solved: Solved, request: str, asked: Question) -> Said:
    from matchmaker.reasons import explain_request, request_outlook
    from matchmaker.report.answers import request_lines

    reasons = explain_request(solved, request)
    outlook = request_outlook(solved, request, again=asked.confirm, limit=asked.limit)
    data = asdict(reasons) | {"outlook": asdict(outlook)}
    return data, request_lines(reasons, outlook, solved.round, asked.level.value)


def _supporter(solved: Solved, supporter: str, asked: Question) -> Said:
    from matchmaker.reasons import supporter_outlook
    from matchmaker.report.answers import supporter_lines

    if asked.not_this is not None:
        return not_led(solved, supporter, asked.not_this, asked.level, asked.limit)
    outlook = supporter_outlook(
        solved, supporter, again=asked.confirm, limit=asked.limit
    )
    lines = supporter_lines(outlook, solved.round, asked.level.value)
    data, more = led(solved, supporter, asked.level)
    return asdict(outlook) | data, chain(lines, more)


def _unmatched(solved: Solved, asked: Question) -> Said:
    from matchmaker.reasons.unmatched import unmatched_in_turn
    from matchmaker.report.shortages import unmatched_lines

    found = unmatched_in_turn(solved, confirmed=asked.confirm)
    if asked.as_json:
        return {"unmet": [_open_one(open_one) for open_one in found]}, iter(())
    if not solved.plan.unmet:
        return {}, iter([_nobody_is_open(solved)])
    # Thousands may stand open: each is said as soon as it is known.
    return {}, (
        line
        for open_one in found
        for line in unmatched_lines(open_one, solved.round, asked.level.value)
    )


def _nobody_is_open(solved: Solved) -> str:
    if solved.plan.pairings:
        return "Everybody got all they asked for."
    return "Nobody asks for anything in this round."


def _open_one(open_one: Unmatched) -> dict[str, object]:
    shortage = asdict(open_one.shortage) if open_one.shortage else None
    return asdict(open_one.reason) | {"shortage": shortage}


def _blocking(solved: Solved, asked: Question) -> Said:
    from matchmaker.reasons import blocking_pairs
    from matchmaker.report.blocking import blocking_lines

    found = blocking_pairs(solved)
    brief = asked.level is Level.SENTENCE
    ranked_by = "preferences" if solved.round.has_preferences else "points"
    data = {"ranked_by": ranked_by, "pairs": [asdict(pair) for pair in found]}
    return data, blocking_lines(found, solved.round, brief=brief)
