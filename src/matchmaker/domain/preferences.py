"""Lists in which people rank each other."""

from __future__ import annotations

from collections.abc import Iterator

Ranked = tuple[tuple[str, ...], ...]
"""Ids of the other side, best first; those in one inner tuple are liked equally well."""


def place_on(ranked: Ranked, name: str) -> int | None:
    """
    Somebody's place on a list, from 0; `None` if it does not name them.

    >>> place_on((("b",), ("a", "c")), "c"), place_on((("b",),), "a")
    (1, None)
    """
    return next((i for i, tied in enumerate(ranked) if name in tied), None)


def choice_on(ranked: Ranked, name: str) -> int:
    """
    Which choice somebody is: 1 for the first, one more for everybody liked better.

    Whom a list does not name comes after all whom it names; whoever gave no list has
    nothing but first choices.

    >>> lists = (("b", "d"), ("c",))
    >>> choice_on(lists, "d"), choice_on(lists, "c"), choice_on(lists, "a")
    (1, 3, 4)
    """
    place = place_on(ranked, name)
    better = ranked if place is None else ranked[:place]
    return 1 + sum(map(len, better))


def names_on(ranked: Ranked) -> Iterator[str]:
    """Everybody whom a list names, best first."""
    for tied in ranked:
        yield from tied


def ranked_text(ranked: Ranked) -> str:
    """
    A list as it stands in a cell.

    >>> ranked_text((("M03",), ("M07", "M09")))
    'M03; M07 = M09'
    """
    return "; ".join(" = ".join(tied) for tied in ranked)
