"""
The pay list: what is to be paid, to whom, and what is not, and why.

The money of schools that a local authority maintains goes to the authority; others
are paid directly. Which is which follows the type of establishment, by a table. A type
that the table does not list is not paid until somebody says who is to be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from matchmaker.accounts.establishments import row_of_type
from matchmaker.accounts.lines import AHEAD, Line, versions
from matchmaker.accounts.tables import RateTables
from matchmaker.domain.organisation import Organisation
from matchmaker.domain.training import ClaimStatus
from matchmaker.intake.dated_table import RateTable

THROUGH_AUTHORITY, DIRECT = "local authority", "direct"


@dataclass(frozen=True, slots=True, kw_only=True)
class PayLine:
    """
    One payment. It names no person.

    Attributes:
        claim: The claim's reference.
        organisation: On whose behalf it is paid.
        payee: Whose account it goes to; blank where that is not known.
        provider: Who trained.
        pence: What is asked for.
        submitted_on: When it was claimed.
        status: How far it has come.
        unpaid: Why it is not paid; blank if it may be.
        area: The pay area.
        rate: Pence for each `rate_per`.
        rate_per: What the rate is for.
        minutes: Time paid for; `None` for grants.
        year: The academic year.
        version: The tables of rates and limits behind it.
    """

    claim: str
    organisation: Organisation
    payee: str
    provider: str
    pence: int
    submitted_on: date | None
    status: ClaimStatus
    unpaid: str
    area: str | None
    rate: int
    rate_per: str
    minutes: int | None
    year: str
    version: str


def pay_list(
    lines: Sequence[Line],
    organisations: Mapping[str, Organisation],
    tables: RateTables,
    on: date,
) -> tuple[PayLine, ...]:
    """
    Payments, in the order of their claims.

    Lines of one claim that are alike but for their person become one payment. What is
    planned or in draft is not in the list.

    Args:
        lines: The lines of the accounts.
        organisations: By id.
        tables: Says who is paid for which type of establishment.
        on: The day on which the table is asked.
    """
    groups: dict[tuple[object, ...], list[Line]] = {}
    for line in lines:
        if line.status not in AHEAD:
            groups.setdefault(_alike(line), []).append(line)
    payees = tables["payees"]
    return tuple(
        _payment(group, organisations[group[0].organisation], payees, on)
        for group in groups.values()
    )


def _alike(line: Line) -> tuple[object, ...]:
    return (
        *(line.claim, line.organisation, line.provider, line.status, line.submitted_on),
        *(line.unpaid, line.area, line.rate, line.rate_per, line.year),
    )


def _payment(
    group: Sequence[Line], organisation: Organisation, payees: RateTable, on: date
) -> PayLine:
    line = group[0]
    payee, doubt = payee_of(organisation, payees, on)
    timed = line.minutes is not None
    return PayLine(
        claim=line.claim,
        organisation=organisation,
        payee=payee,
        provider=line.provider,
        pence=sum(one.pence for one in group),
        submitted_on=line.submitted_on,
        status=line.status,
        unpaid=line.unpaid or doubt,
        area=line.area,
        rate=line.rate,
        rate_per=line.rate_per,
        minutes=sum(one.minutes or 0 for one in group) if timed else None,
        year=line.year.name,
        version=versions((*(one.version for one in group), payees.version)),
    )


def payee_of(
    organisation: Organisation, payees: RateTable, on: date
) -> tuple[str, str]:
    """
    Who is paid for an organisation, or a blank and why that is not known.

    Args:
        organisation: Whose type the table is asked for, by code or by name.
        payees: The table.
        on: The day.
    """
    if not organisation.type:
        return "", "its type of establishment is not given, so who is paid is not known"
    row = row_of_type(payees, organisation.type, on)
    if row is None:
        return "", f"payees.csv does not say who is paid for a '{organisation.type}'"
    if row["payee"] == DIRECT:
        return organisation.name or organisation.id, ""
    if row["payee"] != THROUGH_AUTHORITY:
        raise row.fault(
            f'"{row["payee"]}" is no payee: {THROUGH_AUTHORITY} or {DIRECT}'
        )
    if organisation.authority:
        return organisation.authority, ""
    return "", "its local authority, which is paid for it, is not given"
