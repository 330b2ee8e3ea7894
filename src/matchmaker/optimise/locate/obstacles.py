"""Why nobody could arrange everybody, as far as counting shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matchmaker.optimise.locate.posts import Posts


@dataclass(frozen=True, slots=True)
class Obstacles:
    """
    What stands in the way of arranging everybody.

    Attributes:
        beyond: Members whom no candidate with a wide enough span may lead.
        short: Weight missing even if the widest spans are appointed.
        appoint: How many would have to be appointed for enough weight; `None` if
            all candidates together are too few, or none is missing.
        over: Weight missing to fill the posts with the smallest least weights.
    """

    beyond: tuple[int, ...] = ()
    short: int = 0
    appoint: int | None = None
    over: int = 0

    def __bool__(self) -> bool:
        """Whether anything stands in the way."""
        return bool(self.beyond or self.short or self.over)

    @property
    def words(self) -> list[str]:
        """One sentence an obstacle; members are named by position."""
        words = [
            f"member {member}: no candidate may lead them" for member in self.beyond
        ]
        if self.short:
            words.append(f"the spans of the widest posts are {self.short} short")
        if self.over:
            words.append(f"so many posts need {self.over} more to lead")
        return words


def find_obstacles(posts: Posts) -> Obstacles:
    """Count whom nobody may lead, and what the posts asked for span at most and least."""
    fits = posts.allowed & (posts.weight <= posts.most[:, None])
    beyond = tuple(np.flatnonzero(~fits.any(axis=0)).tolist())
    widest = np.cumsum(np.sort(posts.most)[::-1])
    wanted = posts.leads if posts.appoint is None else posts.appoint
    spanned = int(widest[wanted - 1]) if wanted else 0
    enough = np.flatnonzero(widest >= posts.total)
    short = max(0, posts.total - spanned)
    appoint = int(enough[0]) + 1 if short and len(enough) else None
    least = 0 if posts.appoint is None else int(np.sort(posts.least)[:wanted].sum())
    return Obstacles(beyond, short, appoint, max(0, least - posts.total))
