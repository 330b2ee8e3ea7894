"""
The assurance sample: which claims are asked for evidence.

Every claim of an organisation that is paid more than the table's limit is in it: such
totals have hidden hours of other programmes. Of all others at least the table's share
by value is drawn in each stratum of type, phase and urban or rural. (DfE's design
history of claim-funding-for-mentors: defining the sampling algorithm.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal, NamedTuple

from matchmaker.accounts.pay_list import PayLine
from matchmaker.accounts.tables import RateTables
from matchmaker.errors import InputError

NOT_KNOWN = "not known"


class Stratum(NamedTuple):
    """Claims that are sampled together."""

    type: str
    phase: str
    urban_rural: str


@dataclass(frozen=True, slots=True)
class Sampled:
    """
    One claim in the sample.

    Attributes:
        claim: Its reference.
        organisation: The id of the organisation.
        stratum: The stratum it stands for.
        pence: Its value.
        why: Because the organisation is of high risk, or because it was drawn.
    """

    claim: str
    organisation: str
    stratum: Stratum
    pence: int
    why: Literal["high risk", "drawn"]


def assurance_sample(
    payments: Sequence[PayLine], tables: RateTables, seed: int, on: date
) -> tuple[Sampled, ...]:
    """
    The sample of what is paid, in the order of strata, those of high risk first.

    Claims are drawn in an order that depends on the seed and on their references
    alone, until the share is reached: the same claims and seed give the same sample,
    in whatever order the claims come.

    Args:
        payments: The pay list. What is not paid, or is refused, is left out.
        tables: The share and the limit.
        seed: Any number; write it down beside the sample.
        on: The day on which the table is asked.

    Raises:
        InputError: The table has no row for the day.
    """
    row = tables["assurance"].in_force(on)
    if row is None:
        raise InputError(f"assurance.csv has no row for {on}.")
    percent, limit = row.whole("percent_by_value"), row.whole("high_risk_pence")
    claims = _claims(payments)
    value: dict[str, int] = {}
    for claim in claims:
        value[claim.organisation] = value.get(claim.organisation, 0) + claim.pence
    risky = [claim for claim in claims if value[claim.organisation] > limit]
    strata: dict[Stratum, list[Sampled]] = {}
    for claim in claims:
        if value[claim.organisation] <= limit:
            strata.setdefault(claim.stratum, []).append(claim)
    drawn = [
        claim
        for _, members in sorted(strata.items())
        for claim in _draw(members, percent, seed)
    ]
    return (*(_marked(claim) for claim in risky), *drawn)


def _claims(payments: Sequence[PayLine]) -> list[Sampled]:
    """Whole claims of an organisation, by organisation and reference."""
    found: dict[tuple[str, str], Sampled] = {}
    for payment in payments:
        if payment.unpaid or payment.status == "rejected":
            continue
        organisation = payment.organisation
        key = (organisation.id, payment.claim)
        before = found[key].pence if key in found else 0
        stratum = Stratum(
            organisation.type or NOT_KNOWN,
            organisation.phase or NOT_KNOWN,
            organisation.urban_rural or NOT_KNOWN,
        )
        found[key] = Sampled(
            payment.claim, organisation.id, stratum, before + payment.pence, "drawn"
        )
    return [found[key] for key in sorted(found)]


def _draw(members: Sequence[Sampled], percent: int, seed: int) -> list[Sampled]:
    """So many claims, in the seed's order, that their value reaches the share."""
    needed = percent * sum(claim.pence for claim in members)
    drawn: list[Sampled] = []
    reached = 0
    for claim in sorted(members, key=lambda claim: _lot(claim, seed)):
        if reached >= needed:
            break
        drawn.append(claim)
        reached += 100 * claim.pence
    return drawn


def _lot(claim: Sampled, seed: int) -> bytes:
    return sha256(f"{seed}\x1f{claim.organisation}\x1f{claim.claim}".encode()).digest()


def _marked(claim: Sampled) -> Sampled:
    return Sampled(
        claim.claim, claim.organisation, claim.stratum, claim.pence, "high risk"
    )
