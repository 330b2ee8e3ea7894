"""The tables of rates and limits: those that come with matchmaker, or one's own."""

from __future__ import annotations

from pathlib import Path

from matchmaker.domain.accounts import AccountsKind
from matchmaker.domain.programme import Programme
from matchmaker.errors import InputError, OutputError
from matchmaker.intake.dated_table import (
    DAY_RATES,
    Layout,
    RateTable,
    parse,
    shipped_bytes,
)

LAYOUTS: dict[str, Layout] = {
    layout.name: layout
    for layout in (
        Layout("assurance", (), ("percent_by_value", "high_risk_pence")),
        DAY_RATES,
        Layout("ecf_eligible", ("type_code", "type"), ("eligible",)),
        Layout(
            "ecf_grants",
            ("element", "area"),
            ("per", "pence", "year", "least_engagement"),
        ),
        Layout("ecf_meetings", ("year",), ("every_weeks", "minutes")),
        Layout(
            "ecf_schedule",
            ("who", "year", "term", "activity"),
            ("sessions", "minutes", "mode", "basis"),
        ),
        Layout("itt_allowances", ("kind",), ("hours",)),
        Layout("itt_hourly_rates", ("area",), ("pence_per_hour",)),
        Layout("itt_windows", ("academic_year",), ()),
        Layout("pay_areas", ("district_code",), ("district", "area")),
        Layout("payees", ("type_code", "type"), ("payee",)),
        Layout("terms", ("term",), ("first_day", "last_day", "weeks")),
    )
}
"""Every table by its name: the columns of which equal values may not hold on one day,
and what else its columns are."""

PAID = ("assurance", "payees")
"""Tables of every programme in which somebody is paid."""

TABLES_OF: dict[AccountsKind, tuple[str, ...]] = {
    "days": ("day_rates", *PAID),
    "training": (
        *("itt_allowances", "itt_hourly_rates", "itt_windows", "pay_areas"),
        *PAID,
    ),
    "induction": (
        *("ecf_eligible", "ecf_grants", "ecf_meetings", "ecf_schedule"),
        *("pay_areas", "terms"),
        *PAID,
    ),
    "buddies": ("ecf_schedule", "terms"),
    "groups": ("terms",),
}
"""The tables from which each kind of accounts is worked out."""


def write_tables(programme: Programme, folder: Path) -> tuple[str, ...]:
    """
    Copy the shipped tables from which a programme's accounts come, to be edited.

    Returns:
        The names of the files.

    Raises:
        InputError: The programme has no accounts.
        OutputError: One of the files is there already, or the folder cannot be
            written to.
    """
    kind = programme.accounts.kind if programme.accounts else "days"
    if kind == "days" and not (programme.accounts or programme.rates):
        raise InputError(
            f"Programme '{programme.name}' has neither accounts nor rates."
        )
    files = {f"{name}.csv": shipped_bytes(name) for name in TABLES_OF[kind]}
    standing = [name for name in files if (folder / name).exists()]
    if standing:
        raise OutputError(
            f"{folder} holds {', '.join(standing)} already: choose another folder."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)
    except OSError as error:
        raise OutputError(
            f"{folder} cannot be written to: {error.strerror}."
        ) from error
    return tuple(files)


class RateTables:
    """
    The tables of rates and limits: those that come with matchmaker, or one's own.

    A file of the same name in `folder` takes the place of the one that is shipped.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """
        Look into a folder for tables first.

        Raises:
            InputError: There is no such folder, or a file in it has the name of no
                table, so that a slip of the name cannot leave old rates in use.
        """
        self._folder = folder
        self._read: dict[str, RateTable] = {}
        if folder is not None:
            _check_folder(folder)

    def __getitem__(self, name: str) -> RateTable:
        """
        A table, read once.

        Raises:
            InputError: It lacks columns, has a wrong date, or contradicts itself.
        """
        if name not in self._read:
            own = self._own_bytes(name)
            data = shipped_bytes(name) if own is None else own
            self._read[name] = parse(LAYOUTS[name], data)
        return self._read[name]

    def own(self, name: str) -> RateTable | None:
        """
        A table of one's own; `None` where the shipped one stands.

        Raises:
            InputError: As for any table.
        """
        return self[name] if self._own_bytes(name) is not None else None

    def _own_bytes(self, name: str) -> bytes | None:
        own = None if self._folder is None else self._folder / f"{name}.csv"
        try:
            return own.read_bytes() if own is not None and own.is_file() else None
        except OSError as error:
            raise InputError(f"{own} cannot be read: {error.strerror}.") from error


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder of rate tables.")
    strange = sorted(p.name for p in folder.glob("*.csv") if p.stem not in LAYOUTS)
    if strange:
        raise InputError(
            f"{folder} holds tables that nothing reads: {', '.join(strange)}.",
            [f"Rate tables are called {', '.join(f'{name}.csv' for name in LAYOUTS)}."],
        )
