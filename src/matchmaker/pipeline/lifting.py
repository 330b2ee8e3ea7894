"""The least change that lets one pair past one rule."""

from __future__ import annotations

from matchmaker.candidates import pair_rule
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Rule
from matchmaker.domain.supporter import Supporter
from matchmaker.pipeline.changes import Change

LOOSENED = {"travel": "limit_minutes", "experience": "years", "qualification": "level"}
"""Rules about a pair whose limit is a number, and the parameter that holds it."""

LIFTED = frozenset({*LOOSENED, "region", "priority_test"})
"""Rules about a pair that some change can lift, besides decisions and ways of working."""

LONGEST_JOURNEY = 600
"""No programme can allow more minutes."""


def lifted(whole: Round, rule: Rule, request: int, supporter: int) -> Change | None:
    """
    The least change that lets a pair past a rule; `None` if there is none.

    Args:
        whole: The round.
        rule: A rule about pairs that the pair breaks.
        request: The request's position in the round.
        supporter: The supporter's position.
    """
    asked, person = whole.requests[request], whole.supporters[supporter]
    if rule.name == "forbidden" and whole.programme.scores == "criteria":
        return Change("unforbid", request=asked.id, supporter=person.id)
    if rule.name == "priority_test":
        return Change("override", request=asked.id)
    if rule.name == "region":
        return _area(whole, asked, person)
    if rule.name in LOOSENED:
        return _limit(whole, rule, asked, person)
    return None


def _area(whole: Round, asked: Request, person: Supporter) -> Change | None:
    """The supporter works in the setting's region, too."""
    setting = whole.setting_of(asked)
    if setting is None or setting.region is None:
        return None
    return Change(
        "area", supporter=person.id, before=person.region, after=setting.region
    )


def _limit(
    whole: Round, rule: Rule, asked: Request, person: Supporter
) -> Change | None:
    """The supporter's own limit raised where that is enough, or else the rule's."""
    needed = pair_rule(rule.name).evidence(rule, whole, asked, person).value
    if not isinstance(needed, int):
        return None
    limit: int = getattr(rule, LOOSENED[rule.name])
    if rule.name == "travel" and _beyond(needed, asked.travel_limit):
        return None
    if rule.name == "travel" and needed <= limit:
        return Change(
            "travel", supporter=person.id, before=person.travel_limit, after=needed
        )
    too_long = rule.name == "travel" and (
        needed > LONGEST_JOURNEY or _beyond(needed, person.travel_limit)
    )
    if too_long or (rule.name == "qualification" and needed < 1):
        return None
    return Change(
        "rule",
        rule=rule.key,
        parameter=LOOSENED[rule.name],
        before=limit,
        after=needed,
    )


def _beyond(minutes: int, own_limit: int | None) -> bool:
    """Whether a journey is longer than one side will have it."""
    return own_limit is not None and minutes > own_limit
