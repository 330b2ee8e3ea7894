"""Both sides' answers to a field have a word in common."""

from __future__ import annotations

from matchmaker.domain.request import Request
from matchmaker.domain.rules import Overlap
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.answers import akin, among, both_words
from matchmaker.verify.facts import Facts


def broken(
    rule: Overlap, _facts: Facts, request: Request, supporter: Supporter
) -> str | None:
    """
    Both sides' answers to a field have a word, or two words of one family, in common.

    Where either side gave no answer, the rule says whether the pair passes.
    """
    asked, held = both_words(request, supporter, rule.field)
    if not asked or not held:
        if rule.silent == "passes":
            return None
        who = "supporter" if asked else "request"
        return f"the {who} gave no answer to {rule.field}"
    for word in asked:
        if among(word, held):
            return None
        if any(akin(word, other, rule.families) for other in held):
            return None
    return f"{rule.field} is {', '.join(held)}, asked for is {', '.join(asked)}"
