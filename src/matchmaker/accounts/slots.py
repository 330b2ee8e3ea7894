"""Half-days for meetings: one for each pair, none twice for a mentor."""

from __future__ import annotations

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

    As many as possible get one: a pair that stands in the way moves to another of its
    half-days if it can (augmenting paths). Fixed half-days stay.

    Returns:
        The inductions, and those for whom no half-day was left as clashes.
    """
    held: dict[tuple[str, str], int] = {
        (one.mentor, one.slot): place
        for place, one in enumerate(inductions)
        if one.slot is not None
    }
    fixed = frozenset(held)
    open_ = [
        place
        for place, one in enumerate(inductions)
        if one.slot is None and one.slots is not None
    ]
    without = [i for i in open_ if not _seat(i, inductions, held, fixed, set())]
    slot_of = {place: slot for (_, slot), place in held.items()}
    seated = tuple(
        one if one.slot is not None else one.model_copy(update={"slot": slot_of.get(i)})
        for i, one in enumerate(inductions)
    )
    return seated, tuple(_without(inductions[place]) for place in without)


def _without(one: Induction) -> Clash:
    if one.slots:
        detail = f"none of {', '.join(one.slots)} is left for {one.ect}"
    else:
        detail = f"no half-day suits both {one.mentor} and {one.ect}"
    return Clash("no half-day", one.mentor, None, detail)


def _seat(
    place: int,
    inductions: Sequence[Induction],
    held: dict[tuple[str, str], int],
    fixed: frozenset[tuple[str, str]],
    tried: set[tuple[str, str]],
) -> bool:
    """Seat one pair, moving others of the same mentor if need be."""
    one = inductions[place]
    for slot in one.slots or ():
        key = (one.mentor, slot)
        if key in tried or key in fixed:
            continue
        tried.add(key)
        if key not in held or _seat(held[key], inductions, held, fixed, tried):
            held[key] = place
            return True
    return False
