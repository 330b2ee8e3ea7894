"""Settings from a register as the files of a round, for supporters to be added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.files import Cells, setting_cells, toml_text
from matchmaker.errors import InputError, OutputError
from matchmaker.intake.columns import tables_for
from matchmaker.intake.round_writer import write_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from matchmaker.domain.programme import Programme
    from matchmaker.domain.setting import Setting


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
    rows: dict[str, list[Cells]] = {
        "settings": [setting_cells(setting, programme) for setting in settings],
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
        write_table(tables[name], cells, folder / f"{name}.csv")
    facts: dict[str, object] = {
        "programme": programme_path or programme.name,
        "term": term or None,
        "start": start,
        "end": end,
    }
    (folder / "round.toml").write_text(toml_text(facts), "utf-8")


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
