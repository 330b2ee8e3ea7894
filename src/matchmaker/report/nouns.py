"""Sentences in a programme's own nouns: "the trainee" where others say "the setting"."""

from __future__ import annotations

import re

from matchmaker.domain.programme import Programme
from matchmaker.report.speech import with_article

_PARTY = re.compile(r"\b(the|this|a) (setting|supporter)\b")


def in_nouns(text: str, programme: Programme) -> str:
    """
    A sentence about "the setting" and "the supporter" in a programme's own nouns.

    Where people ask, whoever asks stands in the setting's place. Only for sentences
    in which nobody's own words stand.

    Args:
        text: The sentence.
        programme: The programme, for its nouns.
    """
    nouns = programme.nouns
    people = programme.asks == "people"
    called = {
        "setting": nouns.request if people else nouns.setting,
        "supporter": nouns.supporter,
    }

    def named(found: re.Match[str]) -> str:
        article, noun = found[1], called[found[2]]
        return with_article(noun) if article == "a" else f"{article} {noun}"

    return _PARTY.sub(named, text)
