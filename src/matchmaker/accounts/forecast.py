"""The initial forecast, one total, and the final forecast, a line an organisation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matchmaker.accounts.lines import Line, total, versions
from matchmaker.domain.organisation import Organisation


@dataclass(frozen=True, slots=True)
class InitialForecast:
    """
    What all of it will cost.

    Attributes:
        organisations: How many are to be paid.
        lines: How many lines are expected to be paid.
        minutes: Their time, grants not counted.
        pence: What they come to.
        refused: Lines that are left out of all this, because they are not paid.
        version: The tables behind the figures.
    """

    organisations: int
    lines: int
    minutes: int
    pence: int
    refused: int
    version: str


@dataclass(frozen=True, slots=True)
class OrganisationForecast:
    """
    What one organisation will be paid, in one academic year.

    Attributes:
        organisation: The organisation.
        year: The academic year.
        lines: How many lines are expected to be paid.
        minutes: Their time, grants not counted.
        pence: What they come to.
        refused: Lines left out, because they are not paid.
        version: The tables behind the figures.
    """

    organisation: Organisation
    year: str
    lines: int
    minutes: int
    pence: int
    refused: int
    version: str


def initial_forecast(lines: Sequence[Line]) -> InitialForecast:
    """All lines as one total."""
    expected = [line for line in lines if line.expected]
    return InitialForecast(
        organisations=len({line.organisation for line in expected}),
        lines=len(expected),
        minutes=_minutes(expected),
        pence=total(expected),
        refused=len(lines) - len(expected),
        version=versions(line.version for line in expected),
    )


def final_forecast(
    lines: Sequence[Line], organisations: Mapping[str, Organisation]
) -> tuple[OrganisationForecast, ...]:
    """All lines by organisation and academic year, in the order of ids and years."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        groups.setdefault((line.organisation, line.year.name), []).append(line)
    found = []
    for (organisation, year), members in sorted(groups.items()):
        expected = [line for line in members if line.expected]
        found.append(
            OrganisationForecast(
                organisation=organisations[organisation],
                year=year,
                lines=len(expected),
                minutes=_minutes(expected),
                pence=total(expected),
                refused=len(members) - len(expected),
                version=versions(line.version for line in members),
            )
        )
    return tuple(found)


def _minutes(lines: Iterable[Line]) -> int:
    return sum(line.minutes or 0 for line in lines)
