"""Programmes from TOML files: all faults at once, each with its line and the remedy."""

from __future__ import annotations

import json
import tomllib
from datetime import date, time
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from matchmaker.domain.programme import Programme
from matchmaker.domain.spelling import nearest
from matchmaker.errors import ProgrammeError
from matchmaker.intake.day_rates import shipped_day_rates, with_day_rates
from matchmaker.intake.programme_columns import column_faults
from matchmaker.intake.programme_faults import Fault, faults_of
from matchmaker.intake.programme_words import word_faults
from matchmaker.intake.toml_lines import toml_lines

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from matchmaker.intake.toml_lines import Path as Keys


@cache
def shipped_programmes() -> tuple[str, ...]:
    """Names of the programmes that come with matchmaker."""
    names = (file.name for file in _shelf().iterdir())
    return tuple(sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml")))


def read_programme(name_or_path: str | Path, *, base: Path | None = None) -> Programme:
    """
    A programme by its name or from a file.

    Args:
        name_or_path: A name of `shipped_programmes`, or the path of a TOML file.
        base: The folder against which a relative path is read.

    Raises:
        ProgrammeError: There is no such programme, or its file has faults: all are
            listed, each with its line and what may stand there instead.
    """
    if str(name_or_path) in shipped_programmes():
        name = f"{name_or_path}.toml"
        return parse_programme(_shelf().joinpath(name).read_text("utf-8"), name)
    path = (base or Path()) / name_or_path
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise ProgrammeError(f"{path} is not UTF-8 text. Save it as UTF-8.") from None
    except (OSError, ValueError):
        raise ProgrammeError(_no_such_programme(str(name_or_path))) from None
    return parse_programme(text, path.name)


def parse_programme(text: str, file: str) -> Programme:
    """
    A programme from the text of a TOML file.

    Args:
        text: The file's content.
        file: The file's name, for messages.

    Raises:
        ProgrammeError: With every fault, its line and the remedy.
    """
    written = _toml(text, file)
    lines = toml_lines(text)
    data, faults = with_day_rates(written, shipped_day_rates())
    try:
        # By way of JSON, because only there pydantic is strict about "3" and true
        # in place of 3, and still takes TOML's lists and keys for ours.
        as_json = json.dumps(data, default=_in_words)
        programme = Programme.model_validate_json(as_json, strict=True)
    except ValidationError as error:
        raise _error(file, lines, [*faults, *faults_of(error, data)]) from None
    faults += [*word_faults(programme), *column_faults(programme)]
    if faults:
        raise _error(file, lines, faults)
    return programme


def _shelf() -> Traversable:
    return files("matchmaker").joinpath("programmes")


def _no_such_programme(name: str) -> str:
    near = nearest(name, shipped_programmes())
    hint = f' Did you mean "{near}"?' if near else ""
    return (
        f'There is no programme "{name}", nor a file that can be read there.{hint} '
        f"Name one of: {', '.join(shipped_programmes())}; or the path of a TOML file."
    )


def _toml(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ProgrammeError(f"{file}: lists are nested too deeply.") from None
    except ValueError as error:
        raise ProgrammeError(
            f"{file} does not follow the rules of TOML, so nothing in it was read.",
            [f'{error}. A line reads key = value, with words in "quotation marks".'],
        ) from None


def _in_words(value: object) -> str:
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _error(file: str, lines: dict[Keys, int], faults: list[Fault]) -> ProgrammeError:
    placed = sorted({(_line_of(fault.path, lines), fault.message) for fault in faults})
    return ProgrammeError(
        f"{file} cannot be used as a programme:",
        [f"{file}, line {line}: {message}" for line, message in placed],
    )


def _line_of(path: Keys, lines: dict[Keys, int]) -> int:
    """The line of a key, or of the table it is missing from."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)
