"""A setting's supporters differ from each other."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.candidates import Candidates
from matchmaker.candidates.coded import UNKNOWN, Codes
from matchmaker.domain.field import FieldValue
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Contrast
from matchmaker.domain.spelling import plain
from matchmaker.domain.supporter import Supporter
from matchmaker.optimise.rows import Rows, shared_keys, spoken_of

Ints = npt.NDArray[np.int64]


def rows(rule: Contrast, matching_round: Round, candidates: Candidates) -> Rows:
    """All pairings of one setting go to supporters who differ from each other."""
    keys = _keys(rule, matching_round, candidates)
    row, values = shared_keys(keys, 2)
    first, last = _ends(row, len(values))
    # A single request that wants one never gets two: its pairs alone need no row.
    asked = candidates.request[first]
    demand = np.array([q.demand for q in matching_round.requests], dtype=np.int64)
    needed = (asked != candidates.request[last]) | (demand[asked] > 1)
    number = np.append(np.where(needed, np.cumsum(needed) - 1, UNKNOWN), UNKNOWN)
    names = [
        _in_words(rule, matching_round, candidates, pair)
        for pair in first[needed].tolist()
    ]
    ones = np.ones(len(candidates), dtype=np.int64)
    return Rows.of_pairs(number[row], ones, [1] * len(names), names)


def _keys(rule: Contrast, matching_round: Round, candidates: Candidates) -> Ints:
    """int64[P]: equal where one setting would get supporters who do not differ."""
    settings, classes = Codes(), Codes()
    asking = settings.column(request.setting for request in matching_round.requests)
    kinds = classes.column(
        _class(rule, matching_round, supporter)
        for supporter in matching_round.supporters
    )
    setting = asking[candidates.request]
    keys = setting * len(classes) + kinds[candidates.supporter]
    keys[(setting == UNKNOWN) | ~spoken_of(rule, matching_round, candidates)] = UNKNOWN
    return keys


def _class(
    rule: Contrast, matching_round: Round, supporter: Supporter
) -> tuple[bool, str]:
    """Whether a value is known, and it or else the supporter's own id."""
    if rule.by == "supporter":
        return False, supporter.id
    if rule.by == "fields":
        value = _answers(rule, matching_round, supporter)
    else:
        value = matching_round.affiliation_of(supporter, rule.by)
    return (False, supporter.id) if value is None else (True, value)


def _answers(rule: Contrast, matching_round: Round, supporter: Supporter) -> str | None:
    """What the supporter's place was asked; the place itself without an answer."""
    place = matching_round.setting_by_id.get(supporter.employer or "")
    answers = [place.fields.get(name) if place else None for name in rule.fields]
    if all(answer is None for answer in answers):
        return supporter.employer
    return "; ".join(
        f"{name.replace('_', ' ')}: {_text(answer)}"
        for name, answer in zip(rule.fields, answers, strict=True)
    )


def _text(answer: FieldValue | None) -> str:
    if isinstance(answer, tuple):
        return ", ".join(sorted(set(map(plain, answer))))
    return "no answer" if answer is None else str(answer)


def _ends(row: Ints, rows: int) -> tuple[Ints, Ints]:
    """int64[K] twice: the first and the last pair of each row."""
    pairs = np.flatnonzero(row != UNKNOWN)
    first, last = np.zeros(rows, np.int64), np.zeros(rows, np.int64)
    # Of several values for one place the last one stays.
    first[row[pairs[::-1]]] = pairs[::-1]
    last[row[pairs]] = pairs
    return first, last


def _in_words(
    rule: Contrast, matching_round: Round, candidates: Candidates, pair: int
) -> str:
    """What a row says, by one of its pairs."""
    setting = matching_round.requests[candidates.request[pair]].setting
    supporter = matching_round.supporters[candidates.supporter[pair]]
    known, value = _class(rule, matching_round, supporter)
    if not known:
        return f"{setting} gets {value} at most once"
    if rule.by == "fields":
        return f"{setting} gets at most one from places alike ({value})"
    return f"{setting} gets at most one of {rule.by.replace('_', ' ')} {value}"
