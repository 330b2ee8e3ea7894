"""An empty workbook for what accounts need besides a plan: the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.errors import InputError
from matchmaker.intake.columns.ledger import (
    INDUCTIONS,
    MENTORS,
    ORGANISATIONS,
    TRAINING,
    TRAINING_DAYS,
)
from matchmaker.intake.ledger import LEDGER_PROGRAMME
from matchmaker.intake.template_sheets import TemplateSheets, new_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from matchmaker.domain.accounts import AccountsKind
    from matchmaker.domain.programme import Programme
    from matchmaker.intake.columns import Table

TABLES: dict[AccountsKind, tuple[Table, ...]] = {
    "training": (TRAINING, TRAINING_DAYS, ORGANISATIONS),
    "induction": (INDUCTIONS, MENTORS, ORGANISATIONS),
}
"""What is written down besides a plan, by what is paid for."""


def write_ledger_template(programme: Programme, path: Path) -> None:
    """
    Write a workbook for people to fill in, that reads as a ledger.

    It has no example rows: what stands in a ledger is paid.

    Args:
        programme: Its accounts decide which tables there are.
        path: Ends in `.xlsx`.

    Raises:
        InputError: The programme's accounts need nothing but the plan.
        OutputError: Something stands at the path already, or it cannot be written.
    """
    tables = TABLES.get(programme.accounts.kind, ()) if programme.accounts else ()
    if not tables:
        raise InputError(
            f"The accounts of {programme.name} need nothing besides a plan, so there is "
            "no ledger to fill in. Run: matchmaker accounts OUT -o ACCOUNTS"
        )
    with new_workbook(path, f"{programme.title}: ledger") as book:
        names = [table.called for table in tables]
        sheets = TemplateSheets(book, LEDGER_PROGRAMME, names)
        sheets.tell(f"{programme.title}: ledger", _instructions(tables))
        for table in tables:
            sheets.fill(table.called, table.columns)


def _instructions(tables: tuple[Table, ...]) -> list[str]:
    """What to fill in, and what happens to it."""
    return [
        "Write down what is known besides the plan. Dark headings must be filled; rest "
        "the pointer on a heading to see what belongs there.",
        *(f"Sheet {table.called}: {table.note}" for table in tables),
        "A sheet that you do not need stays empty: schools of the round need no row in "
        "organisations.",
        "Save. With a plan: matchmaker accounts OUT --ledger FILE.xlsx -o ACCOUNTS. "
        "Without one: matchmaker accounts FILE.xlsx -o ACCOUNTS.",
        "A row with a problem is left out and listed, with what to do; nothing is paid "
        "on a guess.",
    ]
