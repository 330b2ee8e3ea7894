"""What the objectives count, and their numbers as people read them."""

from __future__ import annotations

from collections.abc import Mapping

from matchmaker.domain.proof import Proof
from matchmaker.report.points import Number, in_users_unit, points_text
from matchmaker.report.speech import counted, pounds

IN_POINTS = ("points", "worst-off", "leximin")
"""Objectives that are measured in points; the others count something else."""

PENCE = 2
"""Pounds have so many decimals."""

BANDS = 5
"""So many bands of leximin are told in a sentence."""

MEANING = {
    "coverage": "units of demand met, each counted with its priority",
    "worst-off": "the points of the request that is served worst",
    "leximin": "the lowest band in which the points of a request lie",
    "points": "the points of all pairings and bonuses together",
    "change": "what is lost of the plan before, weighed by how far it had come",
    "cost": "pounds for all pairings together",
    "request-choice": "which choice of theirs those who ask have, added up",
    "supporter-choice": "which choice of theirs those who offer have, added up",
    "balance": "the squares of all loads added up: the more even, the less",
}
"""What each objective's value counts."""

MEANING_FOR_BUDDIES = {
    "blocking-pairs": "pairs who would rather have each other than what they have",
    "coverage": "people with a buddy",
    "worst-off": "the points of the two who suit each other least, both ways",
    "points": "the points of all buddies together, both ways",
}
"""What each objective's value counts where people are paired among themselves."""

MEANING_FOR_GROUPS = {
    "ungrouped": "people in no group",
    "small-groups": "groups below the preferred size",
    "outside-district": "people from elsewhere than most of their group",
    "points": "the points of all pairs of one group, both ways",
}
"""What is counted where people are grouped."""

BLEND = "several objectives weighed and added up, as the programme or the round says"


def meaning_of(
    proof: Proof, decimals: int, meanings: Mapping[str, str] = MEANING
) -> str:
    """What an objective's value counts and, of leximin, how many lie in which band."""
    meaning = meanings.get(proof.objective, BLEND)
    levels = levels_text(proof, decimals)
    return f"{meaning}: {levels}" if levels else meaning


def levels_text(proof: Proof, decimals: int) -> str:
    """
    How many requests lie in the lowest bands, in words; nothing without bands.

    >>> levels_text(Proof(objective="leximin", sense="maximise", value=0, bound=0,
    ...     shown_by="solver", levels=((0, 1), (50, 12))), 0)
    '1 request from 0 points, 12 from 50'
    """
    parts: list[str] = []
    for edge, requests in proof.levels:
        points = points_text(edge, decimals)
        told = f"{requests:,} from {points}"
        if not parts:
            told = f"{counted(requests, 'request')} from {points} points"
        parts.append(told)
    more = len(parts) - BANDS
    return ", ".join(parts[:BANDS]) + (f" and {more} more bands" if more > 0 else "")


def amount(objective: str, number: int, decimals: int) -> Number:
    """
    A value, bound or gap for a table: points in the users' unit, money in pounds.

    >>> amount("cost", 150_050, 0), amount("change", 11, 2), amount("points", 11, 2)
    (Decimal('1500.50'), 11, Decimal('0.11'))
    """
    return in_users_unit(number, _shift(objective, decimals))


def amount_text(objective: str, number: int, decimals: int) -> str:
    """
    The same for a sentence.

    >>> amount_text("cost", 150_050, 0), amount_text("points", 1812, 0)
    ('£1,500.50', '1,812')
    """
    if objective == "cost":
        return pounds(number)
    return points_text(number, _shift(objective, decimals))


def objective_text(proof: Proof, number: int | None, decimals: int) -> str:
    """A value, bound or gap in the objective's own unit, or that there is none."""
    if number is None:
        return "none" if proof.proved else "not known"
    return amount_text(proof.objective, number, decimals)


def _shift(objective: str, decimals: int) -> int:
    if objective == "cost":
        return PENCE
    return decimals if objective in IN_POINTS else 0
