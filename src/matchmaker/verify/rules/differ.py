"""Both sides' answers to a field have no word in common."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.rules import Differ
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.answers import among, both_words
from matchmaker.verify.facts import Facts


def broken(
    rule: Differ, _facts: Facts, request: Request, supporter: Supporter
) -> str | None:
    """
    Both sides' answers to a field have no word in common.

    Whoever gave no answer differs from everybody.
    """
    asked, held = both_words(request, supporter, rule.field)
    shared = [word for word in held if among(word, asked)]
    return f"{rule.field} is {', '.join(shared)} on both sides" if shared else None
