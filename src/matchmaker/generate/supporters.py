"""Fictitious supporters who fit the geography of given settings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from matchmaker.domain.inspection import OFSTED, REPORT_CARD
from matchmaker.domain.rules import OwnSetting
from matchmaker.domain.supporter import Supporter
from matchmaker.errors import InputError
from matchmaker.generate.dice import Dice
from matchmaker.generate.people import GOOD_ENOUGH, Surroundings
from matchmaker.generate.region import MOST_SETTINGS, Region

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from matchmaker.domain.programme import Programme
    from matchmaker.domain.request import Request
    from matchmaker.domain.setting import Setting


def generate_supporters(
    settings: Sequence[Setting],
    requests: Sequence[Request],
    programme: Programme,
    *,
    seed: int,
    today: date,
    supply: float = 0.8,
    people: Mapping[str, int] | None = None,
    employers: Sequence[Setting] = (),
) -> tuple[Supporter, ...]:
    """
    Make up people to serve some settings' requests, near those settings.

    In each region and role, those who meet the usual rules about people have room
    for `supply` of what is asked for; one in ten more meets some rule not. Each
    has room for one to eight settings, eight in a hundred hold two roles, and
    there is a lead for about every ten people.

    Args:
        settings: The settings, made up or real.
        requests: What they ask for.
        programme: Gives roles, words, loads and what leads keep back.
        seed: Zero or more.
        today: Trainings lie before.
        supply: Room as a share of what is asked for; taken to the thousandth.
        people: How many people in each role instead, by the role's name; roles
            that it does not name get none.
        employers: Settings besides those that ask, in which everybody works.

    Raises:
        InputError: If `supply` is negative, or `people` names an unknown role.
    """
    _check(programme, supply, people)
    around = Surroundings(programme, today, (), (), employers)
    makers = _by_region(settings, requests, around, seed)
    if people is None:
        for maker in makers:
            maker.supply(round(supply * 1000))
            maker.lead()
    else:
        _share_out(makers, programme, people)
    every = [person for maker in makers for person in maker.people]
    return tuple(_numbered(every))


def _check(
    programme: Programme, supply: float, people: Mapping[str, int] | None
) -> None:
    if supply < 0:
        raise InputError(f"The supply is {supply:g}: it must be zero or more.")
    for role in people or ():
        if role not in programme.roles:
            known = ", ".join(programme.roles)
            raise InputError(f"There is no role '{role}'; there are: {known}.")


def _by_region(
    settings: Sequence[Setting],
    requests: Sequence[Request],
    around: Surroundings,
    seed: int,
) -> list[Region]:
    """One maker for each region that asks, in the regions' alphabetical order."""
    by_id = {setting.id: setting for setting in settings}
    clients: dict[str, list[Setting]] = defaultdict(list)
    asked: dict[str, list[Request]] = defaultdict(list)
    for request in requests:
        if request.setting is not None:
            setting = by_id[request.setting]
            clients[setting.region or ""].append(setting)
            asked[setting.region or ""].append(request)
    return [
        Region(
            clients[region],
            asked[region],
            _surroundings(clients[region], around),
            Dice(seed, f"supporters/{region}"),
            Dice(seed, f"supporters/{region}/answers"),
        )
        for region in sorted(clients)
    ]


def _surroundings(settings: Sequence[Setting], around: Surroundings) -> Surroundings:
    """Whom the people of a region may work for, or do."""
    region = settings[0].region
    nearby = [place for place in around.workplaces if region in (None, place.region)]
    own_staff = _own_staff_only(around.programme)
    return replace(
        around,
        employers=[setting for setting in settings if _well_judged(setting)],
        groups=sorted({setting.group for setting in settings if setting.group}),
        workplaces=settings if own_staff else nearby or around.workplaces,
    )


def _own_staff_only(programme: Programme) -> bool:
    """Whether only those who work in a setting may support it."""
    return any(
        isinstance(rule, OwnSetting) and rule.own == "required"
        for rule in programme.rules
    )


def _share_out(
    makers: Sequence[Region], programme: Programme, people: Mapping[str, int]
) -> None:
    """Stated numbers of people, over the regions as the requests are."""
    asked = [len(maker.requests) for maker in makers]
    for role in programme.roles:
        for maker, number in zip(
            makers, _apportion(people.get(role, 0), asked), strict=True
        ):
            for _ in range(number):
                maker.add(role, MOST_SETTINGS)


def _apportion(total: int, shares: Sequence[int]) -> list[int]:
    """
    Divide a total as the shares are, without a remainder.

    >>> _apportion(10, [1, 1, 1])
    [3, 3, 4]
    """
    given, counted, parts = 0, 0, []
    for share in shares:
        counted += share
        upto = total * counted // max(sum(shares), 1)
        parts.append(upto - given)
        given = upto
    return parts


def _well_judged(setting: Setting) -> bool:
    """Whether a supporter's employer may be this setting."""
    latest = setting.inspection
    if latest is None or latest.framework not in (OFSTED, REPORT_CARD):
        return False
    fine = latest.judgement in GOOD_ENOUGH[latest.framework].things
    return fine and latest.safeguarding_met is not False


def _numbered(people: Iterable[dict[str, Any]]) -> Iterable[Supporter]:
    """People in the order they were made, with ids and addresses nobody has."""
    for number, person in enumerate(people, start=1):
        user = person["name"].lower().replace(" ", ".")
        yield Supporter(
            id=f"P{number:05}", email=f"{user}.{number}@example.org", **person
        )
