"""By what name a person is greeted."""

from __future__ import annotations

from matchmaker.domain.spelling import ASIDE, TITLES


def first_name(name: str) -> str:
    """
    How a letter to somebody begins, whatever way they wrote their name.

    A title is no first name; of whom only title and surname are known, both are used.

    >>> first_name("Fi Adams"), first_name("Dr Fi Adams"), first_name("ADAMS, Fi")
    ('Fi', 'Fi', 'Fi')
    >>> first_name("Mr Khan"), first_name("Sam Lee (she/her)"), first_name("row-3")
    ('Mr Khan', 'Sam', 'row-3')
    """
    plain = ASIDE.sub(" ", name)
    family, comma, given = plain.partition(",")
    words = f"{given} {family}".split() if comma and given.strip() else plain.split()
    own = [word for word in words if word.rstrip(".").casefold() not in TITLES]
    if not own:
        return name
    if len(own) == 1 and len(words) > 1:
        return " ".join(words)
    return own[0]
