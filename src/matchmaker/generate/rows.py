"""Records as rows of text, under the headings that a round's files have."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matchmaker.domain.change import EarlierPairing
    from matchmaker.domain.decisions import Conflict, Decision
    from matchmaker.domain.field import FieldValues, Heading, Side
    from matchmaker.domain.frozen import Frozen
    from matchmaker.domain.inspection import Inspection
    from matchmaker.domain.located import Located
    from matchmaker.domain.programme import Programme
    from matchmaker.domain.quota import Quota
    from matchmaker.domain.request import Request
    from matchmaker.domain.round import Round
    from matchmaker.domain.setting import Setting
    from matchmaker.domain.supporter import Supporter
    from matchmaker.domain.ties import Exclusion, Tie

Row = dict[str, str]
"""The cells of one row by heading."""


def tables_of(this: Round) -> dict[str, list[Row]]:
    """The rows of each file of a round, by the file's name without `.csv`."""
    people = this.programme.asks == "people"
    asking = {request.setting for request in this.requests} if people else frozenset()
    tables: dict[str, Iterable[Row]] = {
        "settings": (
            setting_row(setting, this.programme)
            for setting in this.settings
            if setting.id not in asking
        ),
        "requests": application_rows(this),
        "supporters": (supporter_row(s, this.programme) for s in this.supporters),
        "pins": map(decision_row, this.pins),
        "forbids": map(decision_row, this.forbids),
        "ties": map(tie_row, this.ties),
        "exclusions": map(exclusion_row, this.exclusions),
        "before": map(before_row, this.before),
        "conflicts": map(conflict_row, this.conflicts),
        "quotas": map(quota_row, this.quotas),
        "travel": (
            {"setting": setting, "supporter": supporter, "minutes": str(minutes)}
            for (setting, supporter), minutes in this.travel.items()
        ),
    }
    if this.programme.buddies is not None:
        # Everybody stands in the one table, and asks from there.
        del tables["settings"], tables["requests"]
    return {name: list(rows) for name, rows in tables.items()}


def given_tables_of(this: Round) -> dict[str, list[Row]]:
    """The rows of the three files of a round whose scores are given as whole points."""
    pairs: list[Row] = []
    if this.given is not None:
        columns = (this.given.request, this.given.supporter, this.given.points)
        for i, j, points, load in zip(*columns, this.given.load, strict=True):
            row = {"request": this.requests[i].id, "supporter": this.supporters[j].id}
            pairs.append({**row, "points": str(points), "load": str(load)})
    return {
        "requests": [
            _cells(request, ("id", "demand", "minimum", "priority"))
            for request in this.requests
        ],
        "supporters": [
            _cells(supporter, ("id", "capacity", "minimum"))
            for supporter in this.supporters
        ],
        "pairs": pairs,
    }


def setting_row(setting: Setting, programme: Programme) -> Row:
    """A setting under the headings of settings.csv."""
    return {
        **_cells(setting, ("id", "urn", "name", "setting_type", "group")),
        **_place(setting),
        **_cells(setting, ("ages",)),
        **_inspection(setting.inspection, "inspection_framework", ""),
        **_cells(
            setting,
            (
                "worst_judgement",
                "worst_judged_on",
                "eypp_percent",
                "send_percent",
                "disadvantaged_twos",
                "idaci_decile",
                "override_reason",
            ),
        ),
        **_answers(setting.fields, "setting", programme),
    }


def application_rows(this: Round) -> Iterator[Row]:
    """
    One row for each application, under the headings of requests.csv.

    Requests `A1-expert` and `A1-mentor` are one application `A1`, which names its
    offer, or its roles where no offer says them. Dates of the term stay blank.
    """
    applications: dict[str, list[Request]] = {}
    for request in this.requests:
        name = request.id.removesuffix(f"-{request.role}")
        applications.setdefault(name, []).append(request)
    for name, parts in applications.items():
        first, roles = parts[0], tuple(request.role for request in parts)
        said = this.programme.offers.get(first.offer or "") == roles
        yield {
            "id": name,
            **_asker(this, first),
            "role": "" if said else "; ".join(roles),
            "offer": first.offer or "",
            "capacity": _text(first.practitioners),
            "start": "" if first.start == this.start else _text(first.start),
            "end": "" if first.end == this.end else _text(first.end),
            **_cells(
                first,
                (
                    "demand",
                    "minimum",
                    "priority",
                    "needs",
                    "subjects",
                    "phase",
                    "mode",
                    "travel_limit",
                    "days",
                    "applied_on",
                    "unmet_before",
                ),
            ),
            **_answers(first.fields, "request", this.programme),
        }


