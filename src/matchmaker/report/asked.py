"""A programme's own field in words: its title, and whose answer is meant."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker.candidates import Fact
from matchmaker.domain.programme import Programme
from matchmaker.report.speech import half_day, words_of


@dataclass(frozen=True)
class Asked:
    """
    The field that a rule or criterion looks at, as sentences speak of it.

    Attributes:
        title: The field's title, such as "Topics".
        whose: Whose answer counts, such as "the mentor's"; "their" where both sides'
            do.
        helper: What the programme calls a supporter, such as "mentor".
    """

    title: str
    whose: str
    helper: str


def is_about_field(key: str) -> bool:
    """Whether a rule or criterion with this key looks at one of the fields."""
    return ":" in key


def asked_of(key: str, programme: Programme) -> Asked:
    """The field that a key such as `answered:consent:supporter` names."""
    _, name, *side = key.split(":")
    whose = f"the {getattr(programme.nouns, side[0])}'s" if side else "their"
    return Asked(programme.fields[name].title, whose, programme.nouns.supporter)


def said(answer: Fact) -> tuple[str, ...]:
    """An answer's words, as people say them."""
    return tuple(half_day(word) for word in words_of(answer))


def above(levels: int) -> str:
    """
    How far one level stands above another.

    >>> above(2), above(0), above(-1)
    ('2 above', 'no higher', '1 below')
    """
    if levels == 0:
        return "no higher"
    return f"{levels:,} above" if levels > 0 else f"{-levels:,} below"
