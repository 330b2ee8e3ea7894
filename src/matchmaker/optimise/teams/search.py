"""
Which posts are filled, given up, or left with a small team: branch and bound.

A flow bounds a team from both sides, but cannot say "nobody, or at least six". So
where the best flow leaves a lead with a small team, the area is looked at three
times: with that team filled to `warn_below`, with the post given up, and with the
team small on purpose. Each look is one flow, is an arrangement by itself, and is
better than all that follows from it. Looks that cannot lead to anything better
than the best arrangement so far are dropped; when none is left, it is proved.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.errors import PlanRejectedError
from matchmaker.optimise.teams.flows import Network

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matchmaker.optimise.model import Ints
    from matchmaker.optimise.teams.answer import Value
    from matchmaker.optimise.teams.areas import Area
    from matchmaker.optimise.teams.flows import Flow


class Post(IntEnum):
    """What was decided about a lead."""

    OPEN = 0
    FILLED = 1
    GIVEN_UP = 2
    SMALL = 3


@dataclass(frozen=True, eq=False)
class Look:
    """
    The best arrangement under some decisions about posts.

    Attributes:
        posts: A `Post` for every lead.
        chosen: int64[K], the possible pairs that the arrangement uses.
        value: How good the arrangement is.
        bound: No arrangement under these decisions is better.
    """

    posts: tuple[Post, ...]
    chosen: Ints
    value: Value
    bound: Value


@dataclass(frozen=True, eq=False)
class Found:
    """
    The best arrangement found in an area.

    Attributes:
        chosen: int64[K], the possible pairs that it uses.
        value: How good it is.
        bound: No arrangement is better; equal to the value where proved.
    """

    chosen: Ints
    value: Value
    bound: Value


def search_area(area: Area, flow: Flow, looks: int) -> Found:
    """
    Find the best arrangement of an area.

    Args:
        area: The people and the leads.
        flow: Finds the best arrangement within given bounds.
        looks: After so many flows (or one or two more) no other is begun, and
            the best arrangement so far is returned with its bound.
    """
    search = _Search(area, flow, looks)
    look = search.follow([search.begin()])
    while look is not None and search.looks > 0:
        look = search.follow(search.branch(look))
    best = search.best
    left = [] if look is None else [look.bound]
    left += [bound for bound, _, _ in search.waiting]
    return Found(best.chosen, best.value, min([best.value, *left]))


@dataclass(eq=False)
class _Search:
    """Where the search stands: the best so far, and the looks put aside."""

    area: Area
    flow: Flow
    looks: int
    best: Look = field(init=False)
    waiting: list[tuple[Value, int, Look]] = field(default_factory=list)
    serial: Iterator[int] = field(default_factory=count)

    def begin(self) -> Look:
        """Look with nothing decided: as if no team were too small."""
        look = self._look((Post.OPEN,) * len(self.area.leads))
        if look is None:
            raise PlanRejectedError(["No teams were found where all may stay unled."])
        self.best = look
        self._fill_all(look)
        return look

    def _fill_all(self, look: Look | None) -> None:
        """
        Fill every small team, and those that are small then, while that works.

        It often does, and makes a good arrangement to measure others by. Nothing
        need be followed from there: it all follows from the first look too.
        """
        while look is not None:
            self.best = min(self.best, look, key=lambda look: look.value)
            small = set(self._doubtful(look).tolist())
            if not small or self.looks <= 0:
                return
            posts = enumerate(look.posts)
            look = self._look(tuple(Post.FILLED if i in small else p for i, p in posts))

    def branch(self, look: Look) -> list[Look]:
        """Look at every decision about one lead with a small team."""
        lead = int(self._doubtful(look)[0])
        decided = (
            (*look.posts[:lead], post, *look.posts[lead + 1 :])
            for post in (Post.FILLED, Post.GIVEN_UP, Post.SMALL)
        )
        found = [self._look(posts) for posts in decided]
        return [look for look in found if look is not None]

    def follow(self, looks: list[Look]) -> Look | None:
        """
        Take new looks in, and return the one to go on with, if any.

        The best of the new ones, so that good arrangements are found early; else
        the one put aside with the best bound.
        """
        self.best = min([self.best, *looks], key=lambda look: look.value)
        hopeful = [look for look in looks if look.bound < self.best.value]
        hopeful.sort(key=lambda look: look.value)
        for look in hopeful[1:]:
            heappush(self.waiting, (look.bound, next(self.serial), look))
        if hopeful:
            return hopeful[0]
        if self.waiting and self.waiting[0][0] < self.best.value:
            return heappop(self.waiting)[-1]
        return None

    def _look(self, posts: tuple[Post, ...]) -> Look | None:
        """One flow under these decisions; `None` where no arrangement obeys them."""
        self.looks -= 1
        low, high = self._bounds(posts)
        if np.any(low > high):
            return None
        chosen = self.flow(Network(self.area, low, high))
        if chosen is None:
            return None
        value = self.area.value(chosen)
        decided = posts.count(Post.SMALL)
        return Look(posts, chosen, value, value._replace(small_teams=decided))

    def _bounds(self, posts: tuple[Post, ...]) -> tuple[Ints, Ints]:
        warn_below, most = self.area.teams.warn_below, self.area.teams.most
        table = {
            Post.OPEN: (0, most),
            Post.FILLED: (warn_below, most),
            Post.GIVEN_UP: (0, 0),
            Post.SMALL: (1, min(warn_below - 1, most)),
        }
        low, high = np.array([table[post] for post in posts]).T
        return low, high

    def _doubtful(self, look: Look) -> Ints:
        """Undecided leads with a small team, who covers the fewest people first."""
        spans = self.area.spans(look.chosen)
        small = (spans > 0) & (spans < self.area.teams.warn_below)
        undecided = np.array(look.posts) == Post.OPEN
        doubtful = np.flatnonzero(small & undecided)
        # Where few are covered, all but one of the decisions fall at once.
        return doubtful[np.lexsort((spans[doubtful], self.area.degree[doubtful]))]
