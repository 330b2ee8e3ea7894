"""What would give this very plan again: versions, seed, engine, input."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matchmaker.report.run_file import hash_of

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme
    from matchmaker.pipeline import Solved

DISTRIBUTIONS = {"matchmaker": "matchmaker-edu", "ortools": "ortools"}
"""What is named in the manifest, and the distribution that it is installed from."""

ROUND_FOLDER = "round"
"""Where, beside a plan, the copy of its round stands."""

EVERY_ENGINE = "every engine"
THIS_ENGINE = "this engine and seed"


def manifest_of(solved: Solved, round_folder: Path) -> dict[str, Any]:
    """
    What would give this plan again. No path, no clock: equal runs, equal manifest.

    Args:
        solved: The solved round.
        round_folder: The normalised copy of the round and its programme, whose
            files are named with their SHA-256.
    """
    return {
        "versions": {
            "python": platform.python_version(),
            **{name: version(source) for name, source in DISTRIBUTIONS.items()},
        },
        "seed": solved.seed,
        "engine": solved.engine,
        "canonical": solved.canonical,
        "same_for": EVERY_ENGINE if solved.canonical else THIS_ENGINE,
        "rates": list(rates_of(solved.round.programme)),
        "files": file_hashes(round_folder),
    }


def rates_of(programme: Programme) -> tuple[str, ...]:
    """The tables from which the day rates come, each once with its version."""
    return tuple(dict.fromkeys(rate.table for rate in programme.rates if rate.table))


def file_hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder, by its path inside, in order of names."""
    files = sorted(
        (path.relative_to(folder).as_posix(), path)
        for path in folder.rglob("*")
        if path.is_file()
    )
    return {name: hash_of(path) for name, path in files}


def changed_files(manifest: Mapping[str, Any], round_folder: Path) -> tuple[str, ...]:
    """Files that are not as the manifest says: changed, missing or new, by name."""
    then, now = dict(manifest.get("files", {})), file_hashes(round_folder)
    return tuple(
        name for name in sorted({*then, *now}) if then.get(name) != now.get(name)
    )
