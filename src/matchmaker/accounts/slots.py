"""Half-days for meetings: one for each pair, none twice for a mentor at one time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from matchmaker.accounts.clashes import Clash
from matchmaker.domain.induction import Induction


def common_slots(
    asked: tuple[str, ...], offered: tuple[str, ...]
) -> tuple[str, ...] | None:
    """
    Half-days that suit both; who names none is free on all.

    >>> common_slots(("mon-am", "tue-am"), ("tue-am",)), common_slots(("mon-am",), ())
    (('tue-am',), ('mon-am',))
    """
    if not asked or not offered:
        return asked or offered or None
    return tuple(day for day in asked if day in offered)


def with_slots(
    inductions: Sequence[Induction],
) -> tuple[tuple[Induction, ...], tuple[Clash, ...]]:
    """
    Give a half-day to every induction that has none but says which would suit.

    Pairs of a mentor that have no day in common may have the same. As many as possible
    get one: a pair that stands in the way moves to another of its half-days if it can
    (augmenting paths). Fixed half-days stay.

    Returns:
        The inductions, and those for whom no half-day was left as clashes.
    """
    seats = _Seats(inductions)
    open_ = [
        place
        for place, one in enumerate(inductions)
        if one.slot is None and one.slots is not None
    ]
    without = [place for place in open_ if not seats.seat(place, set())]
    seated = tuple(
        one.model_copy(update={"slot": seats.slot_of.get(place)})
        for place, one in enumerate(inductions)
    )
    return seated, tuple(_without(inductions[place]) for place in without)


class _Seats:
    """Who has which half-day of their mentor."""

    def __init__(self, pairs: Sequence[Induction]) -> None:
        self._pairs = pairs
        self.slot_of = {
            place: one.slot for place, one in enumerate(pairs) if one.slot is not None
        }
        self._fixed = frozenset(self.slot_of)
        self._of_mentor: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(pairs):
            self._of_mentor[one.mentor].append(place)

    def seat(self, place: int, tried: set[tuple[int, str]]) -> bool:
        """Seat one pair, moving others of the same mentor if need be."""
        for slot in self._pairs[place].slots or ():
            in_the_way = self._holders(place, slot)
            if (place, slot) in tried or self._fixed.intersection(in_the_way):
                continue
            tried |= {(one, slot) for one in (place, *in_the_way)}
            before = dict(self.slot_of)
            for one in in_the_way:
                del self.slot_of[one]
            self.slot_of[place] = slot
            if all(self.seat(one, tried) for one in in_the_way):
                return True
            self.slot_of = before
        return False

    def _holders(self, place: int, slot: str) -> list[int]:
        """Pairs of the same mentor who have a half-day at the same time."""
        pair = self._pairs[place]
        return [
            other
            for other in self._of_mentor[pair.mentor]
            if self.slot_of.get(other) == slot
            and self._pairs[other].days.meets(pair.days)
        ]


def _without(one: Induction) -> Clash:
    if one.slots:
        detail = f"none of {', '.join(one.slots)} is left for {one.ect}"
    else:
        detail = f"no half-day suits both {one.mentor} and {one.ect}"
    return Clash("no half-day", one.mentor, None, detail)
