"""Breaches of area leads' span in words, with what would mend them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matchmaker.domain.round import Round
from matchmaker.optimise.teams import (
    Handover,
    LeadRoom,
    MorePlaces,
    TeamBreach,
    TimeBack,
)
from matchmaker.report.names import Names
from matchmaker.report.speech import counted, listed


def breach_lines(breach: TeamBreach, matching_round: Round) -> tuple[str, ...]:
    """
    What is wrong with a team, then what would mend it.

    Args:
        breach: What is to be said.
        matching_round: The round, for names.
    """
    names = Names(matching_round)
    if isinstance(breach.mend, Handover):
        return (_small(breach, names), *_mend_small(breach.mend, names))
    if isinstance(breach.mend, TimeBack):
        return (_idle(breach, names), _mend_idle(breach.mend, names))
    return (_unled(breach, names), *_mend_unled(breach.mend, names))


def _unled(breach: TeamBreach, names: Names) -> str:
    where = f" in {breach.region}" if breach.region else ""
    people = counted(breach.number, "matched supporter")
    has = "has" if breach.number == 1 else "have"
    why = ", for the round has none" if breach.kind == "no lead" else ""
    return (
        f"{people}{where} {has} no {names.lead}{why}: "
        f"{names.supporters(breach.people)}."
    )


def _mend_unled(mend: MorePlaces, names: Names) -> Iterator[str]:
    places = counted(mend.places, "place")
    posts = counted(mend.posts, "new lead")
    where = [
        f"{authority or 'a local authority not known'} ({count:,})"
        for authority, count in mend.authorities
    ]
    yield f"Needed: {places} with leads who cover them, or {posts}."
    yield f"They are in {listed(where)}."
    if mend.full:
        yield f"Leads who cover them and have no place left: {names.supporters(mend.full)}."
    if mend.nearest:
        yield f"Leads with room who do not cover them all: {_rooms(mend.nearest, names)}."


def _small(breach: TeamBreach, names: Names) -> str:
    lead = names.supporter(breach.lead) if breach.lead else "A lead"
    return (
        f"{lead} leads only {counted(breach.number, 'supporter')}: "
        f"{names.supporters(breach.people)}."
    )


def _mend_small(mend: Handover, names: Names) -> Iterator[str]:
    yield f"{counted(mend.short, 'more supporter')} would make the team large enough."
    for member, takers in mend.takers:
        if takers:
            yield f"{names.supporter(member)} could go to {names.supporters(takers)}."
    if mend.nearest:
        yield (
            "If they also covered all of them, these would have room for the team: "
            f"{_rooms(mend.nearest, names)}."
        )


def _idle(breach: TeamBreach, names: Names) -> str:
    leads = counted(breach.number, names.lead)
    verb = "leads" if breach.number == 1 else "lead"
    return f"{leads} {verb} nobody: {names.supporters(breach.people)}."


def _mend_idle(mend: TimeBack, names: Names) -> str:
    per_day = names.round.programme.minutes_per_day
    days, minutes = divmod(mend.minutes, per_day)
    kept = counted(days, "day") if not minutes else counted(mend.minutes, "minute")
    roles = listed([names.role(role) for role in mend.roles], last="or")
    return (
        f"Without the role each could give the {kept} kept back for leading as {roles}."
    )


def _rooms(rooms: Sequence[LeadRoom], names: Names) -> str:
    return listed(
        [
            f"{names.supporter(room.lead)} (room for {room.room:,}, "
            f"{room.minutes:,} minutes away)"
            for room in rooms
        ]
    )
