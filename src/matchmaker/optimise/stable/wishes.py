"""How much each side of a pair likes it, where people rank each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.candidates.preferences import listed_pairs

if TYPE_CHECKING:
    from matchmaker.candidates import Candidates
    from matchmaker.candidates.preferences import Whose
    from matchmaker.domain.round import Round
    from matchmaker.optimise.model import Ints, Mask
    from matchmaker.scoring import Scores


@dataclass(frozen=True, eq=False)
class Wishes:
    """
    How much the two sides of each pair like it; more is better.

    A figure says nothing but the order in which one party likes its pairs: those of
    two parties cannot be compared.

    Attributes:
        request: int64[P], how much the request likes the pair.
        supporter: int64[P], how much the supporter likes it.
    """

    request: Ints
    supporter: Ints

    def only(self, keep: Mask) -> Wishes:
        """The wishes about some of the pairs; bool[P]."""
        return Wishes(self.request[keep], self.supporter[keep])


def wishes_of(
    matching_round: Round, candidates: Candidates, scores: Scores
) -> Wishes | None:
    """
    What the lists of a round say; `None` where points say it all.

    Whom a list names comes first, in its order; then come all others, by points, as
    they do for whoever gave no list.

    Args:
        matching_round: The round.
        candidates: The pairs that may be used.
        scores: Their points.
    """
    if matching_round.programme.stability == "off":
        return None
    if not matching_round.has_preferences:
        return None

    def liked(whose: Whose) -> Ints:
        likings = scores.points.astype(np.int64, copy=True)
        above = int(likings.max(initial=0))
        for listed in listed_pairs(matching_round, candidates, whose):
            likings[listed.named] = above + len(listed.ranked) - listed.place
        return likings

    return Wishes(liked("request"), liked("supporter"))
