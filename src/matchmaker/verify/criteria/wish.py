"""Whether the supporter is what the request wishes for."""

from __future__ import annotations

from matchmaker.domain.criteria import THOUSANDTHS, Wish
from matchmaker.domain.field import words_of
from matchmaker.domain.request import Request
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.answers import among, both_words
from matchmaker.verify.facts import Facts


def thousandths(
    criterion: Wish, _facts: Facts, request: Request, supporter: Supporter
) -> int | None:
    """
    Whether the supporter is what the request wishes for.

    Any of several wishes will do; one about which either side is silent says nothing.
    """
    best: int | None = None
    for wish in words_of(request.fields.get(criterion.field)):
        for way, in_common in ((criterion.common, True), (criterion.different, False)):
            for word, field in way.items():
                if not among(wish, [word]):
                    continue
                ours, theirs = both_words(request, supporter, field)
                if not ours or not theirs:
                    continue
                meet = any(among(one, theirs) for one in ours)
                best = max(best or 0, THOUSANDTHS if meet == in_common else 0)
    return best
