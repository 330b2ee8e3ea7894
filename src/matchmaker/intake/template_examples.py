"""The two example rows of each sheet of the template workbook."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from matchmaker.domain.rules import Employed, OwnSetting, SettingType
from matchmaker.domain.spelling import folded
from matchmaker.intake.vocabularies import Words
from matchmaker.intake.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matchmaker.domain.programme import Programme
    from matchmaker.intake.columns import Column, Table

Cells = dict[str, str]

HOUR = 60
"""Minutes."""

TERM_BEGINS = date(2022, 4, 25)
"""The first day of the term in which the days below lie."""

NUMBERS = ("one", "two", "three", "four")

SETTINGS: tuple[Cells, Cells] = (
    {
        "id": "EXAMPLE-S1",
        "urn": "EY123456",
        "name": "Example Nursery One",
        "setting_type": "private nursery",
        "group": "Example Nurseries Ltd",
        "region": "North West",
        "authority": "Lancashire",
        "postcode": "PR1",
        "ages": "0-2; 2; 3-4",
        "inspection_framework": "ofsted",
        "judgement": "requires improvement",
        "inspected_on": "2021-10-14",
        "eypp_percent": "24",
        "send_percent": "12",
        "disadvantaged_twos": "6",
        "idaci_decile": "2",
    },
    {
        "id": "EXAMPLE-S2",
        "name": "Example Nursery Two",
        "setting_type": "school nursery",
        "region": "North West",
        "authority": "Lancashire",
        "postcode": "BB1",
        "ages": "3-4",
        "judgement": "good",
        "inspected_on": "2019-05-21",
        "override_reason": "nominated by the local authority",
    },
)

REQUESTS: tuple[Cells, Cells] = (
    {
        "id": "EXAMPLE-R1",
        "setting": "EXAMPLE-S1",
        "needs": "communication and language; send",
        "capacity": "4",
        "days": "mon; wed-am",
        "applied_on": "2022-02-01",
    },
    {
        "id": "EXAMPLE-R2",
        "setting": "EXAMPLE-S2",
        "needs": "behaviour",
        "capacity": "2",
        "days": "tue; thu",
        "applied_on": "2022-02-21",
    },
)

SUPPORTERS: tuple[Cells, Cells] = (
    {
        "id": "EXAMPLE-P1",
        "name": "Example Person One",
        "email": "person.one@example.org",
        "region": "North West",
        "authority": "Lancashire",
        "postcode": "PR2",
        "employer_kind": "setting",
        "employer_framework": "ofsted",
        "employer_judgement": "outstanding",
        "employer_inspected_on": "2019-06-20",
        "experience_years": "12",
        "qualification_level": "6",
        "leadership": "leading",
        "trained_on": "2022-03-04",
        "suitability": "clear",
        "specialisms": "communication and language; behaviour",
        "setting_types": "private nursery; school nursery",
        "ages": "2; 3-4",
        "improved_setting": "yes",
        "travel_limit": "60",
        "days": "mon; tue; wed",
    },
    {
        "id": "EXAMPLE-P2",
        "name": "Example Person Two",
        "email": "person.two@example.org",
        "region": "North West",
        "authority": "Blackburn with Darwen",
        "postcode": "BB2",
        "employer_kind": "local authority",
        "experience_years": "7",
        "qualification_level": "7",
        "leadership": "supervising",
        "trained_on": "2022-03-04",
        "suitability": "clear",
        "specialisms": "send",
        "setting_types": "private nursery",
        "ages": "0-2; 2",
        "days": "weekdays",
    },
)

GIVEN: dict[str, tuple[Cells, Cells]] = {
    "requests": (
        {"id": "EXAMPLE-R1", "demand": "1", "minimum": "0", "priority": "1"},
        {"id": "EXAMPLE-R2", "demand": "1", "minimum": "0", "priority": "2"},
    ),
    "supporters": (
        {"id": "EXAMPLE-P1", "capacity": "2"},
        {"id": "EXAMPLE-P2", "capacity": "1"},
    ),
    "pairs": (
        {
            "request": "EXAMPLE-R1",
            "supporter": "EXAMPLE-P1",
            "points": "75",
            "load": "1",
        },
        {
            "request": "EXAMPLE-R2",
            "supporter": "EXAMPLE-P2",
            "points": "60",
            "load": "1",
        },
    ),
}


def example_rows(table: Table, programme: Programme) -> tuple[Cells, ...]:
    """
    Two rows that hold in this programme's words; none for optional tables.

    As they stand they are a round: the first person can support both settings in
    the first role, the second in the last. Words that the programme lacks give way
    to the first that it has.
    """
    if programme.scores == "given":
        return GIVEN.get(table.name, ())
    if not table.required:
        return ()
    rows = {
        "settings": SETTINGS,
        "requests": tuple(
            {**_asker(place, programme), **row, **_asked(programme)}
            for place, row in enumerate(REQUESTS)
        ),
        "supporters": tuple(
            {**row, **_offered(programme, -place), **_employed(place, programme)}
            for place, row in enumerate(SUPPORTERS)
        ),
    }
    return tuple(
        _fitted(table, row, programme)
        | _answered(table, place, programme)
        | _own_words(table, place, programme)
        for place, row in enumerate(rows.get(table.name, ()))
    )


def _own_words(table: Table, place: int, programme: Programme) -> Cells:
    """The cells of this row that the programme itself gives."""
    given = {
        folded(heading): cells
        for heading, cells in programme.example.rows_of(table.name).items()
    }
    return {
        column.name: given[folded(column.name)][place]
        for column in table.columns
        if folded(column.name) in given
    }


def _asker(place: int, programme: Programme) -> Cells:
    """A person who asks, at the place of an example setting."""
    if programme.asks == "settings":
        return {}
    home = ("region", "authority", "postcode")
    return {
        "name": f"Example Person {NUMBERS[place + len(SUPPORTERS)].title()}",
        "email": f"person.{NUMBERS[place + len(SUPPORTERS)]}@example.org",
        **{column: SETTINGS[place][column] for column in home},
    }


def _employed(place: int, programme: Programme) -> Cells:
    """An employer, where only those who work at a setting may support anybody."""
    needed = any(
        isinstance(rule, Employed)
        or (isinstance(rule, OwnSetting) and rule.own == "required")
        for rule in programme.rules
    )
    return {"employer": SETTINGS[place]["id"]} if needed else {}


def _answered(table: Table, place: int, programme: Programme) -> Cells:
    """Answers to the programme's own fields."""
    return {
        column.name: _answer(column, place, programme)
        for column in table.columns
        if column.field is not None
    }


