"""Which changes would let somebody have a buddy: read off the rules, unsolved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product

import numpy as np

from matchmaker.candidates.rules import pair_rule
from matchmaker.candidates.table import Table
from matchmaker.domain.field import words_of
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Answered, Overlap, Rule
from matchmaker.domain.supporter import Supporter
from matchmaker.pipeline.among import Bools
from matchmaker.pipeline.buddies import spec_of, with_time
from matchmaker.pipeline.changes import KINDS, Change
from matchmaker.pipeline.lifting import lifted
from matchmaker.pipeline.solved import Solved

Needed = tuple[Change, ...]
"""Changes that are needed together: one, or two."""

MOST_NEEDED = 2
"""Changes beyond so many are no advice."""


def openings(solved: Solved, person: int) -> list[Needed]:
    """
    Changes that would let somebody have a buddy whom the rules keep from them.

    Args:
        solved: The solved round.
        person: Whose position it is.

    Returns:
        What needs one change first, then what one person grants before another, then
        what lets them have more people.
    """
    whole, fits = solved.round, with_time(solved.round)
    opened = Counter(
        needed
        for other, broken in _kept_apart(whole, person)
        for needed in _ways(whole, fits, person, other, broken)
    )
    trio = [] if _fits_trio(whole) else [(Change("trio"),)]
    return [*trio, *sorted(opened, key=lambda one: _place(one, opened[one]))]


def _fits_trio(whole: Round) -> bool:
    return spec_of(whole).odd_one_out == "trio"


def _place(needed: Needed, opened: int) -> tuple[object, ...]:
    kinds = sorted(KINDS.index(change.kind) for change in needed)
    return len(needed), kinds, -opened


def _kept_apart(
    whole: Round, person: int
) -> Iterator[tuple[int, list[tuple[Rule, int, int]]]]:
    """Everybody else, with the rules that keep the two apart, and who asks by them."""
    table = Table(whole)
    everybody = np.arange(len(whole.supporters), dtype=np.int64)
    here = np.full(1, person, dtype=np.int64)
    failing = []
    for rule in whole.programme.pair_rules:
        holds = pair_rule(rule.name).screen(rule, table)
        failing.append(
            (
                rule,
                ~np.broadcast_to(holds(here, everybody), everybody.shape),
                ~np.broadcast_to(holds(everybody, here), everybody.shape),
            )
        )
    for other in everybody.tolist():
        if other != person:
            broken = [(rule, person, other) for rule, at, _ in failing if at[other]]
            broken += [
                (rule, other, person) for rule, _, back in failing if back[other]
            ]
            yield other, broken


def _ways(
    whole: Round,
    fits: Bools,
    person: int,
    other: int,
    broken: list[tuple[Rule, int, int]],
) -> Iterator[Needed]:
    """Changes that together lift all that keeps two people apart."""
    choices = [
        list(_lifting(whole, person, rule, asks, comes)) for rule, asks, comes in broken
    ]
    choices += [[_more_time(whole, one)] for one in (person, other) if not fits[one]]
    if not choices or not all(choices):
        return
    for combined in product(*choices):
        # A rule that looks at both alike is lifted both ways by one change.
        needed = tuple(dict.fromkeys(combined))
        if len(needed) <= MOST_NEEDED:
            yield needed


def _lifting(
    whole: Round, person: int, rule: Rule, asks: int, comes: int
) -> Iterator[Change]:
    """Changes of which each lets two people past a rule."""
    if isinstance(rule, Overlap):
        other = comes if asks == person else asks
        yield from _in_common(whole, rule, person, other)
    elif isinstance(rule, Answered):
        who = whole.supporters[comes if rule.of == "supporter" else asks]
        after = _as_asked(whole, rule)
        if after is not None:
            yield _answer(who, rule.field, after)
    else:
        change = lifted(whole, rule, asks, comes)
        if change is not None:
            yield change


def _in_common(
    whole: Round, rule: Overlap, person: int, other: int
) -> Iterator[Change]:
    """The answers of another that somebody could give, too."""
    who, theirs = whole.supporters[person], whole.supporters[other]
    for word in words_of(theirs.fields.get(rule.field)):
        yield _answer(who, rule.field, word)


def _as_asked(whole: Round, rule: Answered) -> str | int | None:
    """The answer nearest to what a rule asks for; `None` if there is no such thing."""
    kind = whole.programme.fields[rule.field].kind
    if kind == "yes or no":
        return "yes"
    if kind in ("number", "percent"):
        return rule.least if rule.least is not None else rule.most
    return next(iter(rule.one_of), None)


def _answer(who: Supporter, field: str, after: str | int) -> Change:
    before = who.fields.get(field)
    words = words_of(before)
    said = "; ".join(words) if words else before
    told = said if isinstance(said, str | int) and not isinstance(said, bool) else None
    if isinstance(before, bool):
        told = "yes" if before else "no"
    return Change("answer", supporter=who.id, parameter=field, before=told, after=after)


def _more_time(whole: Round, person: int) -> Change:
    """The time that a buddy takes."""
    who, asked = whole.supporters[person], whole.requests[person]
    missing = asked.load - who.most_as(asked.role)
    return Change(
        "place", supporter=who.id, before=who.capacity, after=who.capacity + missing
    )
