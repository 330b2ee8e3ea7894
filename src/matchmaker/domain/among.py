"""People on both sides at once: rounds in which they are held against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.located import Located
from matchmaker.domain.request import Request
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme
    from matchmaker.domain.round import Round

PLACE = tuple(Located.model_fields)


def with_askers(matching_round: Round) -> Round:
    """
    A round of buddies in which everybody also asks, under their own id.

    Rules and criteria then look at two people as they do at a request and a
    supporter, once each way. Who asks already is made anew.
    """
    programme, people = matching_round.programme, matching_round.supporters
    return matching_round.replace(
        settings=tuple(home_of(person) for person in people),
        requests=tuple(asker_of(person, programme) for person in people),
    )


def asker_of(person: Supporter, programme: Programme) -> Request:
    """What somebody asks for who looks for a buddy: somebody like themselves."""
    if programme.buddies is None:
        raise ValueError("Nobody looks for a buddy in this programme.")
    role = programme.buddies.role
    timed = programme.unit == "minutes"
    return Request(
        id=person.id,
        setting=person.id,
        role=role,
        load=programme.load_minutes(role, None) if timed else 1,
        needs=person.specialisms,
        subjects=person.subjects,
        phase=person.phases[0] if len(person.phases) == 1 else None,
        travel_limit=person.travel_limit,
        mode=person.mode,
        days=person.days,
        preferences=person.preferences,
        fields=person.fields,
    )


def home_of(person: Supporter) -> Setting:
    """Where somebody who asks for themselves is."""
    place = {name: getattr(person, name) for name in PLACE}
    return Setting(
        id=person.id,
        name=person.name,
        email=person.email,
        group=person.employer_group,
        ages=person.ages,
        fields=person.fields,
        **place,
    )


def those_who_ask(matching_round: Round) -> Round:
    """
    The round of those who are grouped, in which each of them also supports.

    Its rules and criteria are those of groups. Decisions speak of supporters and
    are not in it.
    """
    programme = matching_round.programme
    spec = programme.groups
    if spec is None:
        raise ValueError("Nobody is grouped in this programme.")
    requests = tuple(r for r in matching_round.requests if r.role == spec.role)
    return matching_round.replace(
        programme=programme.model_copy(
            update={
                "rules": spec.rules,
                "criteria": spec.criteria,
                "bonuses": (),
                "teams": None,
                "groups": None,
            }
        ),
        requests=requests,
        supporters=tuple(_company(matching_round, request) for request in requests),
        pins=(),
        forbids=(),
        conflicts=(),
        ties=(),
        exclusions=(),
        quotas=(),
        budgets={},
        travel={},
        before=(),
    )


def _company(matching_round: Round, request: Request) -> Supporter:
    """Somebody who asks, as the company they are to others."""
    setting = matching_round.setting_of(request)
    place = {} if setting is None else {name: getattr(setting, name) for name in PLACE}
    return Supporter(
        id=request.id,
        name=setting.name if setting else "",
        roles=(request.role,),
        capacity=request.load,
        employer=request.setting,
        employer_group=setting.group if setting else None,
        specialisms=request.needs,
        subjects=request.subjects,
        phases=(request.phase,) if request.phase else (),
        setting_types=(
            (setting.setting_type,) if setting and setting.setting_type else ()
        ),
        ages=setting.ages if setting else (),
        mode=request.mode,
        travel_limit=request.travel_limit,
        days=request.days,
        available_from=request.start,
        available_to=request.end,
        fields=request.fields,
        **place,
    )
