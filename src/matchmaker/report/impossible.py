"""Why a round has no plan, in words, and what would give it one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matchmaker.domain.round import Round
from matchmaker.report.loads import load_text
from matchmaker.report.names import Names
from matchmaker.report.points import points_text
from matchmaker.report.remedies import change_text
from matchmaker.report.rules import rule_words
from matchmaker.report.speech import counted, listed

if TYPE_CHECKING:
    from matchmaker.pipeline.conflicts import Part
    from matchmaker.reasons.impossible import Impossible, Repair

ALL_NEEDED = "Leave out any one of them, and the others can hold."
NAMED = 20
"""So many parts of a conflict are named."""
SHOWN = 6
"""So many repairs are told."""
PERHAPS_MORE = "Time ran out: perhaps not all of these are to blame."


def impossible_lines(answer: Impossible, matching_round: Round) -> Iterator[str]:
    """
    What cannot hold together, then the repairs, the easiest first.

    Args:
        answer: What is to be said.
        matching_round: The round, for names and units.
    """
    if len(answer.parts) == 1:
        yield f"No plan can hold: {part_text(answer.parts[0], matching_round)}."
    else:
        yield "No plan can hold all of these at once:"
        for part in answer.parts[:NAMED]:
            yield f"  - {part_text(part, matching_round)}"
        if len(answer.parts) > NAMED:
            yield f"  - and {len(answer.parts) - NAMED:,} more"
        yield ALL_NEEDED if answer.minimal else PERHAPS_MORE
    yield from _repairs(answer, matching_round)


def _repairs(answer: Impossible, matching_round: Round) -> Iterator[str]:
    if not answer.repairs:
        yield "No repair was found in the time there was; correct one of these by hand."
        return
    yield "A plan holds with any one of these, the easiest first:"
    for repair in answer.repairs[:SHOWN]:
        yield f"  - {repair_text(repair, matching_round)}"
    if len(answer.repairs) > SHOWN:
        yield f"  - and {len(answer.repairs) - SHOWN:,} more"
    if not answer.complete:
        yield "Time ran out: there may be others."


def repair_text(repair: Repair, matching_round: Round) -> str:
    """One repair: its changes, and how much the best plan then meets."""
    changes = [change_text(change, matching_round) for change in repair.changes]
    missing = repair.missing
    met = f"{counted(missing, 'unit')} unmet" if missing else "all requests met"
    points = repair.values.get("points")
    if points is not None:
        met += f", {_points(points, matching_round.decimals)}"
    sure = "" if repair.confirmed else "; the search was cut short: not certain"
    return f"{listed(changes)} (then {met}{sure})"


def _points(points: int, decimals: int) -> str:
    amount = points_text(points, decimals)
    return f"{amount} point" if amount == "1" else f"{amount} points"


def part_text(part: Part, matching_round: Round) -> str:
    """A decision, a limit or a rule, as a clause."""
    names = Names(matching_round)
    if part.kind == "rule":
        return f"the rule '{part.rule}': {part.said}"
    if part.kind == "broken":
        return _broken(part, matching_round)
    if part.kind == "pin":
        pinned = f"{names.request(part.request or '')} is pinned to "
        return f"{pinned}{names.supporter(part.supporter or '')}{_decided(part)}"
    if part.request is not None:
        return f"{names.request(part.request)} {_of_request(part)}"
    who = names.supporter(part.supporter or "")
    return f"{who} {_of_supporter(part, matching_round)}"


def _of_request(part: Part) -> str:
    if part.kind == "demand":
        return f"asks for at most {part.limit:,}"
    return f"must get at least {part.limit:,}{_too_few(part)}"


def _of_supporter(part: Part, matching_round: Round) -> str:
    load = load_text(part.limit or 0, matching_round.programme.unit)
    if part.kind == "room":
        return f"has {load} to give"
    if_used = ", if they give anything" if matching_round.minimum_if_used else ""
    return f"must give at least {load}{if_used}"


def _decided(part: Part) -> str:
    said = ": ".join(filter(None, (part.by, part.reason)))
    return f" (pins.csv: {said})" if said else " (pins.csv)"


def _broken(part: Part, matching_round: Round) -> str:
    if matching_round.programme.scores == "given":
        return "the round gives no points for this pair, or somebody ruled it out"
    words = rule_words(part.rule or "", matching_round.programme)
    sentence = words.sentence(part.evidence) if part.evidence is not None else ""
    return f"the rule '{part.rule}' forbids this pair: {sentence}"


def _too_few(part: Part) -> str:
    if part.could is None or part.limit is None or part.could >= part.limit:
        return ""
    return f", but only {part.could:,} could come"
