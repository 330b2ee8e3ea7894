"""Who changes mentor or school during induction has several stages, end to end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from matchmaker.domain.induction import Induction


def by_teacher(inductions: Iterable[Induction]) -> dict[str, tuple[Induction, ...]]:
    """The stages of each early career teacher in order, by order of appearance."""
    found: dict[str, list[Induction]] = {}
    for one in inductions:
        found.setdefault(one.ect, []).append(one)
    return {ect: in_order(stages) for ect, stages in found.items()}


def by_mentor(inductions: Iterable[Induction]) -> dict[str, tuple[Induction, ...]]:
    """The stages in which each mentor has somebody, likewise; they may overlap."""
    found: dict[str, list[Induction]] = {}
    for one in inductions:
        found.setdefault(one.mentor, []).append(one)
    return {mentor: in_order(stages) for mentor, stages in found.items()}


def in_order(stages: Iterable[Induction]) -> tuple[Induction, ...]:
    """Stages by their first days."""
    return tuple(sorted(stages, key=lambda one: one.start))


def stage_on(stages: Sequence[Induction], day: date) -> Induction:
    """
    The stage in which somebody is on a day: of several, the one that began first.

    Before all of them it is the first, and after all of them the last to end.

    Args:
        stages: At least one, in order.
        day: The day.
    """
    here = [one for one in stages if day in one.days]
    gone = [one for one in stages if one.days.end <= day]
    if here:
        return here[0]
    return max(gone, key=lambda one: one.days.end) if gone else stages[0]


def is_over(stages: Iterable[Induction], day: date) -> bool:
    """Whether all stages have ended before a day."""
    return all(one.days.end <= day for one in stages)
