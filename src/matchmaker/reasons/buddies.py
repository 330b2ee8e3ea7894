"""Why two people are buddies, each for the other; and why somebody has none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matchmaker.candidates import Screen
from matchmaker.domain.buddies import Alone, AloneReason, BuddyLink, Trio
from matchmaker.errors import InputError
from matchmaker.pipeline import Solved
from matchmaker.pipeline.among import Ints, removed_as_company, turned
from matchmaker.pipeline.buddies import with_time
from matchmaker.reasons.pairing import criteria_of
from matchmaker.reasons.records import Alternative, CriterionReason


@dataclass(frozen=True, slots=True)
class BuddySide:
    """
    What somebody's buddy is to them.

    Attributes:
        person: Whose side it is.
        buddy: The buddy.
        criteria: What the buddy is to the person, in the programme's order.
        rank: The buddy's place among all whom the person could have had, by the
            points of both ways; equals share a place.
        candidates: How many the person could have had.
        runner_up: The best of those the person did not get; `None` if none.
    """

    person: str
    buddy: str
    criteria: tuple[CriterionReason, ...]
    rank: int
    candidates: int
    runner_up: Alternative | None


@dataclass(frozen=True, slots=True)
class BuddyReason:
    """
    Why two people are each other's buddies.

    Attributes:
        link: Who they are, and their points.
        sides: What the one has of the other, and the other of the one.
        trio: The trio that they are part of; `None` if they are two.
    """

    link: BuddyLink
    sides: tuple[BuddySide, BuddySide]
    trio: Trio | None


@dataclass(frozen=True, slots=True)
class AloneWhy:
    """
    Why somebody has no buddy.

    Attributes:
        person: Who.
        reason: In a word.
        others: How many other people there are.
        has_time: Whether the person has the time that a buddy takes.
        removed: How many of the others fell as buddies of the person, each at the
            first rule that fails.
        turned_down: Of those left, how many could not have the person, likewise.
        candidates: How many are left.
        rely_on: If people are outnumbered: the few on whom too many rely.
    """

    person: str
    reason: AloneReason
    others: int
    has_time: bool
    removed: tuple[tuple[str, int], ...]
    turned_down: tuple[tuple[str, int], ...]
    candidates: int
    rely_on: tuple[str, ...]


class BuddyReasons:
    """The reasons of a plan of buddies, one at a time."""

    def __init__(self, solved: Solved) -> None:
        self._solved = solved

    @cached_property
    def _both(self) -> Ints:
        """int64[P]: the points of each candidate, both ways together."""
        points = self._solved.scores.points
        both: Ints = points + points[turned(self._solved.candidates)]
        return both

    def why_link(self, link: BuddyLink) -> BuddyReason:
        """Why two people are buddies."""
        trio = self._solved.plan.trio
        inside = trio is not None and trio.middle in link.people
        return BuddyReason(
            link=link,
            sides=(
                self._side(link, link.one, link.other, link.criteria),
                self._side(link, link.other, link.one, link.criteria_back),
            ),
            trio=trio if inside else None,
        )

    def _side(
        self, link: BuddyLink, person: str, buddy: str, given: dict[str, int]
    ) -> BuddySide:
        whole = self._solved.round
        part = self._solved.candidates.of(whole.request_index[person])
        both = self._both[part]
        return BuddySide(
            person=person,
            buddy=buddy,
            criteria=criteria_of(
                whole, whole.request(person), whole.supporter(buddy), given
            ),
            rank=1 + int(np.count_nonzero(both > link.points)),
            candidates=len(both),
            runner_up=self._runner_up(link, person, part),
        )

    def _runner_up(
        self, link: BuddyLink, person: str, part: slice
    ) -> Alternative | None:
        """The best whom somebody could have had and has not."""
        whole = self._solved.round
        theirs = self._solved.candidates.supporter[part]
        mine = [whole.supporter_index[name] for name in self._buddies_of(person)]
        free = ~np.isin(theirs, mine)
        if not free.any():
            return None
        worth = self._both[part][free]
        best = int(worth.argmax())
        return Alternative(
            supporter=whole.supporters[theirs[free][best]].id,
            points=int(worth[best]),
            margin=link.points - int(worth[best]),
        )

    def _buddies_of(self, person: str) -> list[str]:
        links = links_of_person(self._solved, person)
        return [name for link in links for name in link.people if name != person]

    def why_alone(self, alone: Alone) -> AloneWhy:
        """Why somebody has no buddy."""
        solved, whole = self._solved, self._solved.round
        person = whole.request_index[alone.person]
        failing = Screen(whole).failing(person)
        failing[:, person] = False
        names = [rule.key for rule in whole.programme.pair_rules]
        first = np.where(failing.any(axis=0), failing.argmax(axis=0), -1)
        counts = np.bincount(first[first >= 0], minlength=len(names)).tolist()
        others = np.flatnonzero((first < 0) & (np.arange(len(first)) != person))
        turned_down = removed_as_company(whole, person, others)
        shortage = solved.buddies.shortage if solved.buddies else None
        relied_on = (
            shortage.rely_on if shortage and alone.reason == "outnumbered" else ()
        )
        part = solved.candidates.of(person)
        return AloneWhy(
            person=alone.person,
            reason=alone.reason,
            others=len(whole.supporters) - 1,
            has_time=bool(with_time(whole)[person]),
            removed=tuple(
                (name, count)
                for name, count in zip(names, counts, strict=True)
                if count
            ),
            turned_down=tuple(turned_down.items()),
            candidates=part.stop - part.start,
            rely_on=tuple(whole.supporters[position].id for position in relied_on),
        )


def links_of_person(solved: Solved, person: str) -> tuple[BuddyLink, ...]:
    """The links of somebody: none, one, or two in the middle of a trio."""
    return tuple(link for link in solved.plan.buddies if person in link.people)


def explain_buddies(
    solved: Solved, person: str
) -> tuple[tuple[BuddyReason, ...], AloneWhy | None]:
    """
    Why somebody has the buddies they have, or none.

    Raises:
        InputError: The round has no such person.
    """
    if person not in solved.round.supporter_index:
        raise InputError(f"The round has nobody called '{person}'.")
    reasons = BuddyReasons(solved)
    alone = next((one for one in solved.plan.alone if one.person == person), None)
    return (
        tuple(reasons.why_link(link) for link in links_of_person(solved, person)),
        None if alone is None else reasons.why_alone(alone),
    )
