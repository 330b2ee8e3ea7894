"""
Private nurseries from a list that somebody has: of a council, or of the inspectorate.

Such settings have no URN of the school register. Their number in Ofsted's early
years register, if the list has it, is their id; it may hide in a web address.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from matchmaker.domain.spelling import folded
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
    "name": ("name", "provider name", "setting name", "nursery", "setting"),
    "number": (
        "EY number",
        "Ofsted URN",
        "provider URN",
        "URN",
        "provider reference",
        "Ofsted reference",
        "Ofsted number",
    ),
    "address": ("url", "web link", "report", "link", "Ofsted report"),
    "type": ("setting type", "provision type", "provider type", "type"),
    "group": ("owner", "registered person", "provider group", "group", "chain"),
    "authority": ("local authority", "LA (name)", "la", "LA name", "authority"),
    "region": ("region", "Ofsted region"),
    "judgement": (
        "rating",
        "Ofsted rating",
        "overall effectiveness",
        "most recent full: overall effectiveness",
        "judgement",
    ),
    "inspected_on": (
        "inspection date",
        "date of inspection",
        "last inspection date",
        "most recent full: inspection date",
    ),
    "postcode": ("postcode", "post code", "provider postcode"),
    "easting": ("easting",),
    "northing": ("northing",),
    "longitude": ("lon", "longitude", "lng", "long"),
    "latitude": ("lat", "latitude"),
    "coordinate_source": ("coord_source",),
}

NUMBER = re.compile(r"(?:EY)?[0-9]{6,7}", re.IGNORECASE)
"""Six or seven digits; "EY" and six in earlier years. Source: domain.md, 1.0."""

ANY_NURSERY = frozenset(
    {"", "childcareondomesticpremises", "childcareonnondomesticpremises"}
)
"""What Ofsted's register calls a provider says where it works, not what it is."""


@dataclass(frozen=True)
class _Nurseries:
    """
    What the list as a whole says of each nursery that does not say it itself.

    Attributes:
        setting_type: The type of setting.
        authorities: The local authorities wanted; none means all.
        override_reason: Written into every setting.
    """

    setting_type: str
    authorities: Sequence[str]
    override_reason: str

    def __call__(self, entry: Entry) -> dict[str, str] | str:
        """What a row says as a setting, or why it is left out."""
        authority = self._authority(entry)
        if self.authorities and not lies_in(authority, self.codes):
            return ELSEWHERE
        number = _number(entry)
        return {
            "id": number or _stable_id(entry),
            "urn": number,
            "name": entry["name"],
            "setting_type": self._type(entry),
            "group": entry["group"],
            "region": entry["region"],
            "authority": authority,
            "override_reason": self.override_reason,
            **inspection_cells(entry),
            **place_cells(entry),
        }

    @cached_property
    def codes(self) -> frozenset[str]:
        """Codes of the local authorities wanted."""
        return authority_codes(self.authorities)

    def _authority(self, entry: Entry) -> str:
        """A list without authorities, asked for one, is that authority's list."""
        only = self.authorities[0] if len(self.authorities) == 1 else ""
        return entry["authority"] or only

    def _type(self, entry: Entry) -> str:
        said = entry["type"]
        return self.setting_type if folded(said) in ANY_NURSERY else said


def read_nurseries(
    path: Path,
    programme: Programme,
    *,
    setting_type: str = "private nursery",
    authorities: Sequence[str] = (),
    override_reason: str = "",
) -> RegisterReading:
    """
    Read a list of nurseries; every one in the authorities wanted becomes a setting.

    What the list does not say stays blank: ages, pupil premium, judgements. The
    region follows from the postcode.

    Args:
        path: A CSV file.
        programme: In whose words settings are described.
        setting_type: What the list is of, for nurseries whose row does not say it.
        authorities: Names or codes of the local authorities wanted; none means all.
            Where just one is wanted, rows that name none are taken to be in it.
        override_reason: As in `matchmaker.intake.gias.read_gias`.

    Raises:
        InputError: The file cannot be read, or has no names, or an authority is not
            known.
    """
    extract = Extract(path, HEADINGS, ("name",))
    nurseries = _Nurseries(setting_type, authorities, override_reason)
    return read_register(extract, nurseries, programme)


def _number(entry: Entry) -> str:
    """The number in the early years register, from its column or a web address."""
    last = entry["address"].rstrip("/").rpartition("/")[2]
    for text in (entry["number"].replace(" ", ""), last):
        if NUMBER.fullmatch(text):
            return text.upper()
    return ""


def _stable_id(entry: Entry) -> str:
    """The same id for the same name and postcode; blank, and so refused, without a name."""
    if not entry["name"]:
        return ""
    known = " ".join(
        "".join(filter(str.isalnum, entry[part].casefold()))
        for part in ("name", "postcode")
    )
    return "N-" + hashlib.sha256(known.encode()).hexdigest()[:8]
