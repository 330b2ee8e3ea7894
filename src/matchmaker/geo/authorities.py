"""England's education authorities, as the Department for Education counts them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from matchmaker.domain.spelling import tokens
from matchmaker.geo.tables import read_table, split_codes


@dataclass(frozen=True, slots=True)
class Authority:
    """
    A local authority with responsibility for education.

    Attributes:
        code: DfE's three digits, "383".
        name: DfE's name, "Bristol, City of".
        region: Name of the region, one of `REGIONS`.
        easting: The mean of its postcodes, in metres on the national grid.
        northing: Likewise.
        gss: ONS code of the county or unitary authority; None for a former one.
        lads: ONS codes of the districts it consists of today; of the districts of
            its successors for a former one, whose place is theirs, too.
        successors: Codes of the authorities that a former one became; empty for
            those of today.
    """

    code: str
    name: str
    region: str
    easting: int
    northing: int
    gss: str | None
    lads: tuple[str, ...]
    successors: tuple[str, ...]

    @property
    def current_codes(self) -> tuple[str, ...]:
        """DfE codes that cover its area today: its own, or its successors'."""
        return self.successors or (self.code,)


def find_authority(name_or_code: str) -> Authority | None:
    """
    Return the authority of a DfE code, an ONS code or a name.

    Names are taken in any case and punctuation, with "&" for "and", "Saint" for
    "St", and with or without "City of", "County", "London Borough of", "Council"
    and the like. Former authorities (Cumbria, Northamptonshire, Bournemouth,
    Poole) are found under their own code; see `Authority.successors`.

    Returns:
        None for anything else: districts that are no education authority
        ("Preston"), regions ("London"), misspellings.

    >>> find_authority("City of Bristol Council").code
    '801'
    >>> find_authority("London") is None
    True
    """
    return _authorities_by_key().get(_key(name_or_code))


def authority_of_lad(lad: str) -> Authority | None:
    """
    Return the authority that a district belongs to today.

    Args:
        lad: ONS code of a district, of today or of 2021.
    """
    district = _districts().get(lad.strip().upper())
    return _authorities_by_code()[district["authority"]] if district else None


def district_name(lad: str) -> str | None:
    """Return the name of a district by its ONS code, of today or of 2021."""
    district = _districts().get(lad.strip().upper())
    return district["name"] if district else None


@cache
def authorities() -> tuple[Authority, ...]:
    """Return all authorities by DfE code, the former ones among them."""
    return tuple(
        Authority(
            code=row["code"],
            name=row["name"],
            region=row["region"],
            easting=int(row["easting"]),
            northing=int(row["northing"]),
            gss=row["gss"] or None,
            lads=split_codes(row["lads"]),
            successors=split_codes(row["successors"]),
        )
        for row in read_table("local_authorities.csv")
    )


@cache
def _authorities_by_code() -> dict[str, Authority]:
    """Return all authorities by their DfE code."""
    return {authority.code: authority for authority in authorities()}


@cache
def _authorities_by_key() -> dict[str, Authority]:
    """Return all authorities by each of their codes and names, folded by `_key`."""
    return {
        _key(text): _authorities_by_code()[row["code"]]
        for row in read_table("local_authorities.csv")
        for text in (
            *(row["code"], row["gss"], row["name"]),
            *row["aliases"].split(";"),
        )
        if text
    }


@cache
def _districts() -> dict[str, dict[str, str]]:
    """Return the rows of the districts' table by ONS code."""
    return {row["code"]: row for row in read_table("districts.csv")}


IDLE_WORDS = frozenset(
    {"and", "of", "the", "city", "county", "district", "borough", "royal", "council"}
    | {"metropolitan", "unitary", "authority", "corporation"}
    | {"bc", "cc", "dc", "mbc", "mdc"}
)


def _key(text: str) -> str:
    """Fold away what does not tell one authority from another."""
    folded = " ".join(tokens(text))
    # "London" alone is a region: what "of" and "borough" mean must be read first.
    folded = folded.replace("city of london", "london-city")
    folded = folded.replace("london borough", "")
    words = ("st" if word == "saint" else word for word in folded.split())
    return " ".join(word for word in words if word not in IDLE_WORDS)
