"""The requests table."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from matchmaker.domain.request import Request
from matchmaker.domain.rules import SettingType
from matchmaker.intake.known import refer
from matchmaker.intake.people import person_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from matchmaker.domain.field import FieldValues
    from matchmaker.domain.programme import Programme
    from matchmaker.domain.setting import Setting
    from matchmaker.intake.known import Ids, Known
    from matchmaker.intake.placing import Fields
    from matchmaker.intake.round_facts import Facts
    from matchmaker.intake.row import Row
    from matchmaker.intake.sheet import Sheet


def read_requests(
    sheet: Sheet,
    facts: Facts,
    programme: Programme,
    settings: Mapping[str, Setting],
    ids: Ids,
) -> tuple[Request, ...]:
    """
    The requests of a round: one for each role that a row asks for.

    Args:
        sheet: The table.
        facts: The term, for requests without dates of their own.
        programme: Knows which roles an offer means, and what a role takes.
        settings: Who asks, by id: settings, or people.
        ids: Resolves references to who asks; learns the requests' ids.
    """
    requests: list[Request] = []
    for row in sheet.rows():
        key = row.need("id")
        if key is None or not ids.requests.claim(row, key):
            continue
        fields = _shared(row, facts)
        setting = _asker(row, key, programme, ids.askers)
        roles = _roles(row, programme)
        load = row.whole("load")
        if not row.usable:
            continue
        if setting is not None:
            _warn_if_not_served(row, settings[setting], roles, programme)
        if load is None and programme.unit == "minutes":
            _warn_if_load_is_open(row, fields, roles, programme)
        fields["setting"] = setting
        for part in _parts(row, key, roles, ids.requests):
            role = roles[0] if len(roles) == 1 else part.removeprefix(f"{key}-")
            requests.append(_request(fields, part, role, load, programme))
    return tuple(requests)


def _asker(row: Row, key: str, programme: Programme, known: Known) -> str | None:
    """Who asks; reported, and the row unusable, if it is nobody."""
    if programme.asks == "settings":
        return refer(row, "setting", known)
    person = person_of(row, key)
    if person in known:
        return person
    row.usable = False  # Reported where the people were read.
    return None


def _shared(row: Row, facts: Facts) -> Fields:
    demand, minimum = row.whole("demand"), row.whole("minimum")
    check_demand(row, demand, minimum)
    start, end = row.date("start") or facts.start, row.date("end") or facts.end
    if start and end and end < start:
        row.error(
            "end",
            f"the support ends on {end:%d/%m/%Y}, before it starts on {start:%d/%m/%Y}",
            "Correct the dates.",
        )
    return {
        "demand": 1 if demand is None else demand,
        "minimum": minimum or 0,
        "priority": row.whole("priority"),
        "needs": row.choices("needs"),
        "subjects": row.choices("subjects"),
        "phase": row.choice("phase"),
        "travel_limit": row.whole("travel_limit"),
        "mode": row.choice("mode"),
        "offer": row.choice("offer"),
        "practitioners": row.whole("capacity"),
        "start": start,
        "end": end,
        "days": row.half_days("days"),
        "applied_on": row.date("applied_on"),
        "unmet_before": row.whole("unmet_before") or 0,
        "fields": row.answers("request"),
    }


def check_demand(row: Row, demand: int | None, minimum: int | None) -> None:
    """Report a minimum that asks for more than the demand itself."""
    wanted = 1 if demand is None else demand
    if minimum is not None and minimum > wanted:
        row.error(
            "minimum",
            f"at least {minimum} must be given, but only {wanted} asked for",
            "Raise the demand, or lower the minimum.",
        )


def _roles(row: Row, programme: Programme) -> tuple[str, ...]:
    roles = row.choices("role")
    offer = row.text("offer")
    if roles or not row.usable:
        return roles
    if offer is None:
        if len(programme.matched_roles) == 1:
            return programme.matched_roles
        either = "neither a role nor an offer" if programme.offers else "no role"
        row.error(
            "role",
            f"{either} is given",
            f"Name one of: {', '.join(programme.matched_roles)}.",
        )
        return ()
    return programme.offers.get(row.choice("offer") or "", ())


def _warn_if_not_served(
    row: Row, setting: Setting, roles: tuple[str, ...], programme: Programme
) -> None:
    for rule in programme.rules:
        if (
            isinstance(rule, SettingType)
            and setting.setting_type is not None
            and setting.setting_type not in rule.allowed
            and any(map(rule.speaks_of, roles))
        ):
            row.warning(
                "setting",
                f"{programme.title} does not serve settings of the type "
                f"{setting.setting_type}, so nobody can be paired with this request",
                "Correct the setting's type, or move the request to its programme.",
            )


def _warn_if_load_is_open(
    row: Row, fields: Fields, roles: tuple[str, ...], programme: Programme
) -> None:
    answers = cast("FieldValues", fields["fields"])
    for role in roles:
        load_by = programme.roles[role].load_by
        if load_by is not None and load_by.word_in(answers) is None:
            row.warning(
                f"request.{load_by.field}",
                f"it is not said what decides how much time the request takes "
                f"({programme.fields[load_by.field].title}), so the most was taken",
                f"Use one of: {', '.join(load_by.minutes)}.",
            )


def _parts(row: Row, key: str, roles: tuple[str, ...], known: Known) -> Iterator[str]:
    if len(roles) == 1:
        known.accept(key)
        yield key
        return
    parts = tuple(f"{key}-{role}" for role in roles)
    known.split(key, parts)
    for part in parts:
        if known.claim(row, part):
            known.accept(part)
            yield part


def _request(
    fields: Fields, key: str, role: str, load: int | None, programme: Programme
) -> Request:
    answers = cast("FieldValues", fields["fields"])
    stated = cast("int | None", fields["travel_limit"])
    limit = programme.roles[role].travel_limit(stated, answers)
    own: Fields = {"id": key, "role": role, "travel_limit": limit}
    if load is None:
        practitioners = cast("int | None", fields["practitioners"])
        load = (
            programme.load_minutes(role, practitioners, answers)
            if programme.unit == "minutes"
            else 1
        )
    return Request.model_validate(fields | own | {"load": load})
