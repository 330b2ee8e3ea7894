"""Groups in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matchmaker.domain.groups import UngroupedReason
from matchmaker.domain.programme import Nouns, Programme
from matchmaker.domain.round import Round
from matchmaker.report.criteria import criterion_words
from matchmaker.report.names import Names
from matchmaker.report.points import in_users_unit, points_text
from matchmaker.report.rules import rule_words
from matchmaker.report.speech import half_day, listed

if TYPE_CHECKING:
    from matchmaker.reasons.groups import Companion, GroupReason, NotTogether
    from matchmaker.report.levels import Level

WHY: dict[UngroupedReason, str] = {
    "too many": "more people applied together than a group may have",
    "no time": "no time suits all who applied together",
    "apart": "the rules keep some who applied together out of one group",
    "nobody": "too few others have a time in common and may be in one group",
    "no place": "there could be a group, but not for everybody at once",
}


def why_ungrouped(reason: UngroupedReason) -> str:
    """Why somebody is in no group, as a clause."""
    return WHY[reason]


def group_lines(
    reason: GroupReason, whole: Round, level: Level = "paragraph"
) -> Iterator[str]:
    """
    Where somebody who asks is, and what the others of the group are to them.

    Args:
        reason: What is to be said.
        whole: The round as it was read, with everybody in it.
        level: The headline alone; with times and points; or with every criterion.
    """
    names = Names(whole)
    person, group = names.request(reason.request), reason.group
    if group is None:
        why = f": {why_ungrouped(reason.why_not)}" if reason.why_not else ""
        yield f"{person} is in no group{why}."
        return
    others = listed([names.request(other.request) for other in reason.company])
    with_whom = f"with {others}" if others else "of one"
    yield f"{person} is in {group.id} {with_whom}."
    if level == "sentence":
        return
    if group.times:
        yield f"All can on {listed([half_day(time) for time in group.times])}."
    for other in reason.company:
        yield from _company_lines(other, whole, level)


def among_askers(programme: Programme) -> Programme:
    """The programme, in whose words one who asks is held against another."""
    asks = programme.nouns.request
    nouns = Nouns(request=asks, supporter=f"other {asks}", setting=asks)
    return programme.model_copy(update={"nouns": nouns})


def _company_lines(other: Companion, whole: Round, level: Level) -> Iterator[str]:
    points = points_text(other.points, whole.decimals)
    yield f"- {Names(whole).request(other.request)}: {points} points, both ways."
    if level != "table":
        return
    for criterion in other.criteria:
        words = criterion_words(criterion.name, among_askers(whole.programme))
        sentence = words.sentence(
            criterion.evidence,
            in_users_unit(criterion.points, whole.decimals),
            in_users_unit(criterion.most, whole.decimals),
        )
        yield f"  - {words.LABEL}: {sentence}."


def not_together_lines(found: NotTogether, whole: Round) -> Iterator[str]:
    """
    Why two who ask are not in one group.

    Args:
        found: What is to be said.
        whole: The round as it was read, with everybody in it.
    """
    names, spec = Names(whole), whole.programme.groups
    one, other = names.request(found.request), names.request(found.other)
    programme = among_askers(whole.programme)
    against = [
        f"for {asks}, {rule_words(broken.rule, programme).sentence(broken.evidence)}"
        for asks, rules in ((one, found.broken), (other, found.broken_back))
        for broken in rules
    ]
    if found.times == ():
        against.append("no time suits both")
    if against:
        yield f"{one} and {other} cannot be in one group: {'; '.join(against)}."
        return
    points = points_text(found.points, whole.decimals)
    mine, theirs = (group or "none" for group in found.groups)
    yield (
        f"{one} and {other} could be in one group, worth {points} points both ways; "
        f"the group of the first is {mine}, of the second {theirs}."
    )
    if found.times:
        yield f"Both can on {listed([half_day(time) for time in found.times])}."
    if spec is not None:
        yield (
            f"A group has at most {spec.most:,}, and the best division of all is sought: "
            "what one with these two together would lose is not worked out."
        )
