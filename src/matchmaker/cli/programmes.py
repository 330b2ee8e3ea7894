"""What a round calls its programme."""

from __future__ import annotations

import os
from pathlib import Path


def called_from(folder: Path, programme: str) -> str | None:
    """
    The path of a programme's own file, as a round in a folder names it.

    Args:
        folder: Where the round lies.
        programme: A shipped programme's name, or the path of a file.

    Returns:
        `None` for a shipped programme: its name will do.
    """
    if not Path(programme).is_file():
        return None
    return Path(os.path.relpath(programme, folder)).as_posix()
