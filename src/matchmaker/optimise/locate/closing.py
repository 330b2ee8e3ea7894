"""An arrangement to begin with: all candidates appointed, and posts closed one by one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.locate.climb import arrangement_under

if TYPE_CHECKING:
    from matchmaker.optimise.locate.climb import Arrangement
    from matchmaker.optimise.locate.posts import Posts
    from matchmaker.optimise.model import Ints


def closed_down(posts: Posts, prices: Ints) -> Arrangement | None:
    """
    Appoint everybody, then close the post with the least to lead, while need be.

    It is not good, but it is there where prices alone have chosen no posts that go.

    Args:
        posts: What may be and what it costs.
        prices: int64[M], thousandths of a cost unit; they say whom to place first.

    Returns:
        An arrangement that keeps all rules; `None` if this way leads to none.
    """
    free = replace(posts, least=np.zeros_like(posts.least), appoint=None)
    appointed = np.arange(posts.leads)
    while len(appointed):
        found = arrangement_under(free, appointed, prices)
        if found is None:
            return None
        spans = np.bincount(found.lead_of, posts.weight, posts.leads)[appointed]
        if _is_enough(posts, appointed, spans):
            return arrangement_under(posts, appointed, prices)
        appointed = np.delete(appointed, np.argmin(spans))
    return None


def _is_enough(posts: Posts, appointed: Ints, spans: Ints) -> bool:
    """Whether so few are appointed that nobody more need be let go."""
    if posts.appoint is not None:
        return len(appointed) == posts.appoint
    return bool(np.all(spans >= posts.least[appointed]))
