"""What became of an earlier round's introductions, and who was still waiting."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matchmaker.domain.decisions import INTRODUCED_BEFORE
from matchmaker.domain.spelling import Who, who_of
from matchmaker.errors import InputError
from matchmaker.intake.cells import short
from matchmaker.intake.collector import listed
from matchmaker.intake.csv_file import read_text
from matchmaker.intake.raw import RawTable
from matchmaker.intake.vocabularies import Words

if TYPE_CHECKING:
    from pathlib import Path

    from matchmaker.domain.programme import Programme
    from matchmaker.intake.collector import Collector

ROUND_FOLDER = "round"
INTRODUCTIONS, WAITING = "introductions.csv", "waiting.csv"
"""Files of a plan's folder; the first has a column in which people say what became
of each introduction."""
SILENT = "no answer"
STATES = Words(
    {
        "introduced": ("introduced before", "sent", "emailed", "made"),
        "in contact": ("met", "started", "in touch", "active", "going well"),
        SILENT: ("silent", "no reply", "not in contact", "never answered", "ended"),
    }
)
"""What can become of an introduction; the last one frees both for a new match."""


@dataclass(frozen=True)
class Earlier:
    """
    What an earlier round means for this one.

    Attributes:
        kept: Pairs (who asks, who offers) that stay together.
        ended: Pairs that must not be made, each with the reason.
        waited: Rounds that each person who asks has waited.
    """

    kept: tuple[tuple[Who, Who], ...] = ()
    ended: tuple[tuple[Who, Who, str], ...] = ()
    waited: Mapping[Who, int] = field(default_factory=dict)

    def tables(self, asks: Mapping[Who, str], offers: Mapping[Who, str]) -> Tables:
        """The decisions as tables of pins and forbids, of those who are there again."""
        made = {
            "pins": _pairs(
                INTRODUCTIONS,
                [(*pair, INTRODUCED_BEFORE) for pair in self.kept],
                asks,
                offers,
            ),
            "forbids": _pairs(INTRODUCTIONS, self.ended, asks, offers),
        }
        return {name: raw for name, raw in made.items() if raw.rows}


Tables = dict[str, RawTable]


def read_earlier(folder: Path, programme: Programme, collector: Collector) -> Earlier:
    """
    What became of the introductions in a plan's folder.

    Args:
        folder: The folder.
        programme: Knows what the parties are called, and so the headings.
        collector: Where words that are not known go.

    Raises:
        InputError: The folder holds none.
    """
    rows = list(_rows(folder / INTRODUCTIONS, collector))
    if not rows:
        raise InputError(
            f"{folder} holds no {INTRODUCTIONS}. Name the folder that an earlier "
            "`matchmaker pair` wrote."
        )
    asks = programme.nouns.request.capitalize()
    offers = programme.nouns.supporter.capitalize()
    kept, ended, waited = [], [], {}
    for number, row in rows:
        pair = _who(row, asks), _who(row, offers)
        if _state(row, number, collector) == SILENT:
            ended.append((*pair, INTRODUCED_BEFORE))
            waited[pair[0]] = 1
        else:
            kept.append(pair)
    parted = _parted_before(folder / ROUND_FOLDER, programme, collector)
    ended += ((*pair, INTRODUCED_BEFORE) for pair in parted)
    for _, row in _rows(folder / WAITING, collector):
        rounds = row.get("Rounds waited", "0")
        waited[_who(row, asks)] = 1 + (int(rounds) if rounds.isdecimal() else 0)
    return Earlier(tuple(kept), tuple(ended), waited)


def _parted_before(
    folder: Path, programme: Programme, collector: Collector
) -> Iterator[tuple[Who, Who]]:
    """Pairs that were not to be made again already in the earlier round."""
    asks, offers = (
        {
            row["id"]: who_of(row.get("name", ""), row.get("email", ""))
            for _, row in _rows(folder / f"{table}.csv", collector)
        }
        for table in (programme.tables.get(s, s) for s in ("requests", "supporters"))
    )
    for _, row in _rows(folder / "forbids.csv", collector):
        if row["request"] in asks and row["supporter"] in offers:
            yield asks[row["request"]], offers[row["supporter"]]


def _rows(path: Path, collector: Collector) -> Iterator[tuple[int, dict[str, str]]]:
    text = read_text(path, collector) if path.exists() else None
    if text is None:
        return
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        yield number, {key: (cell or "").strip() for key, cell in row.items() if key}


def _who(row: Mapping[str, str], party: str) -> Who:
    name, email = row.get(party, ""), row.get(f"{party} email", "")
    return who_of(name.lstrip("'"), email.lstrip("'"))


def _state(row: Mapping[str, str], number: int, collector: Collector) -> str:
    text = row.get("State", "")
    state = STATES.find(text) if text else "introduced"
    if state is None:
        collector.warning(
            INTRODUCTIONS,
            f'"{short(text)}" is not known here; the two stay together',
            f"Use one of: {listed(STATES.words)}.",
            row=number,
            column="State",
            value=text,
        )
    return state or "introduced"


def _pairs(
    file: str,
    pairs: Sequence[tuple[Who, Who, str]],
    asks: Mapping[Who, str],
    offers: Mapping[Who, str],
) -> RawTable:
    heading = ("request", "supporter", "reason")
    rows = [
        (asks[one], offers[other], reason)
        for one, other, reason in pairs
        if one in asks and other in offers
    ]
    return RawTable(file, heading, rows, range(2, 2 + len(rows)))
