"""Fictitious settings on real outcodes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from matchmaker.domain.inspection import FRAMEWORKS, OFSTED, REPORT_CARD
from matchmaker.domain.nouns import Nouns
from matchmaker.domain.rules import SettingType
from matchmaker.domain.setting import Setting
from matchmaker.generate.answers import Answers
from matchmaker.generate.dice import Dice, Weighted
from matchmaker.generate.inspections import draw_inspection
from matchmaker.generate.lean import lean
from matchmaker.generate.places import homes_in
from matchmaker.generate.words import chain_name, nursery_name, person_name
from matchmaker.geo import REGIONS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matchmaker.domain.programme import Programme

USUAL_TYPES = {
    "private nursery": 380,
    "voluntary nursery": 120,
    "preschool": 120,
    "daycare": 60,
    "independent nursery": 30,
    "playgroup": 30,
    "childcare centre": 20,
    "maintained nursery school": 30,
    "school nursery": 200,
}
"""Weights: group-based to school-based settings as 4 to 1, as in the programme's own
count (2,508 to 578); the mix within the groups is invented. Other words get 5."""

IN_A_SCHOOL = ("maintained nursery school", "school nursery")
"""Types in the register of schools; so are settings where no types are told apart."""

JUDGED = Weighted(
    {"outstanding": 15, "good": 53, "requires improvement": 20, "inadequate": 6, "": 6}
)
"""Of the settings that ask for help; most settings of England are good."""
GRADED = Weighted(
    {
        "exceptional": 2,
        "strong standard": 25,
        "expected standard": 45,
        "needs attention": 20,
        "urgent improvement": 8,
    }
)

URNS = range(100000, 152000)
DIFFERENT = 26_000
"""So many different numbers: there are no more schools in England."""

OVERRIDE = "nominated by the local authority"


def generate_settings(
    programme: Programme,
    n: int,
    *,
    seed: int,
    today: date,
    regions: Sequence[str] = (),
    authorities: Sequence[str] = (),
) -> tuple[Setting, ...]:
    """
    Make up settings that ask for support.

    About one in twenty meets no priority test, one in a hundred is of a type that
    the programme does not serve, one in twenty has a recorded override, and over
    one in three belongs to a chain or trust with others of its region.

    Args:
        programme: Gives the words for types and ages.
        n: How many.
        seed: Zero or more.
        today: Inspections lie in the six years before.
        regions: Where; with no authorities either, all over England.
        authorities: Local authorities besides the regions.

    Raises:
        InputError: If a place is not known.
    """
    dice, answers = Dice(seed, "settings"), Answers(programme, today)
    places = homes_in(regions, authorities)
    types = _types(programme)
    chains = max(3, n // 100)
    found = []
    urns: set[int] = set()
    for number in range(1, n + 1):
        home, setting_type = dice.draw(places), dice.draw(types)
        name = nursery_name(dice, setting_type, _kind(programme))
        in_a_school = setting_type in (None, *IN_A_SCHOOL)
        drawn = {
            "setting_type": setting_type,
            "group": _group(dice, home.region, in_a_school, chains),
            "urn": _urn(dice, in_a_school, urns),
            "ages": _ages(dice, programme, setting_type),
            "override_reason": OVERRIDE if dice.chance(50) else None,
            **_inspected(dice, today),
            **_shares(dice),
            **home.located(),
        }
        setting = Setting(
            id=f"S{number:05}",
            name=name,
            fields=answers.draw(dice, "setting", {"district": (home.district,)}),
            **lean(drawn, "settings", programme),
        )
        found.append(setting)
    return tuple(found)


def generate_askers(
    programme: Programme,
    n: int,
    *,
    seed: int,
    regions: Sequence[str] = (),
    authorities: Sequence[str] = (),
) -> tuple[Setting, ...]:
    """
    Make up people who ask, for programmes in which people ask.

    Args:
        programme: Says whether places matter.
        n: How many.
        seed: Zero or more.
        regions: Where; with no authorities either, all over England.
        authorities: Local authorities besides the regions.

    Raises:
        InputError: If a place is not known.
    """
    dice = Dice(seed, "askers")
    places = homes_in(regions, authorities)
    noun = programme.nouns.request[:1].upper()
    found = []
    for number in range(1, n + 1):
        home, name = dice.draw(places), person_name(dice)
        user = name.lower().replace(" ", ".")
        found.append(
            Setting(
                id=f"{noun}{number:05}",
                name=name,
                email=f"{user}.{noun.lower()}{number}@example.org",
                **lean(home.located(), "requests", programme),
            )
        )
    return tuple(found)


def _kind(programme: Programme) -> str:
    """What a setting of no known type is."""
    noun = programme.nouns.setting
    return "Nursery" if noun == Nouns().setting else noun.title()


def _types(programme: Programme) -> Weighted[str | None]:
    """The programme's types of setting; those it does not serve are rare."""
    words = programme.vocabulary.get("setting_type", {})
    served = {
        word
        for rule in programme.rules
        if isinstance(rule, SettingType)
        for word in rule.allowed
    } or set(words)
    weights: dict[str | None, int] = {
        word: USUAL_TYPES.get(word, 5) if word in served else 5 for word in words
    }
    return Weighted(weights or {None: 1})