def _answer(column: Column, place: int, programme: Programme) -> str:
    """The example; where any text may stand, no two people have the same."""
    if column.example or column.kind != "text":
        return column.example
    title = programme.fields[str(column.field)].title.lower()
    nth = place + (len(REQUESTS) if column.side == "supporter" else 0)
    return f"Example {title} {NUMBERS[nth]}"


def _asked(programme: Programme) -> Cells:
    """The offer of most roles, or all roles where there are no offers."""
    if programme.offers:
        most = max(programme.offers, key=lambda name: len(programme.offers[name]))
        return {"offer": most}
    return {"role": "; ".join(programme.matched_roles)}


def _offered(programme: Programme, place: int) -> Cells:
    """A matched role, with room for two settings, in days where these are whole."""
    role = programme.matched_roles[place]
    if programme.unit == "units":
        most = programme.roles[role].most_capacity
        return {"roles": role, "capacity": str(2 if most is None else min(most, 2))}
    minutes = 2 * programme.load_minutes(role, None)
    if minutes % programme.minutes_per_day:
        return {"roles": role, "capacity_hours": str(-(-minutes // HOUR))}
    return {"roles": role, "capacity_days": str(minutes // programme.minutes_per_day)}


def _fitted(table: Table, row: Mapping[str, str], programme: Programme) -> Cells:
    return {
        column.name: _in_time(column, row[column.name], programme)
        for column in table.columns
        if row.get(column.name)
    }


def _in_time(column: Column, cell: str, programme: Programme) -> str:
    """A day as long before or after the programme's own term; words as it has them."""
    if column.kind != "date":
        return _in_words(column, cell, programme)
    later = programme.example.start - TERM_BEGINS
    return (date.fromisoformat(cell) + later).isoformat()


def _in_words(column: Column, cell: str, programme: Programme) -> str:
    """The entries that the programme knows; else its first word."""
    known = vocabulary(column.words, programme)
    if known is None:
        return cell
    words = Words(known)
    found = [word for entry in words.split(cell) if (word := words.find(entry))]
    if column.name == "setting_type":
        found = [word for word in found if _serves(programme, word)]
    return "; ".join(found or [word for word in known if _serves(programme, word)][:1])


def _serves(programme: Programme, word: str) -> bool:
    """Whether no rule keeps settings of this type out; other words always pass."""
    types = {folded(known) for known in programme.vocabulary.get("setting_type", ())}
    return folded(word) not in types or all(
        word in rule.allowed
        for rule in programme.rules
        if isinstance(rule, SettingType)
    )
