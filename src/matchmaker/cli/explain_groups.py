"""`matchmaker explain` where those who ask are grouped: about one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from itertools import chain
from typing import TYPE_CHECKING

import typer

from matchmaker.cli.explain_answer import answer
from matchmaker.cli.explain_question import Question, Reader
from matchmaker.cli.resolving import Said, within
from matchmaker.errors import InputError

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved


def about_groups(solved: Solved, asked: Question) -> Said:
    """
    The answer to a question; about one who asks, it is that about their group.

    Raises:
        InputError: The round has no such request or supporter.
        NoPlanError: Time ran out before any plan was found.
    """
    from matchmaker.reasons.groups import why_group
    from matchmaker.report.groups import group_lines

    person = asked.request
    if person is None or not solved.group_proof or _is_asked(solved, person):
        return answer(solved, asked)
    if asked.not_this is not None and asked.not_this in solved.whole.request_index:
        return _not_together(solved, person, asked.not_this, asked)
    reason = why_group(solved, person)
    if reason.group is None and asked.remedies:
        raise InputError(
            f"{person} is in no group, and only groups are supported: ask why with "
            f"--request {person}, or why not with somebody else with --why-not ID."
        )
    lines: Iterator[str] = group_lines(reason, solved.whole, asked.level.value)
    data = {"group": asdict(reason) | {"group": reason.group and reason.group.id}}
    if reason.group is None:
        return data, lines
    more, said = answer(solved, replace(asked, request=reason.group.id))
    if asked.reader is not Reader.COORDINATOR:
        return more, said
    return data | more, chain(lines, said)


def _not_together(solved: Solved, person: str, other: str, asked: Question) -> Said:
    """Why two who ask are in different groups; it names others' answers."""
    from matchmaker.reasons.groups import why_not_together
    from matchmaker.report.groups import not_together_lines

    if asked.reader is not Reader.COORDINATOR:
        raise typer.BadParameter(
            "why two people are in different groups is for coordinators: it tells what "
            "both answered."
        )
    params = within(solved, asked.limit) if asked.limit else None
    found = why_not_together(solved, person, other, params)
    return asdict(found), not_together_lines(found, solved.whole, asked.level.value)


def _is_asked(solved: Solved, request: str) -> bool:
    """Whether it is a request as it stands: a group's, or for another role."""
    return request in solved.round.request_index
