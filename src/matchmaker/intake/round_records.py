"""What a round's tables hold, read in the order in which one needs the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.intake.applied_together import report_together
from matchmaker.intake.at_one_time import report_at_one_time
from matchmaker.intake.before import read_before
from matchmaker.intake.buddies import read_buddies
from matchmaker.intake.called import know_askers_by_name, know_supporters_by_name
from matchmaker.intake.decisions import (
    read_conflicts,
    read_forbids,
    read_pins,
    read_travel,
)
from matchmaker.intake.doubles import report_doubles
from matchmaker.intake.given_scores import read_given_requests, read_given_supporters
from matchmaker.intake.known import Ids
from matchmaker.intake.names_to_ids import with_names_as_ids
from matchmaker.intake.pairs import Positions, read_pairs
from matchmaker.intake.people import (
    know_their_requests,
    people_who_ask,
    read_people,
)
from matchmaker.intake.preferences import (
    people_called,
    requests_called,
    with_preferences,
)
from matchmaker.intake.quotas import Named, read_quotas
from matchmaker.intake.requests import read_requests
from matchmaker.intake.settings import read_settings
from matchmaker.intake.supporters import read_supporters
from matchmaker.intake.themselves import apart_from_themselves
from matchmaker.intake.ties import read_exclusions, read_ties

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matchmaker.domain.programme import Programme
    from matchmaker.domain.request import Request
    from matchmaker.domain.setting import Setting
    from matchmaker.domain.supporter import Supporter
    from matchmaker.intake.collector import Collector
    from matchmaker.intake.placing import Fields
    from matchmaker.intake.round_facts import Facts
    from matchmaker.intake.sheet import Sheet


REFERRING = frozenset(
    {"pins", "forbids", "conflicts", "travel", "before", "ties", "exclusions"}
)
"""Tables that refer to people of the others."""


def read_records(
    sheets: Mapping[str, Sheet],
    facts: Facts,
    programme: Programme,
    collector: Collector,
) -> Fields:
    """
    The round's records, as fields of `Round`.

    Args:
        sheets: The tables that are there, by their usual names.
        facts: What the round says of itself as a whole.
        programme: The round's.
        collector: Takes what is wrong.
    """
    if programme.buddies is not None:
        fields = read_buddies(sheets, programme, collector)
    elif programme.scores == "given":
        fields = _read_given(sheets, facts, programme, collector)
    else:
        fields = _read_whole(sheets, facts, programme, collector)
    if programme.groups is not None:
        report_together(fields, sheets["requests"], programme, collector)
    report_doubles(fields, sheets, programme, collector)
    report_at_one_time(fields, sheets, programme, collector)
    named = with_names_as_ids(fields, sheets, programme)
    return apart_from_themselves(named, programme)


def _read_whole(
    sheets: Mapping[str, Sheet],
    facts: Facts,
    programme: Programme,
    collector: Collector,
) -> Fields:
    ids = Ids.of(programme)
    employers = (
        read_settings(sheets["settings"], ids.settings) if "settings" in sheets else ()
    )
    by_id = {setting.id: setting for setting in employers}
    people = read_people(sheets["requests"], ids) if programme.asks == "people" else {}
    requests = read_requests(sheets["requests"], facts, programme, by_id | people, ids)
    know_their_requests(requests, people, ids.requests)
    settings = (*employers, *people_who_ask(people, requests))
    supporters = read_supporters(sheets["supporters"], programme, by_id, ids)
    requests, supporters = _ranked(requests, supporters, by_id | people, sheets, ids)
    if not REFERRING.isdisjoint(sheets):
        know_supporters_by_name(supporters, ids.supporters)
        know_askers_by_name(requests, people, programme, ids)
    fields: Fields = {
        "settings": settings,
        **_parties(requests, supporters, sheets, collector),
        **_decisions(sheets, ids),
    }
    if "conflicts" in sheets:
        owners = (*(s.group for s in settings), *(s.employer_group for s in supporters))
        groups = {owner for owner in owners if owner is not None}
        fields["conflicts"] = read_conflicts(sheets["conflicts"], ids, groups)
    if "quotas" in sheets:
        named = Named(settings, requests, supporters, programme, ids)
        fields["quotas"] = read_quotas(sheets["quotas"], named)
    if "travel" in sheets:
        fields["travel"] = read_travel(sheets["travel"], ids)
    return fields


def _read_given(
    sheets: Mapping[str, Sheet],
    facts: Facts,
    programme: Programme,
    collector: Collector,
) -> Fields:
    ids = Ids.of(programme)
    role = programme.matched_roles[0] if programme.matched_roles else ""
    requests = read_given_requests(sheets["requests"], role, ids.requests)
    supporters = read_given_supporters(sheets["supporters"], role, ids.supporters)
    requests, supporters = _ranked(requests, supporters, {}, sheets, ids)
    positions = Positions(
        {request.id: i for i, request in enumerate(requests)},
        {supporter.id: i for i, supporter in enumerate(supporters)},
    )
    given = read_pairs(sheets["pairs"], ids, positions, facts.decimals)
    return {
        "given": given,
        **_parties(requests, supporters, sheets, collector),
        **_decisions(sheets, ids),
    }


def _ranked(
    requests: tuple[Request, ...],
    supporters: tuple[Supporter, ...],
    askers: Mapping[str, Setting],
    sheets: Mapping[str, Sheet],
    ids: Ids,
) -> tuple[tuple[Request, ...], tuple[Supporter, ...]]:
    """Requests and supporters with their lists of each other."""
    people = people_called(supporters, ids.supporters.kind)
    wanted = requests_called(requests, askers, ids.requests.kind)
    return (
        with_preferences(requests, sheets["requests"], ids.requests, people),
        with_preferences(supporters, sheets["supporters"], ids.supporters, wanted),
    )


def _parties(
    requests: tuple[Request, ...],
    supporters: tuple[Supporter, ...],
    sheets: Mapping[str, Sheet],
    collector: Collector,
) -> Fields:
    for name, found in (("requests", requests), ("supporters", supporters)):
        if not found:
            collector.error(
                sheets[name].file,
                "no row can be used",
                "Mend the rows named here, or add some.",
            )
    return {"requests": requests, "supporters": supporters}


def _decisions(sheets: Mapping[str, Sheet], ids: Ids) -> Fields:
    forbidden, forbids = (
        read_forbids(sheets["forbids"], ids) if "forbids" in sheets else ({}, ())
    )
    pins = read_pins(sheets["pins"], ids, forbidden) if "pins" in sheets else ()
    before = read_before(sheets["before"], ids) if "before" in sheets else ()
    ties = read_ties(sheets["ties"], ids) if "ties" in sheets else ()
    exclusions = (
        read_exclusions(sheets["exclusions"], ids) if "exclusions" in sheets else ()
    )
    return {
        "pins": pins,
        "forbids": forbids,
        "before": before,
        "ties": ties,
        "exclusions": exclusions,
    }
