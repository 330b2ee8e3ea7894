"""Settings from a register as the files of a round, for supporters to be added."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING

from matchmaker.errors import InputError, OutputError
from matchmaker.intake.columns import tables_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from matchmaker.domain.programme import Programme
    from matchmaker.domain.setting import Setting
    from matchmaker.intake.columns import Table


def settings_to_round_files(
    settings: Sequence[Setting],
    folder: Path,
    programme: Programme,
    *,
    term: str = "",
    start: date | None = None,
    end: date | None = None,
    offer: str | None = None,
    programme_path: str | None = None,
) -> None:
    """
    Write `round.toml`, `settings.csv`, `requests.csv` and an empty `supporters.csv`.

    Each setting makes one request. Equal settings give equal bytes.

    Args:
        settings: In the order in which they are written.
        folder: Made if it is not there.
        programme: Whose tables are written.
        term: The round in words.
        start: First day of the term.
        end: Last day of the term.
        offer: What every setting asks for; usually the offer of all matched roles.
        programme_path: What `round.toml` calls the programme, for one that is not
            shipped. Usually its name.

    Raises:
        InputError: The programme has no such offer.
        OutputError: A round stands in the folder already.
    """
    asks = _asks(programme, offer)
    tables = tables_for(programme)
    rows = {
        "settings": [setting_cells(setting) for setting in settings],
        "requests": [
            {"id": f"R-{setting.id}", "setting": setting.id, **asks}
            for setting in settings
        ],
        "supporters": [],
    }
    folder.mkdir(parents=True, exist_ok=True)
    standing = [name for name in ("round.toml", *rows) if _stands(folder, name)]
    if standing:
        raise OutputError(
            f"{folder} holds a round already ({', '.join(standing)}): "
            "choose another folder."
        )
    for name, cells in rows.items():
        (folder / f"{name}.csv").write_bytes(_csv(tables[name], cells).encode())
    facts = {"programme": programme_path or programme.name, "term": term}
    days = {"start": start, "end": end}
    (folder / "round.toml").write_bytes(_toml(facts, days).encode())


def setting_cells(setting: Setting) -> dict[str, str]:
    """A setting as cells of the settings table, by canonical heading."""
    record = setting.model_dump(exclude={"inspection", "email", "fields"})
    cells = {name: _text(value) for name, value in record.items()}
    latest = setting.inspection
    if latest is not None:
        cells |= {
            "inspection_framework": latest.framework,
            "judgement": latest.judgement,
            "inspected_on": _text(latest.inspected_on),
            "safeguarding_met": _text(latest.safeguarding_met),
        }
    return cells


def _asks(programme: Programme, offer: str | None) -> dict[str, str]:
    """The offer that everybody asks for, or all roles where no offer has them."""
    if offer is not None and offer not in programme.offers:
        known = ", ".join(programme.offers) or "none"
        raise InputError(
            f"Programme '{programme.name}' has no offer '{offer}': {known}."
        )
    everything = set(programme.matched_roles)
    for name, roles in programme.offers.items():
        if offer is None and set(roles) == everything:
            offer = name
    if offer is not None:
        return {"offer": offer}
    return {"role": "; ".join(programme.matched_roles)}


def _stands(folder: Path, name: str) -> bool:
    return (folder / name).exists() or (folder / f"{name}.csv").exists()


def _csv(table: Table, rows: Iterable[dict[str, str]]) -> str:
    text = io.StringIO()
    headings = [column.name for column in table.columns]
    writer = csv.DictWriter(text, headings, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _toml(facts: dict[str, str], days: dict[str, date | None]) -> str:
    # JSON writes text as TOML does.
    lines = [f"{key} = {json.dumps(text, ensure_ascii=False)}"
             for key, text in facts.items() if text]  # fmt: skip
    lines += [f"{key} = {day.isoformat()}" for key, day in days.items() if day]
    return "\n".join(lines) + "\n"


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return "; ".join(value) if isinstance(value, tuple) else str(value)
