"""What a plan does although its programme warns of it, in words."""

from __future__ import annotations

from matchmaker.domain.round import Round
from matchmaker.reasons import Warned, WarnedPairing
from matchmaker.report.asked import is_about_field
from matchmaker.report.broken import broken_clauses
from matchmaker.report.names import Names


def warned_text(warned: Warned, matching_round: Round) -> str:
    """Whom it is about, and what to look at, in a sentence."""
    return f"{whom(warned, matching_round)}: {what(warned, matching_round)}."


def whom(warned: Warned, matching_round: Round) -> str:
    """The pairing, or the one whose pairings together are meant."""
    names = Names(matching_round)
    if isinstance(warned, WarnedPairing):
        request, supporter = warned.request, warned.supporter
        return f"{names.request(request)} with {names.supporter(supporter)}"
    if warned.party in matching_round.supporter_index:
        return names.supporter(warned.party)
    return names.setting(warned.party)


def what(warned: Warned, matching_round: Round) -> str:
    """What the rule saw: a bare clause, without answers that are private."""
    if not isinstance(warned, WarnedPairing):
        return warned.saw
    rule = warned.broken.rule
    if is_about_field(rule):
        field = matching_round.programme.fields[rule.split(":")[1]]
        if field.private:
            return f"see what they answered under '{field.title}', which is private"
    return broken_clauses([warned.broken], matching_round)[0]
