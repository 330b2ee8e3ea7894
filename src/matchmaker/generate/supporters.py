"""Fictitious supporters who fit the geography of given settings."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from matchmaker.domain.inspection import OFSTED, REPORT_CARD
from matchmaker.domain.located import Located
from matchmaker.domain.rules import AtOnce, OwnSetting
from matchmaker.domain.supporter import Supporter
from matchmaker.errors import InputError
from matchmaker.generate.answers import Answers
from matchmaker.generate.dice import Dice
from matchmaker.generate.lean import lean
from matchmaker.generate.people import (
    GOOD_ENOUGH,
    Surroundings,
    draw_flaw,
    draw_person,
)
from matchmaker.generate.places import Neighbourhoods

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from matchmaker.domain.programme import Programme
    from matchmaker.domain.request import Request
    from matchmaker.domain.setting import Setting

MOST_SETTINGS = 8
"""Nobody is given room for more than this many settings."""

TWO_ROLES = 80
"""So many of a thousand people hold two matched roles."""

LEADS_WHO_ALSO_WORK = 333
"""So many of a thousand leads are taken from those who support settings."""


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
) -> list[_Region]:
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
        _Region(
            clients[region],
            asked[region],
            _surroundings(clients[region], around),
            Dice(seed, f"supporters/{region}"),
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
    makers: Sequence[_Region], programme: Programme, people: Mapping[str, int]
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


class _Region:
    """Makes the people of one region."""

    def __init__(
        self,
        clients: Sequence[Setting],
        requests: Sequence[Request],
        around: Surroundings,
        dice: Dice,
    ) -> None:
        self.programme = around.programme
        self.requests = requests
        self.people: list[dict[str, Any]] = []
        self._clients = clients
        self._around = around
        self._dice = dice
        self._near = Neighbourhoods()
        self._answers = Answers(around.programme, around.today)

    def supply(self, per_thousand: int) -> None:
        """Add people until those without a flaw have room for so much of the demand."""
        asked: Counter[str] = Counter()
        for request in self.requests:
            asked[request.role] += request.demand
        for role in self.programme.matched_roles:
            left = (asked[role] * per_thousand + 500) // 1000
            while left > 0:
                left -= self.add(role, left)

    def add(self, role: str, most: int) -> int:
        """
        Add one person, with room for at most so many settings.

        Returns:
            For how many settings: none where the person meets some rule not.
        """
        dice, programme = self._dice, self.programme
        settings = min(dice.whole(1, _most_settings(programme)), most)
        flaw = lean(draw_flaw(dice), "supporters", programme)
        home = dice.pick(self._near.near(dice.pick(self._clients)))
        person = {
            **draw_person(dice, self._around),
            **self._post(role, settings),
            **flaw,
            **home.located(),
            **self._work(),
        }
        self.people.append(lean(person, "supporters", programme))
        return 0 if flaw else settings

    def _work(self) -> dict[str, Any]:
        """Answers, and where everybody works in the round's settings, which of them."""
        answers = self._answers.draw(self._dice, "supporter")
        if not self._around.workplaces:
            return {"fields": answers}
        place = self._dice.pick(self._around.workplaces)
        shared = {
            name
            for name, field in self.programme.fields.items()
            if field.setting is not None and field.supporter is not None
        }
        own = {name: value for name, value in answers.items() if name not in shared}
        of_place = {n: value for n, value in place.fields.items() if n in shared}
        located = {name: getattr(place, name) for name in Located.model_fields}
        return {"employer": place.id, "fields": own | of_place, **located}

    def _post(self, role: str, settings: int) -> dict[str, Any]:
        """Roles and room: what leads keep back is on top of their room."""
        if not self.programme.roles[role].matched:
            return {"roles": (role,), "capacity": 0}
        room = self._room(role, settings)
        others = [name for name in self.programme.matched_roles if name != role]
        if not others or not self._dice.chance(TWO_ROLES):
            return {"roles": (role,), "capacity": room, **self._standing(role)}
        second = self._dice.pick(others)
        half = room // 2
        bounded = {"role_capacity": {second: half}} if self._dice.chance(300) else {}
        return {"roles": (role, second), "capacity": room, **bounded}

    def _room(self, role: str, settings: int) -> int:
        """Room for so many settings, as far as the role allows."""
        timed = self.programme.unit == "minutes"
        once = self.programme.load_minutes(role, None) if timed else 1
        most = self.programme.roles[role].most_capacity
        return settings * once if most is None else min(settings * once, most)

    def _standing(self, role: str) -> dict[str, Any]:
        """Those who hold a virtual role only need not lead now, nor be checked."""
        if self.programme.roles[role].delivery != "virtual":
            return {}
        standing: dict[str, Any] = {}
        if self._dice.chance(500):
            standing["leadership"] = "supervising"
        if self._dice.chance(200):
            standing["suitability"] = "unknown"
        return standing

    def lead(self) -> None:
        """Add a lead for every ten people; some also go on supporting settings."""
        teams = self.programme.teams
        if teams is None:
            return
        members = [
            i for i, p in enumerate(self.people) if p.get("leadership") == "leading"
        ]
        for _ in range(-(-len(self.people) // teams.target)):
            if members and self._dice.chance(LEADS_WHO_ALSO_WORK):
                chosen = members.pop(self._dice.below(len(members)))
                roles = (*self.people[chosen]["roles"], teams.lead_role)
                self.people[chosen]["roles"] = roles
            else:
                self.add(teams.lead_role, 1)
                self._spread(self.people[-1])

    def _spread(self, lead: dict[str, Any]) -> None:
        """A lead covers the authorities of some settings besides their own."""
        others = {self._dice.pick(self._clients).authority for _ in range(3)}
        known = {name for name in others if name} | {lead.get("authority")}
        lead["authorities"] = tuple(sorted(known))


def _most_settings(programme: Programme) -> int:
    """For how many settings anybody has room: no more than may be held at once."""
    held = [rule.most for rule in programme.rules if isinstance(rule, AtOnce)]
    return min(MOST_SETTINGS, *held) if held else MOST_SETTINGS


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
