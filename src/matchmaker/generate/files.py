"""Writing rounds as folders of CSV files, clean or with faults put in on purpose."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from matchmaker.generate.dice import Dice
from matchmaker.generate.dirt import RATES, Injected, check_rates, soil
from matchmaker.generate.rows import given_tables_of, supporter_row, tables_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from matchmaker.domain.objective import Objective
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
        this: The round. Points that are given must be whole.
        folder: Made if it is not there; files of the same names are replaced.
        programme: What `round.toml` calls the programme: a path, for one that is
            not shipped. Usually its name.
    """
    given = this.programme.scores == "given"
    tables = given_tables_of(this) if given else tables_of(this)
    _write(this, tables, folder, programme)


def write_supporters(
    supporters: Sequence[Supporter], programme: Programme, path: Path
) -> None:
    """Write supporters as a CSV file of their own, to lie beside real settings."""
    rows = [supporter_row(supporter, programme) for supporter in supporters]
    path.write_bytes(_csv(rows).encode())


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
    (folder / "round.toml").write_bytes(_toml(this, programme).encode())
    for name, rows in tables.items():
        if rows:
            (folder / _file(this, name)).write_bytes(_csv(rows).encode())


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
    path.write_bytes(_csv(rows).encode("cp1252"))
    return Injected("Windows encoding", path.name, None, None, "cp1252", reported=True)


def _csv(rows: Sequence[Row]) -> str:
    """Rows as CSV with headings; columns that are blank throughout are left out."""
    headings = [name for name in rows[0] if any(row[name] for row in rows)]
    text = io.StringIO()
    writer = csv.DictWriter(text, headings, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _toml(this: Round, programme: str | None) -> str:
    """What `round.toml` says; the day of the round is written too, for replays."""
    return "\n".join([*_keys(this, programme), *_budgets(this.budgets), ""])


def _keys(this: Round, programme: str | None) -> Iterable[str]:
    yield f"programme = {_quoted(programme or this.programme.name)}"
    yield f"term = {_quoted(this.name)}"
    if this.start is not None:
        yield f"start = {this.start.isoformat()}"
    if this.end is not None:
        yield f"end = {this.end.isoformat()}"
    yield f"anchor_date = {this.today.isoformat()}"
    if this.objective_override:
        listed = ", ".join(map(_objective, this.objective_override))
        yield f"objectives = [{listed}]"
    if this.minimum_if_used:
        yield "minimum_if_used = true"


def _objective(objective: Objective) -> str:
    """An objective as it is listed: by its name, or with all that it says beside."""
    said = objective.model_dump(exclude_defaults=True, exclude={"blend"})
    pairs = [f"{key} = {json.dumps(value)}" for key, value in said.items()]
    if objective.blend:
        blend = ", ".join(f"{name} = {w}" for name, w in objective.blend.items())
        pairs.append(f"blend = {{ {blend} }}")
    return _quoted(objective.name) if len(pairs) == 1 else f"{{ {', '.join(pairs)} }}"


def _budgets(budgets: Mapping[str, int]) -> Iterable[str]:
    if budgets:
        yield "\n[budget]"
    for region, pence in budgets.items():
        yield f"{_quoted(region)} = {pence // 100}.{pence % 100:02}"


def _quoted(text: str) -> str:
    """A TOML string: JSON writes its escapes alike."""
    return json.dumps(text, ensure_ascii=False)
