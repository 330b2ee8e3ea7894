"""Who is paid: a school, a nursery, and what decides how much and through whom."""

from __future__ import annotations

from matchmaker.domain.frozen import Frozen


class Organisation(Frozen):
    """
    A school or setting as the accounts need it.

    Attributes:
        id: The users' own id; what other tables name it by. Usually the URN.
        name: Its name.
        urn: The id in the public register, if there is one.
        authority: The local authority, which is paid for those it maintains.
        district: The local authority district, by ONS code or name. The pay area
            follows it, and neither the region nor the authority.
        type: The type of establishment, by the register's code or name.
        type_group: The group of types, such as "Academies".
        phase: The phase of education.
        urban_rural: The register's classification of the place.
        section_41: Whether an independent one is approved for pupils with special
            needs (Children and Families Act 2014); `None` if nobody said.
    """

    id: str
    name: str = ""
    urn: str | None = None
    authority: str | None = None
    district: str | None = None
    type: str | None = None
    type_group: str | None = None
    phase: str | None = None
    urban_rural: str | None = None
    section_41: bool | None = None
