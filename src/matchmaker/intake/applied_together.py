"""More people who applied together than a group may have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from matchmaker.domain.field import words_of
from matchmaker.intake.cells import short
from matchmaker.intake.collector import listed

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme
    from matchmaker.domain.request import Request
    from matchmaker.intake.collector import Collector
    from matchmaker.intake.placing import Fields
    from matchmaker.intake.sheet import Sheet


def report_too_many(
    fields: Fields, sheet: Sheet, programme: Programme, collector: Collector
) -> None:
    """
    Warn of those who applied together and cannot be in one group.

    Args:
        fields: Requests, among others.
        sheet: The table of those who ask.
        programme: Says how many a group may have, and who applied together.
        collector: Takes the warnings.
    """
    groups = programme.groups
    if groups is None or groups.together is None:
        return
    together: dict[str, list[str]] = defaultdict(list)
    for request in cast("Sequence[Request]", fields["requests"]):
        for word in words_of(request.fields.get(groups.together)):
            together[word].append(request.id)
    column = sheet.own("request").get(groups.together)
    for word, ids in together.items():
        if len(ids) > groups.most:
            collector.warning(
                sheet.file,
                f'{len(ids)} applied together as "{short(word)}" ({listed(ids)}); a group '
                f"has {groups.most} at the most, so none of them is put into one",
                "Ask them how they would like to be split.",
                column=column.name if column else None,
                value=word,
            )
