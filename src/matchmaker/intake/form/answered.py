"""Who answered a form, who answered twice, and who may have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from matchmaker.domain.spelling import TELLING, name_words, who_of
from matchmaker.intake.form.sides import SIDES, Side

if TYPE_CHECKING:
    from matchmaker.domain.spelling import Who
    from matchmaker.intake.collector import Collector
    from matchmaker.intake.form.parts import Sheetful

NAMESAKES = "one name with two addresses: perhaps one person"
"""Why two are kept apart who may be the same."""


@dataclass(frozen=True)
class Answers:
    """
    One row of a form.

    Attributes:
        sheet: The file it stands in, by position.
        row: Its position there.
        number: Its row as people count it.
        name: As given; the two halves of a name joined.
        email: Lower case; blank where it was not asked.
        sides: What the person asks to be.
    """

    sheet: int
    row: int
    number: int
    name: str
    email: str
    sides: frozenset[Side]

    @cached_property
    def who(self) -> Who:
        """What tells the person from others, from form to form."""
        return who_of(self.name, self.email)


def latest(
    found: Sequence[Answers], sheets: Sequence[Sheetful], collector: Collector
) -> Iterator[Answers]:
    """Of several answers of one person on one side, the last."""
    last: dict[tuple[Who, Side], Answers] = {}
    for answers in found:
        for side in answers.sides:
            last[answers.who, side] = answers
    for answers in found:
        later = [last[answers.who, side] for side in SIDES if side in answers.sides]
        if not answers.email or all(one is answers for one in later):
            yield answers
            continue
        again = max(one.number for one in later)
        collector.warning(
            sheets[answers.sheet].raw.file,
            f"{answers.name or answers.email} answered again in row {again}; this row "
            "was left out",
            "Nothing, if the later answers are the right ones.",
            row=answers.number,
        )


def namesakes(
    found: Sequence[Answers], sheets: Sequence[Sheetful], collector: Collector
) -> Iterator[tuple[Who, Who, str]]:
    """
    Those who ask and those who offer under one name from two addresses, told.

    Most of them are one person who answered twice, and nobody meets themselves.
    """
    by_name: dict[frozenset[str], list[Answers]] = defaultdict(list)
    for answers in found:
        by_name[frozenset(name_words(answers.name))].append(answers)
    for words, same in by_name.items():
        if len(words) >= TELLING and len({one.email for one in same}) > 1:
            first, last = same[0], same[-1]
            collector.warning(
                sheets[last.sheet].raw.file,
                f"{last.name} stands here with another address than in row "
                f"{first.number}: perhaps one person who answered twice",
                "Delete one of the two rows if so. The two are not matched with each "
                "other.",
                row=last.number,
            )
            yield from _across(same)


def _across(same: Sequence[Answers]) -> Iterator[tuple[Who, Who, str]]:
    for one, other in product(same, same):
        sides = "requests" in one.sides and "supporters" in other.sides
        if sides and one.who != other.who:
            yield one.who, other.who, NAMESAKES


def same_person(found: Sequence[Answers]) -> Mapping[Who, Answers]:
    """The first answers of each person, by address and name."""
    first: dict[Who, Answers] = {}
    for answers in found:
        first.setdefault(answers.who, answers)
    return first
