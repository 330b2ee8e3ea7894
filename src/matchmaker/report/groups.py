"""Groups in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matchmaker.domain.groups import UngroupedReason
from matchmaker.domain.nouns import Nouns
from matchmaker.domain.programme import Programme
from matchmaker.domain.round import Round
from matchmaker.report.criterion_line import criterion_line
from matchmaker.report.losses import (
    Cost,
    is_free,
    lost_text,
    more_or_fewer,
    worse_then_better,
)
from matchmaker.report.names import Names
from matchmaker.report.points import points_text
from matchmaker.report.rules import rule_words
from matchmaker.report.speech import half_day, listed

if TYPE_CHECKING:
    from matchmaker.reasons.groups import (
        Companion,
        GroupReason,
        NotTogether,
        OtherCompany,
    )
    from matchmaker.report.levels import Level

WHY: dict[UngroupedReason, str] = {
    "too many": "more people applied together than a group may have",
    "no time": "no time suits all who applied together",
    "apart": "the rules keep some who applied together out of one group",
    "nobody": "too few others have a time in common and may be in one group",
    "no place": "there could be a group, but not for everybody at once",
}

_COUNTED = {
    "ungrouped": ("person", "people", "in no group"),
    "small-groups": ("group", "groups", "below the preferred size"),
    "outside-district": ("person", "people", "from elsewhere than most of their group"),
}
"""What is sought of groups: one, several, and what of them."""


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
        programme = among_askers(whole.programme)
        yield f"  - {criterion_line(criterion, programme, whole.decimals)}"


def not_together_lines(
    found: NotTogether, whole: Round, level: Level = "paragraph"
) -> Iterator[str]:
    """
    Why two who ask are not in one group: what is against it, or what it costs.

    Args:
        found: What is to be said.
        whole: The round as it was read, with everybody in it.
        level: One sentence, or all.
    """
    names = Names(whole)
    one, other = names.request(found.request), names.request(found.other)
    programme = among_askers(whole.programme)
    against = [
        f"for {asks}, {rule_words(broken.rule, programme).sentence(broken.evidence)}"
        for asks, rules in ((one, found.broken), (other, found.broken_back))
        for broken in rules
    ]
    if found.times == ():
        against.append("no time suits both")
    against += [_conflict(said) for said in found.conflict]
    if against:
        yield f"{one} and {other} cannot be in one group: {'; '.join(against)}."
        return
    points = points_text(found.points, whole.decimals)
    mine, theirs = (group or "none" for group in found.groups)
    yield f"{one} and {other} could be in one group, {_worth(found, whole)}."
    if level == "sentence":
        return
    yield (
        f"The two are worth {points} points to each other; the group of the first is "
        f"{mine}, of the second {theirs}."
    )
    if found.times:
        yield f"Both can on {listed([half_day(time) for time in found.times])}."
    yield from (f"- {_moved(moved, names)}" for moved in found.moved)
    if found.exact:
        yield "Found by forming and supporting groups again with these two together."
    else:
        yield "The search was cut short: the true cost may be another."


def _conflict(said: str) -> str:
    """Why no plan has two people together: a reason of ours, or another's words."""
    words: dict[str, str] = dict(WHY.items())
    return words.get(said, said)


def _worth(found: NotTogether, whole: Round) -> str:
    """What the best division with two together loses, and what its support does."""
    lost, support = found.cost or {}, found.support or {}
    said = []
    if not is_free(lost):
        said.append(f"the groups would then have {_groups_text(lost, whole.decimals)}")
    if not is_free(support):
        said.append(f"the pairings would then have {lost_text(support, whole)}")
    if not said:
        return "and the plan would be just as good"
    return f"but {'; '.join(said)}"


def _groups_text(lost: Cost, decimals: int) -> str:
    known = {name: more for name, more in lost.items() if more is not None}
    return worse_then_better(known, lambda n, more: _amount(n, more, decimals))


def _amount(name: str, more: int, decimals: int) -> str:
    if name == "points":
        return f"{points_text(abs(more), decimals)} points {'less' if more > 0 else 'more'}"
    return more_or_fewer(more, *_COUNTED[name])


def _moved(moved: OtherCompany, names: Names) -> str:
    who = names.request(moved.request)
    before, after = (
        listed([names.request(one) for one in company]) or "nobody"
        for company in (moved.before, moved.after)
    )
    return f"{who} is with {after} instead of {before}"
