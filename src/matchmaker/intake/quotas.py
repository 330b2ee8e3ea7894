"""Quotas: how many pairings parts of the round get."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matchmaker.domain.quota import OF_SUPPORTER, Quota
from matchmaker.domain.rules import Quotas
from matchmaker.domain.spelling import nearest
from matchmaker.geo import find_authority, find_region
from matchmaker.intake.cells import CellFault, short
from matchmaker.intake.collector import listed
from matchmaker.intake.vocabularies import Words
from matchmaker.intake.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matchmaker.domain.programme import Programme
    from matchmaker.domain.request import Request
    from matchmaker.domain.setting import Setting
    from matchmaker.domain.supporter import Supporter
    from matchmaker.intake.known import Ids
    from matchmaker.intake.row import Row
    from matchmaker.intake.sheet import Sheet

Values = dict[str, None]
"""The values that the round has, in order."""


@dataclass(frozen=True)
class Named:
    """What the rows of quotas may speak of: the records of the round, read before."""

    settings: Sequence[Setting]
    requests: Sequence[Request]
    supporters: Sequence[Supporter]
    programme: Programme
    ids: Ids

    def values(self) -> Mapping[str, Values]:
        """By what quotas count: the values that some record of the round has."""
        group_of = {setting.id: setting.group for setting in self.settings}
        found: dict[str, Sequence[str | None]] = {
            "region": [setting.region for setting in self.settings],
            "authority": [setting.authority for setting in self.settings],
            "group": [setting.group for setting in self.settings],
            "setting_type": [setting.setting_type for setting in self.settings],
            "phase": [request.phase for request in self.requests],
            "supporter region": [person.region for person in self.supporters],
            "supporter authority": [person.authority for person in self.supporters],
            "employer": [person.employer for person in self.supporters],
            "employer group": [
                person.employer_group or group_of.get(person.employer or "")
                for person in self.supporters
            ],
        }
        return {
            by: dict.fromkeys(value for value in values if value is not None)
            for by, values in found.items()
        }


def read_quotas(sheet: Sheet, named: Named) -> tuple[Quota, ...]:
    """The quotas; of two about the same the first stands."""
    values = named.values()
    seen: dict[tuple[str, str, str | None], str] = {}
    quotas = []
    for row in sheet.rows():
        quota = _quota(row, named, values)
        if quota is None:
            continue
        first = seen.setdefault(quota.key, row.where)
        if first == row.where:
            quotas.append(quota)
        else:
            row.error(
                "name",
                f"a quota {quota.where} stands already in {first}",
                "Delete one of the two rows.",
            )
    return tuple(quotas)


def _quota(row: Row, named: Named, values: Mapping[str, Values]) -> Quota | None:
    by = row.choice("by") if row.need("by") else None
    name = _name(row, by, named, values) if by else row.need("name")
    role = row.choice("role")
    _check_role(row, role, named.programme)
    least, most = row.whole("least"), row.whole("most")
    _check_limits(row, least, most)
    if not row.usable:
        return None
    return Quota.model_validate(
        {
            "by": by,
            "name": name,
            "role": role,
            "least": least or 0,
            "most": most,
            "reason": row.text("reason") or "",
            "by_whom": row.text("by_whom") or "",
            "on": row.date("date"),
        }
    )


def _check_role(row: Row, role: str | None, programme: Programme) -> None:
    """Report a role that the programme's rule leaves alone."""
    for rule in programme.rules:
        if isinstance(rule, Quotas) and role and not rule.speaks_of(role):
            row.error(
                "role",
                f'the rule "quota" of this programme does not speak of the role {role}',
                f"Use one of: {', '.join(rule.roles)}.",
            )


def _check_limits(row: Row, least: int | None, most: int | None) -> None:
    if least is None and most is None and row.usable:
        row.error("least", "neither least nor most is given", "Give one of the two.")
    if least is not None and most is not None and most < least:
        row.error(
            "most",
            f"at least {least} are asked for, but at most {most} allowed",
            "Raise the most, or lower the least.",
        )


def _name(row: Row, by: str, named: Named, values: Mapping[str, Values]) -> str | None:
    """The value that a row names; reported if nobody in the round has it."""
    text = row.need("name")
    if text is None:
        return None
    known = values[by]
    for name in (text, _canonical(text, by, named)):
        if name in known:
            return name
    near = nearest(text, known)
    hint = f'Did you mean "{near}"? ' if near else ""
    allowed = f"Use one of: {listed(list(known))}." if known else "Delete the row."
    row.error(
        "name",
        f'no {_whose(by)} has the {_what(by)} "{short(text)}"',
        f"{hint}{allowed}",
    )
    return None


def _canonical(text: str, by: str, named: Named) -> str | None:
    """The value as the round's own records write it, whatever its other names."""
    what = _what(by)
    if what == "region":
        return find_region(text)
    if what == "authority":
        authority = find_authority(text)
        return None if authority is None else authority.name
    if what == "employer":
        return _setting_id(text, named.ids)
    words = vocabulary(by, named.programme)
    return None if words is None else Words(words).find(text)


def _setting_id(text: str, ids: Ids) -> str | None:
    try:
        return ids.settings.resolve(text)
    except CellFault:
        return None


def _whose(by: str) -> str:
    if by in OF_SUPPORTER:
        return "supporter"
    return "request" if by == "phase" else "setting"


def _what(by: str) -> str:
    return by.removeprefix("supporter ").replace("_", " ")
