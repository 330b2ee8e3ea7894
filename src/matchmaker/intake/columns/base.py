"""What a column and a table are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from matchmaker.domain.spelling import folded

if TYPE_CHECKING:
    from matchmaker.domain.field import Side
    from matchmaker.domain.programme import Programme

Kind = Literal[
    "id",
    "text",
    "whole number",
    "amount",
    "percent",
    "pounds",
    "points",
    "date",
    "yes or no",
    "choice",
    "list",
    "half-days",
    "region",
    "regions",
    "authority",
    "authorities",
    "postcode",
]
"""How a cell is read. `id` and `text` are kept as they stand (leading zeros too);
`amount` is a number of days or hours, decimals allowed; `percent` is
a whole percentage, or a share such as 0.6; `pounds` have pence at the most; `points`
are whole unless the round says `decimals`; a `choice` is one word of a vocabulary and a `list`
several."""

TABLE_OF: dict[Side, str] = {
    "request": "requests",
    "setting": "settings",
    "supporter": "supporters",
}
"""The table in which each side answers the programme's fields."""

LARGEST = 1_000_000_000
"""No count, load or capacity may be larger: beyond it lies a slip of the keyboard."""


@dataclass(frozen=True)
class Column:
    """
    One column of a table.

    Attributes:
        name: The canonical heading.
        note: What it holds, in one sentence for people.
        kind: How its cells are read.
        example: A cell as it might stand.
        synonyms: Other headings for it, compared without case and punctuation.
        required: Whether the table is unusable without the column.
        vital: A row with a bad cell here is left out, not just the cell.
        words: The vocabulary of a `choice` or `list` (see `matchmaker.intake.words`);
            `None` takes any text.
        least: The smallest number allowed.
        most: The largest number allowed.
        field: The programme's own field that is answered here; `None` for columns
            that every programme has.
        side: Of whom the field is asked.
        unit: `days`, `hours` or `minutes`, where cells may say the unit.
        digits: How many digits a reference has; 0 for all other text.
        blank_takes: The field whose answer is taken where there is none here.
    """

    name: str
    note: str
    kind: Kind = "text"
    example: str = ""
    synonyms: tuple[str, ...] = ()
    required: bool = False
    vital: bool = False
    words: str | None = None
    least: int = 0
    most: int = LARGEST
    field: str | None = None
    side: Side | None = None
    unit: str = ""
    digits: int = 0
    blank_takes: str = ""

    @property
    def key(self) -> str:
        """
        What readers call the column: its name, if every programme has it.

        A programme's own column may bear the heading of one that it has no use for;
        then the two must not be taken for each other.
        """
        return self.name if self.field is None else f"{self.side}.{self.field}"


def ranking(of: str) -> Column:
    """
    The column in which one side ranks the other.

    Args:
        of: Who is ranked, in the plural.
    """
    return Column(
        "preferences",
        f"The {of} that are wanted, by id or name, the best first, separated by "
        "semicolons, with = between those liked equally well.",
        synonyms=("preference list", "ranking", "ranked choices", "choices in order"),
    )


@dataclass(frozen=True)
class Table:
    """
    One CSV file of the folder, or one sheet of the workbook.

    Attributes:
        name: The name of the file without `.csv`, and of the sheet.
        note: What its rows are.
        columns: In the order in which they are written.
        required: Whether a round is unreadable without it.
        one_of: Of each of these groups of columns at least one must be there.
        rules: The table is read only where the programme lists one of these rules;
            empty means always.
        own_name: What the programme calls the table, where it has a word of its own.
    """

    name: str
    note: str
    columns: tuple[Column, ...]
    required: bool = False
    one_of: tuple[tuple[str, ...], ...] = ()
    rules: tuple[str, ...] = ()
    own_name: str | None = None

    @property
    def called(self) -> str:
        """The name under which the table is written, and asked for."""
        return self.own_name or self.name

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which the table is read, each once, folded."""
        return tuple(dict.fromkeys((folded(self.called), self.name)))

    def is_read_by(self, programme: Programme) -> bool:
        """Whether rounds of a programme read the table, if they have it."""
        listed = {rule.name for rule in programme.rules}
        return not self.rules or not listed.isdisjoint(self.rules)

    @property
    def file(self) -> str:
        """The file's name in a folder."""
        return f"{self.called}.csv"

    def column(self, name: str) -> Column:
        """The column with this canonical name."""
        return next(column for column in self.columns if column.name == name)
