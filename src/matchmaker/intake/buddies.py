"""Rounds of buddies: one table of people, who stand on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.among import asker_of, home_of
from matchmaker.intake.called import know_supporters_by_name
from matchmaker.intake.decisions import read_conflicts, read_forbids, read_pins
from matchmaker.intake.known import Ids
from matchmaker.intake.preferences import people_called, with_preferences
from matchmaker.intake.supporters import read_supporters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matchmaker.domain.programme import Programme
    from matchmaker.intake.collector import Collector
    from matchmaker.intake.placing import Fields
    from matchmaker.intake.sheet import Sheet


def read_buddies(
    sheets: Mapping[str, Sheet], programme: Programme, collector: Collector
) -> Fields:
    """
    Everybody as somebody who offers, and as somebody who asks under the same id.

    Args:
        sheets: The tables that are there, by their usual names.
        programme: The round's; it pairs people among themselves.
        collector: Takes what is wrong.
    """
    ids = Ids.of(programme)
    people = read_supporters(sheets["supporters"], programme, {}, ids)
    if not people:
        collector.error(
            sheets["supporters"].file,
            "no row can be used",
            "Mend the rows named here, or add some.",
        )
    noun = programme.nouns.supporter
    people = with_preferences(
        people,
        sheets["supporters"],
        ids.supporters,
        people_called(people, noun),
        among=True,
    )
    for person in people:
        ids.requests.accept(person.id)
        ids.askers.accept(person.id)
    for known in (ids.supporters, ids.requests, ids.askers):
        know_supporters_by_name(people, known)
    fields: Fields = {
        "supporters": people,
        "settings": tuple(home_of(person) for person in people),
        "requests": tuple(asker_of(person, programme) for person in people),
    }
    return fields | _decisions(sheets, ids)


def _decisions(sheets: Mapping[str, Sheet], ids: Ids) -> Fields:
    forbidden, forbids = (
        read_forbids(sheets["forbids"], ids) if "forbids" in sheets else ({}, ())
    )
    return {
        "forbids": forbids,
        "pins": read_pins(sheets["pins"], ids, forbidden) if "pins" in sheets else (),
        "conflicts": (
            read_conflicts(sheets["conflicts"], ids, ())
            if "conflicts" in sheets
            else ()
        ),
    }