def _urn(dice: Dice, in_a_school: bool, taken: set[int]) -> str | None:
    """
    A number of the school register, or of the early years register; some have none.

    Args:
        dice: Where chance comes from.
        in_a_school: Which of the two.
        taken: The numbers that others have; this one is added. Up to `DIFFERENT` nobody
            has another's.
    """
    number = dice.whole(URNS[0], URNS[-1])
    while number in taken and len(taken) < DIFFERENT:
        number = number + 1 if number < URNS[-1] else URNS[0]
    taken.add(number)
    if in_a_school:
        return str(number)
    return None if dice.chance(50) else f"EY{number + 300000}"


def _group(dice: Dice, region: str, in_a_school: bool, chains: int) -> str | None:
    """An owner in the same region; those with small numbers own more settings."""
    if not dice.chance(500 if in_a_school else 350):
        return None
    regions = tuple(REGIONS.values())
    number = dice.below(dice.whole(1, chains)) * len(regions) + regions.index(region)
    return chain_name(number, "Learning Trust" if in_a_school else "Nurseries")


def _ages(
    dice: Dice, programme: Programme, setting_type: str | None
) -> tuple[str, ...]:
    """Babies are rare in schools and playgroups, usual in day nurseries."""
    usual: tuple[str, ...]
    if setting_type in IN_A_SCHOOL:
        usual = ("2", "3-4") if dice.chance(300) else ("3-4",)
    elif setting_type in ("preschool", "playgroup") or dice.chance(200):
        usual = ("2", "3-4")
    else:
        usual = ("0-2", "2", "3-4")
    known = programme.vocabulary.get("age", usual)
    return tuple(age for age in usual if age in known)


def _inspected(dice: Dice, today: date) -> dict[str, Any]:
    """The latest outcome, and for some that have recovered the poor one before."""
    latest = draw_inspection(dice, {OFSTED: JUDGED, REPORT_CARD: GRADED}, today)
    poor = FRAMEWORKS[OFSTED][2:4]
    if latest is None or latest.judgement in poor or not dice.chance(200):
        return {"inspection": latest}
    if latest.inspected_on is None or latest.framework != OFSTED:
        return {"inspection": latest}
    before = latest.inspected_on - timedelta(days=dice.whole(200, 700))
    return {
        "inspection": latest,
        "worst_judgement": dice.pick(poor),
        "worst_judged_on": before,
    }


def _shares(dice: Dice) -> dict[str, Any]:
    """Shares that rise with deprivation, as they do; one in ten is not known."""
    decile = dice.whole(1, 10)
    shares = {
        "idaci_decile": decile,
        "eypp_percent": dice.whole(0, 12) + 3 * (10 - decile),
        "send_percent": dice.whole(2, 30),
        "disadvantaged_twos": dice.whole(0, 8) + (10 - decile),
    }
    return {key: None if dice.chance(100) else value for key, value in shares.items()}
