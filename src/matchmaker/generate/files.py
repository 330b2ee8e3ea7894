"""Writing rounds as folders of CSV files, clean or with faults put in on purpose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matchmaker.domain.files import facts_of, toml_text, write_csv
from matchmaker.generate.dice import Dice
from matchmaker.generate.dirt import RATES, Injected, check_rates, soil
from matchmaker.generate.rows import row_of, supporter_said, tables_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from matchmaker.domain.programme import Programme
    from matchmaker.domain.round import Round
    from matchmaker.domain.supporter import Supporter
    from matchmaker.generate.rows import Row

NOT_ASCII = "Zoë Brontëcroft"
"""A name whose bytes tell the encodings apart."""


def write_round(this: Round, folder: Path, *, programme: str | None = None) -> None:
    """
    Write a round as `round.toml` and CSV files; equal rounds give equal bytes.

    Tables without rows get no file, columns without values no column.

    Args:
        this: The round.
        folder: Made if it is not there; files of the same names are replaced.
        programme: What `round.toml` calls the programme: a path, for one that is
            not shipped. Usually its name.
    """
    _write(this, tables_of(this), folder, programme)


def write_supporters(
    supporters: Sequence[Supporter], programme: Programme, path: Path
) -> None:
    """Write supporters as a CSV file of their own, to lie beside real settings."""
    _write_rows(path, [row_of(supporter_said(one, programme)) for one in supporters])


def generate_files(
    this: Round,
    folder: Path,
    *,
    seed: int,
    rates: Mapping[str, float] = RATES,
    programme: str | None = None,
) -> tuple[Injected, ...]:
    """
    Write a round with faults put in, and tell which.

    Args:
        this: A round whose points come from criteria.
        folder: As in `write_round`.
        seed: Zero or more; equal seeds give equal faults.
        rates: Share of rows by kind of fault, `RATES` unless told otherwise;
            kinds not named do not occur.
        programme: As in `write_round`.

    Returns:
        Every fault: by table, then by kind. No row has two.

    Raises:
        InputError: If a kind of fault is not known, or a rate outside 0 to 1.
    """
    check_rates(rates)
    tables = tables_of(this)
    injected = [
        replace(fault, file=_file(this, fault.file.removesuffix(".csv")))
        for fault in soil(tables, rates, seed)
    ]
    _write(this, tables, folder, programme)
    dice = Dice(seed, "encodings")
    marked = dice.below(1000) < rates.get("byte order mark", 0) * 1000
    if marked and tables.get("settings"):
        injected.append(_mark(folder / _file(this, "settings")))
    if dice.below(1000) < rates.get("Windows encoding", 0) * 1000:
        path = folder / _file(this, "supporters")
        injected.append(_as_windows(path, tables["supporters"]))
    return tuple(injected)


def _write(
    this: Round,
    tables: Mapping[str, Sequence[Row]],
    folder: Path,
    programme: str | None,
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    facts = facts_of(this, programme or this.programme.name)
    (folder / "round.toml").write_text(toml_text(facts), "utf-8")
    for name, rows in tables.items():
        if rows:
            _write_rows(folder / _file(this, name), rows)


def _file(this: Round, table: str) -> str:
    """A table's file, by the programme's name for it."""
    return f"{this.programme.tables.get(table, table)}.csv"


def _mark(path: Path) -> Injected:
    """Begin a file with a byte order mark, as Excel does."""
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    return Injected("byte order mark", path.name, None, None, "", reported=False)


def _as_windows(path: Path, rows: list[Row]) -> Injected:
    """Write a file in the code page of Windows, with a name that shows it."""
    rows[0]["name"] = NOT_ASCII
    _write_rows(path, rows, "cp1252")
    return Injected("Windows encoding", path.name, None, None, "cp1252", reported=True)


def _write_rows(path: Path, rows: Sequence[Row], encoding: str = "utf-8") -> None:
    """Write rows with headings; columns that are blank throughout are left out."""
    headings = [name for name in rows[0] if any(row.get(name) for row in rows)]
    cells = ([row.get(name, "") for name in headings] for row in rows)
    write_csv(path, headings, cells, encoding)
