"""The summary of a plan on a terminal: 80 columns are enough, colour is not needed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from matchmaker.report.summary import (
    Block,
    Summary,
    breach_sentences,
    summary_blocks,
    summary_sentences,
    warned_sentences,
)

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.table import Table

WIDTH = 80
MOST = 3
"""So many notes about teams are shown, and so many warnings; the workbook has all."""


def summary_view(summary: Summary, written: Sequence[str] = ()) -> Group:
    """
    A summary for `rich`.

    Args:
        summary: What to show.
        written: Lines that say where the files are.
    """
    from rich.console import Group

    return Group(*_parts(summary, written))


def summary_text(
    summary: Summary, written: Sequence[str] = (), width: int = WIDTH
) -> str:
    """
    A summary as plain text, for files, logs and terminals without colour.

    Args:
        summary: What to show.
        written: Lines that say where the files are.
        width: Characters in a line.
    """
    from rich.console import Console

    text = io.StringIO()
    console = Console(file=text, width=width, color_system=None, legacy_windows=False)
    console.print(summary_view(summary, written))
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def _parts(summary: Summary, written: Sequence[str]) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    yield Text(f"{summary.title}: {summary.name}", style="bold")
    for block in summary_blocks(summary):
        if not block.rows:
            continue
        yield Text(f"\n{block.title}", style="bold")
        yield block_table(block)
    yield Text()
    yield from (Text(line) for line in summary_sentences(summary))
    notes = (*breach_sentences(summary, MOST), *warned_sentences(summary, MOST))
    for line in notes:
        indent = len(line) - len(line.lstrip(" "))
        yield Padding(Text(line.lstrip(" "), style="yellow"), (0, 0, 0, indent))
    yield from (Text(line) for line in written)


def block_table(block: Block) -> Table:
    """A small table of text for `rich`: numbers right, sums bold."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for place, heading in enumerate(block.headings):
        table.add_column(heading, justify="left" if place < block.words else "right")
    for number, row in enumerate(block.rows, start=1):
        sums = block.total and number == len(block.rows)
        # As `Text`, so that square brackets in names are not read as markup.
        table.add_row(*(Text(cell) for cell in row), style="bold" if sums else None)
    return table
