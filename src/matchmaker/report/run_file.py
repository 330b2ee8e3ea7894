"""What `run.json` says of the files that a run left behind."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

RUN_FILE = "run.json"
RUN_MARK = "matchmaker/run/"
"""How the schema of every `run.json` begins."""


def files_as_left(folder: Path) -> dict[str, str] | None:
    """The files that a run left by their SHA-256; `None` if no run says so."""
    try:
        run = json.loads((folder / RUN_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    ours = isinstance(run, dict) and str(run.get("schema")).startswith(RUN_MARK)
    files = run.get("files") if ours else None
    return files if isinstance(files, dict) else None


def altered_files(folder: Path) -> tuple[str, ...]:
    """
    Files of an output that are no longer as the run left them, by name.

    Files that are gone do not count; `run.json` does where it cannot say how the
    others were left.
    """
    left = files_as_left(folder)
    if left is None:
        return (RUN_FILE,)
    return tuple(
        name
        for name in sorted(left)
        if (folder / name).is_file() and hash_of(folder / name) != left[name]
    )


def hash_of(path: Path) -> str:
    """The SHA-256 of a file."""
    return sha256(path.read_bytes()).hexdigest()
