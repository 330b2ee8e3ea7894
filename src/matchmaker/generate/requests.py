"""What the settings of a round ask for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from matchmaker.domain.request import Mode, Request
from matchmaker.generate.dice import Dice, Weighted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matchmaker.domain.programme import Programme
    from matchmaker.domain.setting import Setting

HALF_DAYS = tuple(
    f"{day}-{half}"
    for day in ("mon", "tue", "wed", "thu", "fri")
    for half in ("am", "pm")
)

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
    Make one application for each setting: a request for each role it asks for.

    Seven in ten ask for everything on offer; where a programme names no offers,
    each setting asks for every role. An application `A00012` for one role becomes
    the request `A00012`, one for two roles `A00012-expert` and `A00012-mentor`.

    Args:
        settings: Who asks, in order.
        programme: Gives roles, offers, loads and the words for needs.
        seed: Zero or more.
        today: Applications lie in the four months before.
        start: First day of the support; usually that of the term.
        end: Last day likewise.
    """
    dice = Dice(seed, "requests")
    offers = _offers(programme)
    found: list[Request] = []
    for number, setting in enumerate(settings, start=1):
        offer = dice.draw(offers)
        roles = programme.offers.get(offer or "", programme.matched_roles)
        wishes = _wishes(dice, programme, today)
        for role in roles:
            name = f"A{number:05}" if len(roles) == 1 else f"A{number:05}-{role}"
            load = programme.load_minutes(role, wishes["practitioners"])
            found.append(
                Request(
                    id=name,
                    setting=setting.id,
                    role=role,
                    load=load,
                    offer=offer,
                    start=start,
                    end=end,
                    **wishes,
                )
            )
    return tuple(found)


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
    return {
        "needs": dice.some(tuple(vocabulary.get("need", ())), 1, 4),
        "subjects": dice.some(tuple(vocabulary.get("subject", ())), 1, 2),
        "practitioners": dice.whole(1, 6),
        "mode": dice.draw(MODES),
        "days": dice.subset(HALF_DAYS, 2, 5),
        "applied_on": today - timedelta(days=dice.whole(0, 120)),
        "unmet_before": 1 if dice.chance(80) else 0,
    }
