"""
Schools from GIAS (formerly EduBase), the Department for Education's register.

Extracts differ from year to year and from tool to tool, so columns are found by
name, and all but a few may be missing. Source of names and codes: domain.md, 1.0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matchmaker.domain.spelling import folded
from matchmaker.errors import InputError
from matchmaker.intake.extract import Extract, Headings
from matchmaker.intake.registers import (
    ELSEWHERE,
    RegisterReading,
    authority_codes,
    inspection_cells,
    lies_in,
    place_cells,
    read_register,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from matchmaker.domain.programme import Programme
    from matchmaker.intake.extract import Entry

HEADINGS: Headings = {
    "urn": ("URN",),
    "name": ("EstablishmentName", "name"),
    "authority": ("LA (name)", "la", "local authority", "LA (code)", "la_code"),
    "type": ("TypeOfEstablishment (name)", "type"),
    "type_code": ("TypeOfEstablishment (code)", "type_code"),
    "status": ("EstablishmentStatus (name)", "status"),
    "status_code": ("EstablishmentStatus (code)", "status_code"),
    "phase": ("PhaseOfEducation (name)", "phase"),
    "region": ("GOR (name)", "region", "GOR (code)", "region_code"),
    "low_age": ("StatutoryLowAge", "min_age", "low age"),
    "nursery": ("NurseryProvision (name)", "nursery_provision"),
    "trust": ("Trusts (name)", "Trust (name)", "trust"),
    "trust_code": ("Trusts (code)", "Trust (code)", "trust_code"),
    "federation": ("Federations (name)", "Federations", "federation"),
    "judgement": ("OfstedRating (name)", "ofsted_rating"),
    "inspected_on": ("OfstedLastInsp", "ofsted_last_inspection"),
    "eypp_percent": ("eypp_percent", "PercentageEYPP", "EYPP"),
    "postcode": ("Postcode",),
    "easting": ("Easting",),
    "northing": ("Northing",),
    "longitude": ("longitude", "lon", "lng"),
    "latitude": ("latitude", "lat"),
    "coordinate_source": ("coord_source",),
}

OPEN = frozenset({"1", "3", "open", "openbutproposedtoclose"})
"""Status codes 1 and 3, and their names."""

ABROAD = frozenset(
    {
        *("25", "30", "37"),
        *("offshoreschools", "welshestablishment", "britishschoolsoverseas"),
    }
)
INDEPENDENT = frozenset(
    {"10", "11", "otherindependentspecialschool", "otherindependentschool"}
)
NURSERY_SCHOOL = frozenset({"15", "localauthoritynurseryschool", "lanurseryschool"})

HAS_NURSERY = "hasnurseryclasses"
OLDEST_FIRST_AGE = 3
"""Schools that take children from this age on must have a nursery."""


@dataclass(frozen=True)
class _Schools:
    """
    Which schools of the register belong into a round.

    Attributes:
        codes: Codes of the local authorities wanted; empty means all.
        independent: Whether independent schools with nursery classes count.
        states_nursery: Whether the extract has a column on nursery provision.
        override_reason: Written into every setting.
    """

    codes: frozenset[str]
    independent: bool
    states_nursery: bool
    override_reason: str

    def __call__(self, entry: Entry) -> dict[str, str] | str:
        """What a row says as a setting, or why it is none."""
        if self.codes and not lies_in(entry["authority"], self.codes):
            return ELSEWHERE
        kinds = {folded(entry["type"]), entry["type_code"]} - {""}
        if kinds & ABROAD:
            return "not in England"
        if not {folded(entry["status"]), entry["status_code"]} & OPEN:
            return "not open"
        if kinds & INDEPENDENT and not self.independent:
            return "independent school"
        if not self._has_nursery(entry, kinds):
            return "no nursery known"
        return self._cells(entry, kinds)

    def _has_nursery(self, entry: Entry, kinds: set[str]) -> bool:
        """By its own word; by its lowest age only where no school gives its word."""
        if _is_nursery_school(entry, kinds) or folded(entry["nursery"]) == HAS_NURSERY:
            return True
        low = _age(entry)
        return not self.states_nursery and low is not None and low <= OLDEST_FIRST_AGE

    def _cells(self, entry: Entry, kinds: set[str]) -> dict[str, str]:
        if _is_nursery_school(entry, kinds):
            setting_type = "maintained nursery school"
        elif kinds & INDEPENDENT:
            setting_type = "independent nursery"
        else:
            setting_type = "school nursery"
        return {
            "id": entry["urn"],
            "urn": entry["urn"],
            "name": entry["name"],
            "setting_type": setting_type,
            "group": _group(entry),
            "region": entry["region"],
            "authority": entry["authority"],
            "ages": _ages(_age(entry)),
            "eypp_percent": entry["eypp_percent"],
            "override_reason": self.override_reason,
            **inspection_cells(entry),
            **place_cells(entry),
        }


def read_gias(
    path: Path,
    programme: Programme,
    *,
    authorities: Sequence[str] = (),
    independent: bool = False,
    override_reason: str = "",
) -> RegisterReading:
    """
    Read the schools of a GIAS extract that have nursery children.

    Kept are open schools in England that are local authority nursery schools, or
    say that they have nursery classes. Where the extract has no column on nursery
    classes, a lowest age of three or less counts as the school's word.

    The register knows no early years pupil premium: `eypp_percent` stays blank
    unless the extract has a column of that name. Neither the pupil premium nor
    free school meals of the older children stands in for it. So few schools meet a
    priority test by what the register says; see `override_reason`.

    Args:
        path: A CSV file.
        programme: In whose words settings are described.
        authorities: Names or codes of the local authorities wanted; none means all.
        independent: Whether independent schools with nursery classes count too.
        override_reason: Written into every setting, such as "self-referred; local
            authority to confirm", so that the priority test does not empty a round.

    Raises:
        InputError: The file cannot be read, has no URN, name or status, or an
            authority is not known.
    """
    extract = Extract(path, HEADINGS, ("urn", "name"))
    if not (extract.has("status") or extract.has("status_code")):
        raise InputError(f"{path} does not say which schools are open.")
    schools = _Schools(
        authority_codes(authorities),
        independent,
        extract.has("nursery"),
        override_reason,
    )
    return read_register(extract, schools, programme)


def _is_nursery_school(entry: Entry, kinds: set[str]) -> bool:
    """By type; by phase where the type is not given: the phase is theirs alone."""
    return bool(kinds & NURSERY_SCHOOL) or (
        not kinds and folded(entry["phase"]) == "nursery"
    )


def _group(entry: Entry) -> str:
    """Trust, else federation; a trust known only by its code is named after it."""
    named = entry["trust"] or entry["federation"]
    code = entry["trust_code"]
    return named or (f"trust {code}" if code else "")


def _age(entry: Entry) -> int | None:
    return int(entry["low_age"]) if entry["low_age"].isdecimal() else None


def _ages(low: int | None) -> str:
    """
    Bands of nursery children from the lowest age on; none where it is not known.

    >>> _ages(2), _ages(4), _ages(None)
    ('2; 3-4', '3-4', '')
    """
    if low is None or low > 4:
        return ""
    bands = ("0-2", "2", "3-4")
    return "; ".join(bands[max(low - 1, 0) if low <= 2 else 2 :])
