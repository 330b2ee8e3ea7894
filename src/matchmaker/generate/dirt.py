"""Injecting faults into the rows of a round, and keeping a list of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matchmaker.errors import InputError
from matchmaker.generate.dice import Dice
from matchmaker.generate.faults import FAULTS, Fault
from matchmaker.generate.words import person_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matchmaker.generate.rows import Row

RATES: Mapping[str, float] = {
    "missing URN": 0.05,
    "dummy URN": 0.01,
    "wrong-case region": 0.05,
    "stray spaces": 0.05,
    "blank Ofsted": 0.10,
    "new-framework Ofsted": 0.10,
    "mixed frameworks": 0.01,
    "bad date": 0.02,
    "unknown place": 0.005,
    "unknown word": 0.01,
    "number out of range": 0.01,
    "unknown need": 0.02,
    "reference to nobody": 0.01,
    "number in words": 0.02,
    "shared e-mail": 0.01,
    "duplicate person": 0.03,
    "duplicate id": 0.005,
    "unmapped district": 0.005,
    "lost zeros": 0.03,
    "closed setting": 0.01,
    "two successors": 0.002,
    "byte order mark": 0.5,
    "Windows encoding": 0.5,
}
"""Share of rows with each kind of fault; of files for the last two. After domain.md,
section 6, where it gives a rate. People with two roles and conflicts of interest are
no faults: clean rounds have them too."""

DOUBLES = {
    "duplicate id": "settings",
    "duplicate person": "supporters",
    "shared e-mail": "supporters",
}
"""Faults that add a row to a table. Only the first is an error for certain: people
must not be told apart, or merged, by name or e-mail alone [domain.md, 2, rows 6 to 8]."""

CLOSED = ("closed setting", "two successors")
"""Faults that add a setting which closed. Only the second is reported, where the setting
is named: nobody can say which of the two is meant [domain.md, 2, row 4]."""

REFERENCES = (("requests", "setting"), ("supporters", "employer"))
"""Where settings are named."""

FIRST_ROW = 2
"""Rows as people count them: the headings are row 1."""


@dataclass(frozen=True)
class Injected:
    """
    One fault put into a file on purpose.

    Attributes:
        kind: A key of `RATES`.
        file: The file's name.
        row: The row as the user counts it; `None` where it is the whole file.
        column: The column that is wrong; `None` where it is the row or the file.
        value: What was written.
        reported: Whether a careful reader must say something about it. The others
            are no errors: the row must be read, perhaps with a warning.
    """

    kind: str
    file: str
    row: int | None
    column: str | None
    value: str
    reported: bool


def check_rates(rates: Mapping[str, float]) -> None:
    """Raise InputError for a kind that does not exist or a rate outside 0 to 1."""
    for kind, rate in rates.items():
        if kind not in RATES:
            raise InputError(f"No dirt is called '{kind}'; known: {', '.join(RATES)}.")
        if not 0 <= rate <= 1:
            raise InputError(f"The rate of '{kind}' is {rate:g}, outside 0 to 1.")


def soil(
    tables: dict[str, list[Row]], rates: Mapping[str, float], seed: int
) -> list[Injected]:
    """
    Put faults into rows, in place; no row gets two.

    Each kind spoils at least one row of its table, as long as there are any left.

    Args:
        tables: Rows by the table's usual name.
        rates: Share of rows by kind; kinds not named do not occur.
        seed: Zero or more.
    """
    dice = Dice(seed, "dirt")
    untouched = {
        name: list(dice.some(range(len(rows)), len(rows), len(rows)))
        for name, rows in tables.items()
    }
    injected = [
        fault
        for spec in FAULTS
        if _is_used(tables.get(spec.table, ()), spec.column)
        for fault in _spoil(
            dice,
            spec,
            tables[spec.table],
            untouched[spec.table],
            rates.get(spec.kind, 0),
        )
    ]
    for kind, table in DOUBLES.items():
        rows = tables.get(table)
        if not rows:
            continue
        places = _take(untouched[table], len(rows), rates.get(kind, 0))
        injected += [_double(dice, kind, table, rows, place) for place in places]
    for kind in CLOSED:
        rows = tables.get("settings", [])
        places = _take(untouched.get("settings", []), len(rows), rates.get(kind, 0))
        injected += [_close(kind, tables, untouched, place) for place in places]
    return injected


def _is_used(rows: Sequence[Row], column: str) -> bool:
    """Whether anybody fills in a column; of others a fault would not be noticed."""
    return any(row.get(column) for row in rows)


def _spoil(
    dice: Dice, spec: Fault, rows: list[Row], untouched: list[int], rate: float
) -> list[Injected]:
    injected = []
    for place in _take(untouched, len(rows), rate):
        if spec.spoil(dice, rows[place]):
            value = rows[place][spec.column]
            injected.append(
                Injected(
                    spec.kind,
                    f"{spec.table}.csv",
                    place + FIRST_ROW,
                    spec.column,
                    value,
                    spec.reported,
                )
            )
    return injected


def _take(untouched: list[int], n: int, rate: float) -> list[int]:
    """Places of rows that are still clean, as many as the rate asks for."""
    wanted = max(1, round(rate * n)) if rate else 0
    return [untouched.pop() for _ in range(min(wanted, len(untouched)))]


def _double(dice: Dice, kind: str, table: str, rows: list[Row], place: int) -> Injected:
    """Add a row for somebody who is there already, or who shares what they have."""
    again = dict(rows[place])
    column: str | None = "id"
    if kind != "duplicate id":
        again["id"] = f"{again['id']}B"
        column = None
    if kind == "duplicate person":
        again["name"] = _other_spelling(dice, again["name"])
    if kind == "shared e-mail":
        again["name"] = person_name(dice)
        column = "email"
    rows.append(again)
    return Injected(
        kind,
        f"{table}.csv",
        len(rows) - 1 + FIRST_ROW,
        column,
        again[column or "name"],
        reported=kind == "duplicate id",
    )


def _close(
    kind: str,
    tables: Mapping[str, list[Row]],
    untouched: Mapping[str, list[int]],
    place: int,
) -> Injected:
    """
    Add a setting that has closed, and whose work a setting of the round goes on.

    Those who named the latter go on to name the former. Where two go on with its work,
    one row does, and that row is the fault.
    """
    rows = tables["settings"]
    heir, other = rows[place]["id"], rows[place - 1]["id"]
    closed, two = f"{heir}C", kind == "two successors"
    for row in rows:
        row.setdefault("successor", "")
    successor = f"{heir}; {other}" if two else heir
    rows.append(rows[place] | {"id": closed, "urn": "", "successor": successor})
    added = Injected(
        kind,
        "settings.csv",
        len(rows) - 1 + FIRST_ROW,
        "successor",
        successor,
        reported=False,
    )
    for table, column in REFERENCES:
        for number, row in enumerate(tables.get(table, ())):
            if row.get(column) != heir or (two and number not in untouched[table]):
                continue
            row[column] = closed
            if two:
                untouched[table].remove(number)
                where = number + FIRST_ROW
                return Injected(kind, f"{table}.csv", where, column, closed, True)
    return added


def _other_spelling(dice: Dice, name: str) -> str:
    """The same person as they, or somebody else, might write the name."""
    first, _, last = name.partition(" ")
    return dice.pick((f"{first[0]} {last}", f"{first[:3]} {last}", f"Ms {name}"))
