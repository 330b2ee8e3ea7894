"""The settings table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.inspection import FRAMEWORKS
from matchmaker.domain.setting import Setting
from matchmaker.intake.cells import CellFault
from matchmaker.intake.placing import place_fields

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matchmaker.intake.known import Known
    from matchmaker.intake.placing import Fields
    from matchmaker.intake.row import Row
    from matchmaker.intake.sheet import Sheet

DUMMY_URNS = frozenset({"900000", "900010", "900020", "900030"})
"""What registers write for "no URN": elsewhere, other, none, not available."""


def read_settings(sheet: Sheet, known: Known) -> tuple[Setting, ...]:
    """
    The settings of a round; their ids become known, with their URNs and names.

    One that names a successor has closed. It is no setting of the round: whatever
    refers to it means its successor. A name that two have means neither; that of a
    closed one may be its successor's by now.
    """
    settings = []
    closed: list[tuple[Row, str]] = []
    for row in sheet.rows():
        key = row.need("id")
        if key is None or not known.claim(row, key):
            continue
        urn = _urn(row)
        successors = row.choices("successor")
        if successors:
            known.close(key, successors)
            closed.append((row, key))
        else:
            setting = _setting(row, key, urn)
            if not row.usable:
                continue
            settings.append(setting)
            known.accept(key)
            if setting.name:
                known.alias(setting.name, key)
        if urn:
            known.alias(urn, key)
    for row, key in closed:
        name = row.text("name")
        if name and not known.has_alias(name):
            known.alias(name, key)
    _report_astray(closed, known)
    return tuple(settings)


def _report_astray(closed: Iterable[tuple[Row, str]], known: Known) -> None:
    """Report successors that are no settings, or that lead round in a circle."""
    for row, key in closed:
        if len(row.choices("successor")) > 1:
            continue  # A fault only where somebody refers to it.
        try:
            known.resolve(key)
        except CellFault as fault:
            row.warning("successor", fault.problem, fault.remedy)


def _setting(row: Row, key: str, urn: str | None) -> Setting:
    fields: Fields = {
        "id": key,
        "name": row.text("name") or "",
        "urn": urn,
        "setting_type": row.choice("setting_type"),
        "group": row.said("group"),
        "ages": row.choices("ages"),
        "inspection": inspection_fields(
            row,
            "inspection_framework",
            "judgement",
            "inspected_on",
            "safeguarding_met",
        ),
        "worst_judgement": row.choice("worst_judgement"),
        "worst_judged_on": row.date("worst_judged_on"),
        "override_reason": row.said("override_reason"),
        "fields": row.answers("setting"),
    }
    numbers: Fields = {
        "eypp_percent": row.percent("eypp_percent"),
        "send_percent": row.percent("send_percent"),
        "disadvantaged_twos": row.whole("disadvantaged_twos"),
        "idaci_decile": row.whole("idaci_decile"),
    }
    return Setting.model_validate(fields | numbers | place_fields(row))


def _urn(row: Row) -> str | None:
    urn = row.text("urn")
    return None if urn in DUMMY_URNS else urn


def inspection_fields(
    row: Row, framework: str, judgement: str, day: str, safeguarding: str
) -> Fields | None:
    """
    An inspection outcome from four columns; `None` where no judgement is readable.

    Args:
        row: The row.
        framework: Name of the column of frameworks; the others likewise.
        judgement: The outcome in a word.
        day: When.
        safeguarding: Whether safeguarding was met, where that is graded apart.
    """
    word, stated = row.choice(judgement), row.choice(framework)
    inspected_on, met = row.date(day), row.flag(safeguarding)
    if word is None:
        return None
    used_by = [name for name, words in FRAMEWORKS.items() if word in words]
    if stated is not None and stated not in used_by:
        row.warning(
            judgement,
            f'the framework "{stated}" has no judgement "{word}"; the inspection was '
            "left out",
            f"Use one of: {', '.join(FRAMEWORKS[stated])}; or correct the framework.",
        )
        return None
    return {
        "framework": stated or used_by[0],
        "judgement": word,
        "inspected_on": inspected_on,
        "safeguarding_met": met,
    }
