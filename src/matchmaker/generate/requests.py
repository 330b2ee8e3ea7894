"""What the settings of a round ask for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from matchmaker.domain.request import Mode, Request
from matchmaker.domain.rules import Contrast, OwnSetting
from matchmaker.generate.answers import HALF_DAYS, Answers
from matchmaker.generate.dice import Dice, Weighted
from matchmaker.generate.lean import lean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from matchmaker.domain.field import FieldValues
    from matchmaker.domain.programme import Programme
    from matchmaker.domain.setting import Setting

MODES: Weighted[Mode | None] = Weighted({None: 88, "either": 9, "virtual": 3})
"""Most settings leave it to the role's usual way."""


def generate_requests(
    settings: Sequence[Setting],
    programme: Programme,
    *,
    seed: int,
    today: date,
    start: date | None = None,
    end: date | None = None,
) -> tuple[Request, ...]:
    """
    Make what everybody applies for: a request for each role asked for.

    A setting, or a person, makes one application; two that follow each other where
    placements must differ, and one to four where only its own staff may help.

    Seven in ten ask for everything on offer; where a programme names no offers,
    each setting asks for every role. An application `A00012` for one role becomes
    the request `A00012`, one for two roles `A00012-expert` and `A00012-mentor`.

    Args:
        settings: Who asks, in order: settings, or people.
        programme: Gives roles, offers, loads and the words for needs.
        seed: Zero or more.
        today: Applications lie in the four months before.
        start: First day of the support; usually that of the term.
        end: Last day likewise.
    """
    dice, answers = Dice(seed, "requests"), Answers(programme, today, start)
    offers = _offers(programme)
    found: list[Request] = []
    number = 0
    for setting in settings:
        person: FieldValues | None = None
        for first, last in _terms(dice, programme, start, end):
            number += 1
            offer = dice.draw(offers)
            shared: dict[str, Any] = {
                "setting": setting.id,
                "offer": offer,
                "start": first,
                "end": last,
                **_wishes(dice, programme, today),
                "fields": answers.draw(dice, "request"),
            }
            if programme.asks == "people":
                person = shared["fields"] if person is None else person
                shared["fields"] = answers.of_one_person(person, shared["fields"])
            roles = programme.offers.get(offer or "", programme.matched_roles)
            for role in roles:
                name = f"A{number:05}" if len(roles) == 1 else f"A{number:05}-{role}"
                found.append(Request(id=name, **_as(role, programme, shared)))
    return tuple(found)


def _terms(
    dice: Dice, programme: Programme, start: date | None, end: date | None
) -> Sequence[tuple[date | None, date | None]]:
    """When the support of each application of one setting, or one person, is wanted."""
    for rule in programme.rules:
        if isinstance(rule, Contrast) and programme.asks == "people":
            return _one_after_the_other(start, end)
        if isinstance(rule, OwnSetting) and rule.own == "required":
            # A school has several new teachers.
            return [(start, end)] * dice.whole(1, 4)
    return [(start, end)]


def _one_after_the_other(
    start: date | None, end: date | None
) -> Sequence[tuple[date | None, date | None]]:
    """Two placements: those that must differ are two at the least."""
    if start is None or end is None:
        return [(start, end)] * 2
    middle = start + (end - start) // 2
    return [(start, middle), (middle + timedelta(days=1), end)]


def _as(role: str, programme: Programme, shared: Mapping[str, Any]) -> dict[str, Any]:
    """What an application asks for in one role."""
    answers, stated = shared["fields"], shared.get("travel_limit")
    limit, load = programme.roles[role].travel_limit(stated, answers), 1
    if programme.unit == "minutes":
        load = programme.load_minutes(role, shared.get("practitioners"), answers)
    return {**shared, "role": role, "load": load, "travel_limit": limit}


def _offers(programme: Programme) -> Weighted[str | None]:
    """Offers of more than one role weigh as seven to three against the others."""
    whole = [offer for offer, roles in programme.offers.items() if len(roles) > 1]
    single = [offer for offer, roles in programme.offers.items() if len(roles) == 1]
    weights: dict[str | None, int] = {
        offer: 70 * max(len(single), 1) for offer in whole
    }
    weights |= {offer: 30 * max(len(whole), 1) for offer in single}
    return Weighted(weights or {None: 1})


def _wishes(dice: Dice, programme: Programme, today: date) -> dict[str, Any]:
    """What one application says, whatever the role."""
    vocabulary = programme.vocabulary
    wishes = {
        "needs": dice.some(tuple(vocabulary.get("need", ())), 1, 4),
        "subjects": dice.some(tuple(vocabulary.get("subject", ())), 1, 2),
        "practitioners": dice.whole(1, 6),
        "mode": dice.draw(MODES),
        "days": dice.subset(HALF_DAYS, 2, 5),
        "applied_on": today - timedelta(days=dice.whole(0, 120)),
        "unmet_before": 1 if dice.chance(80) else 0,
    }
    return lean(wishes, "requests", programme)
