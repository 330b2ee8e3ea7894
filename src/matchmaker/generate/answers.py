"""Made-up answers to a programme's own fields."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from matchmaker.domain.criteria import Answer
from matchmaker.domain.field import words_of
from matchmaker.generate.asked import Asked
from matchmaker.generate.dice import Weighted
from matchmaker.generate.words import CHAIN_ENDS, CHAIN_WORDS, person_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
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

AS_WANTED = 950
"""So many of a thousand answers are what a rule asks for."""
YES = 900

UP_TO_DATE = 900
"""So many of a thousand dates that may not be long past are not."""
LONG_PAST = 3
"""The others lie up to so many times as far back as they may."""
LATELY = 120
"""Days: no other date lies further back."""
TOGETHER = 3
"""So many people apply together, at the most."""

NOTHING: Mapping[str, tuple[str, ...]] = {}

SHARES = Weighted({100: 85, 80: 5, 60: 10})
"""Full-time equivalents in percent; 15 in 100 people work part time."""

EVERY_NAME = tuple(f"{start}{end}" for end in CHAIN_ENDS for start in CHAIN_WORDS)
COMMON = 12
"""Where the same text brings people together there are so many different texts."""
APART = 400
"""Where it keeps them apart."""


class Answers:
    """
    Draws answers for one programme.

    Those who offer stand higher than those who ask, and answer more of a list. Text
    that a programme leaves open comes from a few made-up names, so that people have
    something in common; where a rule keeps equal answers apart there are many. What
    settings say of themselves in such text comes from the programme's own examples.
    """

    def __init__(
        self, programme: Programme, today: date, start: date | None = None
    ) -> None:
        """
        Draw nothing yet.

        Args:
            programme: Has the fields.
            today: Dates lie before.
            start: The first day of the support; `None` means today.
        """
        self._programme = programme
        self._asked = Asked(programme)
        self._today = today
        self._start = start or today
        self._reached = 0
        self._grouped = 0

    def draw(
        self, dice: Dice, side: Side, known: Mapping[str, tuple[str, ...]] = NOTHING
    ) -> FieldValues:
        """
        What one party answers to everything it is asked.

        Args:
            dice: Where chance comes from.
            side: Who answers.
            known: By the name of a field of text, what is true of the party: nobody
                leaves that blank.
        """
        drawn: dict[str, FieldValue | None] = {}
        taken: dict[str, str] = {}
        for name, field in self._programme.fields.items():
            heading: Heading | None = getattr(field, side)
            if heading is not None:
                kept = heading.required or not dice.chance(self._asked.blanks(name))
                value = self._value(dice, name, field, side)
                if name in known and field.kind == "text":
                    kept, value = True, known[name]
                drawn[name] = value if kept else None
                taken[name] = heading.blank_takes
        given = {
            name: value for name, value in drawn.items() if value not in (None, ())
        }
        given |= self._following(given, drawn)
        # As a reader would: a blank may take the answer to another field.
        blanks = {name: given[other] for name, other in taken.items() if other in given}
        return blanks | given

    def of_one_person(self, first: FieldValues, again: FieldValues) -> FieldValues:
        """The answers of another application: whom they name, all of them do."""
        names = self._asked.seldom
        kept = {name: value for name, value in again.items() if name not in names}
        return kept | {name: value for name, value in first.items() if name in names}

    def _following(
        self, given: FieldValues, asked_for: Mapping[str, object]
    ) -> FieldValues:
        """Answers that follow from others: an address, a group, when it all began."""
        programme, asked = self._programme, self._asked
        found: dict[str, FieldValue] = {}
        if asked.together in given:
            self._grouped += 1
            group = self._grouped // TOGETHER % len(EVERY_NAME)
            found[asked.together] = (EVERY_NAME[group],)
        if programme.reached_by in given:
            self._reached += 1
            name = " ".join(words_of(given.get(programme.named_by or "")))
            user = name.lower().replace(" ", ".") or "somebody"
            found[programme.reached_by] = (f"{user}.{self._reached}@example.org",)
        if asked.began is not None and asked.began in asked_for:
            weeks = 52 * asked.years_before(given)
            found[asked.began] = self._start - timedelta(weeks=weeks)
        return found

    def _value(
        self, dice: Dice, name: str, field: ProgrammeField, side: Side
    ) -> FieldValue:
        draw: dict[FieldKind, Callable[[], FieldValue]] = {
            "yes or no": lambda: dice.chance(YES),
            "number": lambda: self._number(dice, name),
            "percent": lambda: dice.draw(SHARES),
            "date": lambda: self._date(dice, name),
            "half-days": lambda: dice.subset(HALF_DAYS, 3, 8),
            "level": lambda: (self._level(dice, field, side),),
        }
        if field.kind in draw:
            return draw[field.kind]()
        known = self._words if field.words else self._open
        return known(dice, name, field, side)

    def _date(self, dice: Dice, name: str) -> date:
        """A day before today; nine in ten are as recent as a rule asks."""
        least, most = 0, self._asked.recent.get(name, LATELY)
        if name in self._asked.recent and not dice.chance(UP_TO_DATE):
            least, most = most + 1, LONG_PAST * most
        return self._today - timedelta(days=dice.whole(least, most))

    def _number(self, dice: Dice, name: str) -> int:
        if name in self._asked.percents:
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
        wanted = self._asked.wanted(name, side)
        known: Sequence[str] = tuple(field.words)
        if wanted and dice.chance(AS_WANTED):
            known = wanted
        if field.kind != "list":
            return _several(dice, known, 1, 1)
        least, most = (2, 5) if side == "supporter" else (1, 3)
        return _several(dice, known, least, most)

    def _open(
        self, dice: Dice, name: str, field: ProgrammeField, side: Side
    ) -> tuple[str, ...]:
        if name == self._asked.shared:
            number = dice.whole(1, 99999)
            return (f"J{number:05}A", f"J{number:05}B")
        if name in self._asked.seldom:
            return (f"P{dice.whole(1, 50):05}",)
        if name == self._asked.times:
            return dice.subset(HALF_DAYS, 3, 8)
        if field.kind != "list":
            return (self._text(dice, name, getattr(field, side), side),)
        least, most = (2, 5) if side == "supporter" else (1, 3)
        return dice.some(
            self._names(name), least, 1 if name in self._asked.distinct else most
        )

    def _text(self, dice: Dice, name: str, heading: Heading, side: Side) -> str:
        """Figures where the example is figures, a person's name where it is asked."""
        if heading.example.isdigit():
            return "".join(str(dice.below(10)) for _ in heading.example)
        if name == self._programme.named_by:
            return person_name(dice)
        shown = self._programme.example.settings.get(heading.heading or name, ())
        examples = dict.fromkeys(filter(None, (heading.example, *shown)))
        if side == "setting" and examples:
            return dice.pick(tuple(examples))
        return dice.pick(self._names(name))

    def _names(self, name: str) -> Sequence[str]:
        return EVERY_NAME[: APART if name in self._asked.distinct else COMMON]


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
