"""What roles and rates want for loads and limits, and do not find."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from matchmaker.domain.field import ProgrammeField

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme
    from matchmaker.domain.role import LoadBy, Role, TravelBy


TIMES = ("load_days", "load_hours", "load_minutes", "load_by", "lead_days")
"""What a role says of time, which programmes that count units do not look at."""


def load_faults(programme: Programme) -> Iterator[str]:
    """
    Loads and limits by fields that are not there, or by words they do not have.

    Times and day rates, too, where the programme does not count minutes.
    """
    if programme.unit == "units":
        yield from _timed_faults(programme)
    for name, role in programme.roles.items():
        if role.load_by is not None:
            yield from _load_by_faults(f"role '{name}'", role.load_by, programme.fields)
        if role.travel_by is not None:
            yield from _travel_by_faults(f"role '{name}'", role.travel_by, programme)
        yield from _room_faults(f"role '{name}'", role)


def _timed_faults(programme: Programme) -> Iterator[str]:
    for name, role in programme.roles.items():
        for key in TIMES:
            if getattr(role, key):
                yield f"role '{name}' has {key}, but the programme counts no minutes"
    if programme.rates:
        yield "there are rates, which are for days, but the programme counts no minutes"


def _load_by_faults(
    who: str, load_by: LoadBy, fields: Mapping[str, ProgrammeField]
) -> Iterator[str]:
    for name in filter(None, (load_by.field, load_by.percent)):
        field = fields.get(name)
        if field is None:
            known = ", ".join(fields) or "none"
            yield f"{who} names the field '{name}', which is not one of: {known}"
        elif field.request is None:
            yield (
                f"{who} takes its load from the field '{name}', which requests are not "
                "asked: add request = {} to the field"
            )
        elif name == load_by.field:
            yield from _word_faults(who, load_by, field)
        elif field.kind not in ("number", "percent"):
            yield f"{who} takes its percent from the field '{name}', which is no number"


def _travel_by_faults(
    who: str, travel_by: TravelBy, programme: Programme
) -> Iterator[str]:
    field = programme.fields.get(travel_by.field)
    if field is None or field.request is None:
        yield (
            f"{who} takes limits of journeys from the field '{travel_by.field}', which "
            "requests are not asked"
        )
        return
    for word in travel_by.minutes:
        if field.words and word not in field.words:
            yield (
                f"{who} has a limit for '{word}', which is not one of the field "
                f"'{travel_by.field}': {', '.join(field.words)}"
            )
    if not any(rule.name == "travel" for rule in programme.rules):
        yield f"{who} has travel_by, but no rule 'travel' is listed"


def _word_faults(who: str, load_by: LoadBy, field: ProgrammeField) -> Iterator[str]:
    if not field.words:
        yield f"{who} takes its load from the field '{load_by.field}', which has no words"
        return
    for word in load_by.minutes:
        if word not in field.words:
            yield (
                f"{who} has minutes for '{word}', which is not one of the field "
                f"'{load_by.field}': {', '.join(field.words)}"
            )
    for word in field.words:
        if word not in load_by.minutes:
            yield f"{who} has no minutes for '{word}' of the field '{load_by.field}'"


def _room_faults(who: str, role: Role) -> Iterator[str]:
    usual, most = role.usual_capacity, role.most_capacity
    if usual is not None and most is not None and usual > most:
        yield f"{who} usually has room for {usual}, but may give no more than {most}"
