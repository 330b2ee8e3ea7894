"""People who stand twice in one table, perhaps: told, and never made one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from matchmaker.domain.field import FieldValues, words_of
from matchmaker.domain.spelling import who_is

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme
    from matchmaker.domain.request import Request
    from matchmaker.domain.setting import Setting
    from matchmaker.domain.supporter import Supporter
    from matchmaker.intake.collector import Collector
    from matchmaker.intake.placing import Fields
    from matchmaker.intake.sheet import Sheet

Marks = Iterator[tuple[str, str, object]]
"""Of each person the id, what tells them from others in words, and that itself."""

BY_ADDRESS = "name and address"


def report_doubles(
    fields: Fields,
    sheets: Mapping[str, Sheet],
    programme: Programme,
    collector: Collector,
) -> None:
    """
    Warn of two ids with one name and address, or with one number such as a teacher's.

    Whoever offers under two ids has two budgets of time, and who asks under two is
    matched twice.
    """
    supporters = cast("Sequence[Supporter]", fields["supporters"])
    _report(_of_supporters(supporters, programme), sheets["supporters"], collector)
    if programme.introduces and programme.buddies is None:
        askers = _of_people if programme.asks == "people" else _of_requests
        _report(askers(fields, programme), sheets["requests"], collector)


def _report(marks: Marks, sheet: Sheet, collector: Collector) -> None:
    first: dict[tuple[str, object], str] = {}
    told: set[tuple[str, str]] = set()
    for person, by, mark in marks:
        other = first.setdefault((by, mark), person)
        if other != person and (other, person) not in told:
            told.add((other, person))
            collector.warning(
                sheet.file,
                f"{other} and {person} are perhaps one person: they have the same {by}",
                "Delete one of the two, if so: under two ids somebody counts twice. If "
                "they are two, correct what is the same.",
                column="id",
                value=person,
            )


def _of_supporters(people: Sequence[Supporter], programme: Programme) -> Marks:
    for person in people:
        if person.email and (who := who_is(person.name, person.email)):
            yield person.id, BY_ADDRESS, who
        yield from _numbers(person.id, person.fields, programme)


def _of_people(fields: Fields, programme: Programme) -> Marks:
    """Those who ask for themselves; the rows of one person are one."""
    people = {s.id: s for s in cast("Sequence[Setting]", fields["settings"])}
    for request in cast("Sequence[Request]", fields["requests"]):
        person = people.get(request.setting or "")
        if person is not None:
            if who := who_is(person.name, person.email):
                yield person.id, BY_ADDRESS, who
            yield from _numbers(person.id, request.fields, programme)


def _of_requests(fields: Fields, programme: Programme) -> Marks:
    """
    Those for whom settings ask, where requests say who they are.

    Somebody may well need people in two roles, and has a request for each.
    """
    for request in cast("Sequence[Request]", fields["requests"]):
        if who := who_is(*named_in(request, programme)):
            yield request.id, BY_ADDRESS, (request.role, who)
        for person, by, number in _numbers(request.id, request.fields, programme):
            yield person, by, (request.role, number)


def named_in(request: Request, programme: Programme) -> tuple[str, str]:
    """Name and address of those for whom settings ask; blank where they are not told."""
    name, address = (
        next(iter(words_of(request.fields.get(field or ""))), "")
        for field in (programme.named_by, programme.reached_by)
    )
    return name, address


def _numbers(person: str, answers: FieldValues, programme: Programme) -> Marks:
    """Numbers of which nobody shares another's."""
    for name, field in programme.fields.items():
        if field.digits and name in answers:
            yield person, field.title.lower(), answers[name]
