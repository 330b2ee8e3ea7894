"""Rows of a ledger as records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.academic_year import AcademicYear
from matchmaker.domain.induction import Induction, MentorTerms
from matchmaker.domain.organisation import Organisation
from matchmaker.domain.training import TrainingDay, TrainingHours
from matchmaker.intake.cells import CellFault, short

if TYPE_CHECKING:
    from matchmaker.intake.row import Row


def organisation_in(row: Row) -> Organisation | None:
    """An organisation; `None`, reported, without id and URN."""
    key = row.text("id") or row.text("urn")
    if key is None:
        row.error("id", "neither id nor URN is given", "Give one of the two.")
        return None
    texts = (
        "urn",
        "authority",
        "district",
        "type",
        "type_group",
        "phase",
        "urban_rural",
    )
    return Organisation(
        id=key,
        name=row.text("name") or "",
        section_41=_section_41(row),
        **{name: row.text(name) for name in texts},
    )


def _section_41(row: Row) -> bool | None:
    """Whether an organisation is approved; `None` where nobody has said."""
    said = row.choice("section_41")
    return None if said is None else said == "approved"


def training_in(row: Row) -> TrainingHours | None:
    """Hours of training; `None`, reported, where something vital is missing."""
    cells = {name: row.need(name) for name in ("mentor", "provider", "school")}
    on = row.date("date") if row.need("date") else None
    hours = row.whole("hours") if row.need("hours") else None
    year = row.read("academic_year", _academic_year)
    cells |= {"kind": row.choice("kind"), "status": row.choice("status") or "planned"}
    submitted_on = row.date("submitted_on")
    if not row.usable:
        return None
    return TrainingHours.model_validate(
        {name: cell for name, cell in cells.items() if cell is not None}
        | {
            "claim": row.text("claim") or f"row {row.number}",
            "on": on,
            "hours": hours,
            "academic_year": year,
            "submitted_on": submitted_on,
        }
    )


def training_day_in(row: Row) -> TrainingDay | None:
    """A day that a provider fixed; `None`, reported, where something is missing."""
    provider = row.need("provider")
    on = row.date("date") if row.need("date") else None
    hours = row.whole("hours") if row.need("hours") else None
    half = row.choice("half_day")
    if not row.usable:
        return None
    return TrainingDay.model_validate(
        {"provider": provider, "on": on, "hours": hours}
        | ({"half_days": (half,)} if half else {})
    )


def induction_in(row: Row) -> Induction | None:
    """An early career teacher with their mentor; `None`, reported, where one is missing."""
    cells = {name: row.need(name) for name in ("ect", "mentor", "school")}
    start = row.date("start") if row.need("start") else None
    until = row.date("until")
    percent, slot, slots = (
        row.percent("fte_percent"),
        row.half_days("slot"),
        row.half_days("slots"),
    )
    if len(slot) > 1:
        row.error("slot", "several half-days are named", "Name one, such as mon-am.")
    if start and until and until < start:
        row.error("until", "it ends before it begins", "Correct one of the two days.")
    if not row.usable:
        return None
    return Induction.model_validate(
        cells
        | {
            "start": start,
            "until": until,
            "fte_percent": 100 if percent is None else percent,
            "slot": slot[0] if slot else None,
            "slots": slots or None,
        }
    )


def mentor_in(row: Row) -> MentorTerms | None:
    """What was agreed with a mentor; `None`, reported, without a name."""
    mentor = row.need("mentor")
    cells = {
        "minutes_a_week": row.whole("minutes_a_week"),
        "training_from": row.date("training_from"),
        "trains": row.flag("trains"),
        "funded_before": row.flag("funded_before"),
        "engaged_percent": row.percent("engaged_percent"),
    }
    if not row.usable:
        return None
    known = {name: cell for name, cell in cells.items() if cell is not None}
    return MentorTerms.model_validate({"mentor": mentor} | known)


def _academic_year(text: str) -> AcademicYear:
    try:
        return AcademicYear.named(text)
    except ValueError:
        raise CellFault(
            f'"{short(text)}" is not an academic year', "Write it as 2024 to 2025."
        ) from None
