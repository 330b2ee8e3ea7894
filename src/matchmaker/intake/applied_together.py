"""Those who applied together: more than a group may have, or one alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from matchmaker.domain.field import words_of
from matchmaker.domain.spelling import folded
from matchmaker.intake.cells import short
from matchmaker.intake.collector import listed
from matchmaker.intake.known import EXAMPLE

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme
    from matchmaker.domain.request import Request
    from matchmaker.intake.collector import Collector
    from matchmaker.intake.placing import Fields
    from matchmaker.intake.sheet import Sheet


def report_together(
    fields: Fields, sheet: Sheet, programme: Programme, collector: Collector
) -> None:
    """
    Warn of those who cannot be in one group, and of who applied with nobody here.

    Args:
        fields: Requests, among others.
        sheet: The table of those who ask.
        programme: Says how many a group may have, and who applied together.
        collector: Takes the warnings.
    """
    groups = programme.groups
    if groups is None or groups.together is None:
        return
    together: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for request in cast("Sequence[Request]", fields["requests"]):
        for word in words_of(request.fields.get(groups.together)):
            if not request.id.startswith(EXAMPLE):
                together[folded(word)].append((request.id, word))
    column = sheet.own("request").get(groups.together)
    for said in together.values():
        fault = _fault(said, groups.most)
        if fault is not None:
            problem, remedy = fault
            collector.warning(
                sheet.file,
                problem,
                remedy,
                column=column.name if column else None,
                value=said[0][1],
            )


def _fault(said: Sequence[tuple[str, str]], most: int) -> tuple[str, str] | None:
    """What is wrong with those who say one word, and the remedy; `None` if nothing."""
    ids, word = [key for key, _ in said], short(said[0][1])
    if len(ids) == 1:
        return (
            f'only {ids[0]} says "{word}", so nobody is kept together with {ids[0]}',
            "Write the same word for all who applied together; a name or an id of one "
            "of them does not do.",
        )
    if len(ids) > most:
        return (
            f'{len(ids)} applied together as "{word}" ({listed(ids)}); a group has '
            f"{most} at the most, so none of them is put into one",
            "Ask them how they would like to be split.",
        )
    return None
