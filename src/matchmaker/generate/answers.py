"""Made-up answers to a programme's own fields."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from matchmaker.domain.criteria import Answer, OtherThanNamed
from matchmaker.domain.rules import Answered, Differ, NotNamed
from matchmaker.generate.dice import Weighted
from matchmaker.generate.words import CHAIN_ENDS, CHAIN_WORDS, person_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from matchmaker.domain.field import (
        FieldKind,
        FieldValue,
        FieldValues,
        Heading,
        ProgrammeField,
        Side,
    )
    from matchmaker.domain.programme import Programme
    from matchmaker.generate.dice import Dice

HALF_DAYS = tuple(
    f"{day}-{half}"
    for day in ("mon", "tue", "wed", "thu", "fri")
    for half in ("am", "pm")
)

BLANK = 40
"""So many of a thousand answers are missing."""
SELDOM = 950
"""So many are missing where an answer is an exception, or names somebody."""
AS_WANTED = 950
"""So many of a thousand answers are what a rule asks for."""
YES = 900

LONG_AGO = 3 * 365
"""Days: no date lies further back."""

SHARES = Weighted({100: 85, 80: 5, 60: 10})
"""Full-time equivalents in percent; 15 in 100 people work part time."""

COMMON = 12
"""Where the same text brings people together there are so many different texts."""
APART = 400
"""Where it keeps them apart."""


class Answers:
    """
    Draws answers for one programme.

    Those who offer stand higher than those who ask, and answer more of a list. Text
    that a programme leaves open comes from a few made-up names, so that people have
    something in common; where a rule keeps equal answers apart there are many.
    """

    def __init__(self, programme: Programme, today: date) -> None:
        self._programme = programme
        self._today = today

    def draw(self, dice: Dice, side: Side) -> FieldValues:
        """What one party answers to everything it is asked."""
        drawn: dict[str, FieldValue | None] = {}
        taken: dict[str, str] = {}
        for name, field in self._programme.fields.items():
            heading: Heading | None = getattr(field, side)
            if heading is not None:
                missing = SELDOM if name in self._seldom else BLANK
                kept = heading.required or not dice.chance(missing)
                value = self._value(dice, name, field, side)
                drawn[name] = value if kept else None
                taken[name] = heading.blank_takes
        given = {
            name: value for name, value in drawn.items() if value not in (None, ())
        }
        # As a reader would: a blank may take the answer to another field.
        blanks = {name: given[other] for name, other in taken.items() if other in given}
        return blanks | given

    @cached_property
    def _seldom(self) -> frozenset[str]:
        """Fields that name people, or record exceptions."""
        named = [rule for rule in self._programme.rules if isinstance(rule, NotNamed)]
        preferred = self._programme.criteria
        return frozenset(
            {rule.field for rule in named}
            | {rule.unless for rule in named if rule.unless}
            | {c.field for c in preferred if isinstance(c, OtherThanNamed)}
        )

    @cached_property
    def _distinct(self) -> frozenset[str]:
        rules = self._programme.rules
        return frozenset(rule.field for rule in rules if isinstance(rule, Differ))

    @cached_property
    def _percents(self) -> frozenset[str]:
        loads = (role.load_by for role in self._programme.roles.values())
        return frozenset(load.percent for load in loads if load and load.percent)

    def _value(
        self, dice: Dice, name: str, field: ProgrammeField, side: Side
    ) -> FieldValue:
        draw: dict[FieldKind, Callable[[], FieldValue]] = {
            "yes or no": lambda: dice.chance(YES),
            "number": lambda: self._number(dice, name),
            "percent": lambda: dice.draw(SHARES),
            "date": lambda: self._today - timedelta(days=dice.whole(0, LONG_AGO)),
            "half-days": lambda: dice.subset(HALF_DAYS, 3, 8),
            "level": lambda: (self._level(dice, field, side),),
        }
        if field.kind in draw:
            return draw[field.kind]()
        known = self._words if field.words else self._open
        return known(dice, name, field, side)

    def _number(self, dice: Dice, name: str) -> int:
        if name in self._percents:
            return dice.draw(SHARES)
        for criterion in self._programme.criteria:
            if isinstance(criterion, Answer) and criterion.field == name:
                return dice.whole(*sorted((criterion.zero, criterion.full)))
        return dice.whole(0, 10)

    def _level(self, dice: Dice, field: ProgrammeField, side: Side) -> str:
        two = (dice.below(len(field.levels)), dice.below(len(field.levels)))
        return field.levels[max(two) if side == "supporter" else min(two)]

    def _words(
        self, dice: Dice, name: str, field: ProgrammeField, side: Side
    ) -> tuple[str, ...]:
        wanted = self._wanted(name, side)
        known: Sequence[str] = tuple(field.words)
        if wanted and dice.chance(AS_WANTED):
            known = wanted
        if field.kind != "list":
            return _several(dice, known, 1, 1)
        least, most = (2, 5) if side == "supporter" else (1, 3)
        return _several(dice, known, least, most)

    def _wanted(self, name: str, side: Side) -> tuple[str, ...]:
        """The words that a rule asks of this side."""
        for rule in self._programme.rules:
            if isinstance(rule, Answered) and (rule.field, rule.of) == (name, side):
                return rule.one_of
        return ()

    def _open(
        self, dice: Dice, name: str, field: ProgrammeField, side: Side
    ) -> tuple[str, ...]:
        if name in self._seldom:
            return (f"P{dice.whole(1, 50):05}",)
        if field.kind != "list":
            return (_text(dice, getattr(field, side), self._names(name)),)
        least, most = (2, 5) if side == "supporter" else (1, 3)
        return dice.some(
            self._names(name), least, 1 if name in self._distinct else most
        )

    def _names(self, name: str) -> Sequence[str]:
        every = [f"{start}{end}" for end in CHAIN_ENDS for start in CHAIN_WORDS]
        return every[: APART if name in self._distinct else COMMON]


def _several(
    dice: Dice, words: Sequence[str], least: int, most: int
) -> tuple[str, ...]:
    """Between least and most different words; the first of all are the commonest."""
    weighted = Weighted({word: 60 // rank + 1 for rank, word in enumerate(words, 1)})
    wanted = min(dice.whole(least, most), len(words))
    drawn: dict[str, None] = {}
    while len(drawn) < wanted:
        drawn[dice.draw(weighted)] = None
    return tuple(drawn)


def _text(dice: Dice, heading: Heading, names: Sequence[str]) -> str:
    """Figures where the example is figures, a person's name where one is asked for."""
    if heading.example.isdigit():
        return "".join(str(dice.below(10)) for _ in heading.example)
    if any("name" in synonym for synonym in heading.synonyms):
        return person_name(dice)
    return dice.pick(names)
