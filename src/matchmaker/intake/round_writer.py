"""A round written out again: canonical, whole, and read back as the same round."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from matchmaker.domain.files import (
    Cells,
    cell_text,
    facts_of,
    tables_of,
    toml_text,
    write_csv,
)
from matchmaker.errors import OutputError
from matchmaker.intake.columns import tables_for
from matchmaker.intake.words import PLACE_UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matchmaker.domain.round import Round
    from matchmaker.intake.columns import Table


def write_round(round_: Round, folder: str | Path) -> Path:
    """
    Write a normalised copy of a round that stands alone.

    Args:
        round_: The round.
        folder: Where to; made if need be, and files of these names are replaced.

    Returns:
        The folder, for `read_round`.

    Raises:
        OutputError: The folder cannot be written to.
    """
    folder = Path(folder)
    rows = tables_of(round_)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        programme = round_.programme.model_dump(by_alias=True)
        facts = facts_of(round_, "programme.toml")
        (folder / "programme.toml").write_text(toml_text(programme), "utf-8")
        (folder / "round.toml").write_text(toml_text(facts), "utf-8")
        for name, table in tables_for(round_.programme).items():
            # The programme beside the tables has the day rates that hold.
            if name in rows:
                write_table(table, map(_final, rows[name]), folder / table.file)
    except OSError as error:
        raise OutputError(
            f"{folder} cannot be written to: {error.strerror}."
        ) from error
    return folder


def _final(cells: Cells) -> Cells:
    """A row whose place is as well known as it will ever be: nobody looks it up."""
    if "precision" not in cells:
        return cells
    return {**cells, "precision": cells["precision"] or PLACE_UNKNOWN}


def write_table(table: Table, rows: Iterable[Cells], path: Path) -> None:
    """Write rows under all the headings of a table, in their order."""
    headings = [column.name for column in table.columns]
    cells = ([cell_text(row.get(heading)) for heading in headings] for row in rows)
    write_csv(path, headings, cells)
