"""The round that a written plan speaks of, with its pairs and their points."""

from __future__ import annotations

from typing import NamedTuple

from matchmaker.candidates import Candidates, find_candidates
from matchmaker.domain.grouped import as_planned
from matchmaker.domain.plan import Plan
from matchmaker.domain.round import Round
from matchmaker.pipeline.buddies import buddy_candidates
from matchmaker.scoring import Scores, score


class Prepared(NamedTuple):
    """
    What was solved, as far as it can be told from a round and its plan.

    Attributes:
        round: Where there are groups, the round in which they ask.
        candidates: The pairs that break no rule.
        scores: Their points.
    """

    round: Round
    candidates: Candidates
    scores: Scores


def prepared(whole: Round, plan: Plan) -> Prepared:
    """Work out anew what a plan was chosen from."""
    if whole.programme.buddies is not None:
        whole, candidates = buddy_candidates(whole)
    else:
        whole = as_planned(whole, plan)
        candidates = find_candidates(whole)
    return Prepared(whole, candidates, score(whole, candidates))
