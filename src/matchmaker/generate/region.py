"""The people of one region: their roles, their room, their posts, and their leads."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from matchmaker.domain.located import Located
from matchmaker.domain.rules import AtOnce
from matchmaker.generate.answers import Answers
from matchmaker.generate.lean import lean
from matchmaker.generate.people import draw_flaw, draw_person
from matchmaker.generate.places import Neighbourhoods

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.domain.programme import Programme
    from matchmaker.domain.request import Request
    from matchmaker.domain.setting import Setting
    from matchmaker.generate.dice import Dice
    from matchmaker.generate.people import Surroundings

MOST_SETTINGS = 8
"""Nobody is given room for more than this many settings."""

TWO_ROLES = 80
"""So many of a thousand people hold two matched roles."""

DRAWN = 4
"""Of so many settings drawn, somebody works in the one with the fewest people."""

LEADS_WHO_ALSO_WORK = 333
"""So many of a thousand leads are taken from those who support settings."""


class Region:
    """Makes the people of one region."""

    def __init__(
        self,
        clients: Sequence[Setting],
        requests: Sequence[Request],
        around: Surroundings,
        dice: Dice,
        answering: Dice,
    ) -> None:
        """
        Begin with nobody.

        Args:
            clients: Who asks there, once for each request.
            requests: What they ask for.
            around: Whom its people may work for, or do.
            dice: Of this region alone.
            answering: The same for answers to the programme's own fields: one field
                more changes nothing else.
        """
        self.programme = around.programme
        self.requests = requests
        self.people: list[dict[str, Any]] = []
        self._clients = clients
        self._around = around
        self._dice = dice
        self._answering = answering
        self._near = Neighbourhoods()
        self._staff: Counter[str] = Counter()
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
        answers = self._answers.draw(self._answering, "supporter")
        if not self._around.workplaces:
            return {"fields": answers}
        place = self._workplace()
        shared = {
            name
            for name, field in self.programme.fields.items()
            if field.setting is not None and field.supporter is not None
        }
        own = {name: value for name, value in answers.items() if name not in shared}
        of_place = {n: value for n, value in place.fields.items() if n in shared}
        located = {name: getattr(place, name) for name in Located.model_fields}
        return {"employer": place.id, "fields": own | of_place, **located}

    def _workplace(self) -> Setting:
        """A setting of the round; one with few people of its own is likelier."""
        drawn = [self._dice.pick(self._around.workplaces) for _ in range(DRAWN)]
        place = min(drawn, key=lambda place: self._staff[place.id])
        self._staff[place.id] += 1
        return place

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