def _asker(this: Round, request: Request) -> Row:
    """Who asks: a setting by its id, or a person with name and place."""
    if this.programme.asks == "settings":
        return {"setting": request.setting or ""}
    person = this.setting_of(request)
    if person is None:
        return {}
    names = ("name", "email", "group")
    return {"person": person.id, **_cells(person, names), **_place(person)}


def supporter_row(supporter: Supporter, programme: Programme) -> Row:
    """A supporter under the headings of supporters.csv; leads' own days are added."""
    reserved = programme.reserved_minutes(supporter.roles)
    row = {
        **_cells(supporter, ("id", "name", "email", "roles")),
        **_place(supporter),
        **_cells(supporter, ("regions", "authorities")),
        **_amounts("capacity", supporter.capacity + reserved, programme),
    }
    for role in programme.matched_roles:
        row |= _amounts(role, supporter.role_capacity.get(role), programme)
    return {
        **row,
        **_cells(supporter, ("minimum", "employer", "employer_group", "employer_kind")),
        **_inspection(supporter.employer_inspection, "employer_framework", "employer_"),
        **_cells(
            supporter,
            (
                "experience_years",
                "qualification_level",
                "leadership",
                "trained_on",
                "suitability",
                "specialisms",
                "subjects",
                "phases",
                "setting_types",
                "ages",
                "improved_setting",
                "mode",
                "travel_limit",
                "days",
                "available_from",
                "available_to",
            ),
        ),
        **_answers(supporter.fields, "supporter", programme),
    }


def decision_row(decision: Decision) -> Row:
    """A pin or a forbid."""
    row = _cells(decision, ("request", "supporter", "reason", "by"))
    return {**row, "date": _text(decision.on)}


def tie_row(tie: Tie) -> Row:
    """Two requests tied to each other, or kept apart."""
    row = _cells(tie, ("kind", "request", "other", "reason", "by"))
    return {**row, "date": _text(tie.on)}


def exclusion_row(either: Exclusion) -> Row:
    """Two pairs ruled out together."""
    others = _cells(either, ("other_request", "other_supporter"))
    return {**decision_row(either), **others}


def before_row(earlier: EarlierPairing) -> Row:
    """A pairing of the plan before."""
    return _cells(earlier, ("request", "supporter", "state"))


def conflict_row(conflict: Conflict) -> Row:
    """A declared conflict of interest."""
    return _cells(conflict, ("supporter", "party", "kind", "since", "until", "note"))


def quota_row(quota: Quota) -> Row:
    """A quota."""
    names = ("by", "name", "role", "least", "most", "reason", "by_whom")
    return {**_cells(quota, names), "date": _text(quota.on)}


def _answers(fields: FieldValues, side: Side, programme: Programme) -> Row:
    """Answers under the headings of the programme's own columns."""
    row = {}
    for name, field in programme.fields.items():
        heading: Heading | None = getattr(field, side)
        if heading is not None:
            row[heading.heading or name] = _text(fields.get(name))
    return row


def _place(place: Located) -> Row:
    """Coordinates only where they say more than the postcode does."""
    known = _cells(place, ("region", "authority", "postcode"))
    names = ("easting", "northing", "precision")
    if place.precision == "outcode":
        return {**known, **dict.fromkeys(names, "")}
    return {**known, **_cells(place, names)}


def _inspection(inspection: Inspection | None, framework: str, prefix: str) -> Row:
    row = dict.fromkeys(
        (
            framework,
            f"{prefix}judgement",
            f"{prefix}inspected_on",
            f"{prefix}safeguarding_met",
        ),
        "",
    )
    if inspection is not None:
        row[framework] = inspection.framework
        fields = ("judgement", "inspected_on", "safeguarding_met")
        row |= {
            f"{prefix}{name}": cell for name, cell in _cells(inspection, fields).items()
        }
    return row


def _amounts(what: str, minutes: int | None, programme: Programme) -> Row:
    """An amount in the largest unit in which it is whole; the others stay blank."""
    if programme.unit == "units":
        return {what if what == "capacity" else f"{what}_capacity": _text(minutes)}
    row = {f"{what}_{unit}": "" for unit in ("days", "hours", "minutes")}
    if minutes is None:
        return row
    for unit, size in (("days", programme.minutes_per_day), ("hours", 60)):
        if minutes % size == 0:
            return {**row, f"{what}_{unit}": str(minutes // size)}
    return {**row, f"{what}_minutes": str(minutes)}


def _cells(record: Frozen, names: tuple[str, ...]) -> Row:
    return {name: _text(getattr(record, name)) for name in names}


def _text(value: object) -> str:
    """
    A cell as people write it.

    >>> _text(("mon-am", "wed-pm")), _text(True), _text(None)
    ('mon-am; wed-pm', 'yes', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return str(value)
