"""How much of what is asked for in a field the supporter has."""

from __future__ import annotations

from matchmaker.domain.criteria import THOUSANDTHS, OverlapShare
from matchmaker.domain.request import Request
from matchmaker.domain.spelling import folded
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.answers import akin, among, both_words
from matchmaker.verify.criteria.share import share
from matchmaker.verify.facts import Facts


def thousandths(
    criterion: OverlapShare, _facts: Facts, request: Request, supporter: Supporter
) -> int | None:
    """
    How much of what the request answers to a field the supporter answers too.

    Of n ranked words the first counts n, the last 1; a word that only meets one of
    its family counts in part. Missing where either side gave no answer.
    """
    asked, held = both_words(request, supporter, criterion.field)
    if not asked or not held:
        return None
    once = list({folded(word): None for word in asked})
    earned = whole = 0
    for place, word in enumerate(once):
        counts = len(once) - place if criterion.ranked else 1
        whole += counts
        if among(word, held):
            earned += counts * THOUSANDTHS
        elif any(akin(word, other, criterion.families) for other in held):
            earned += counts * criterion.kin
    return share(earned, whole, 1)
