"""
A folder that is replaced whole or not at all.

New files go to a folder beside it that takes its name at the very end. What
stood there before is moved aside until then, and moved back if that fails.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from matchmaker.errors import OutputError
from matchmaker.report.run_file import RUN_FILE, files_as_left, hash_of

IGNORED = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Files that operating systems leave in folders by themselves."""

PLAIN_WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EACCES: "you have no permission to write there",
    errno.EPERM: "you have no permission to write there",
    errno.EROFS: "that disk can only be read",
    errno.ENOTDIR: "part of the path is a file, not a folder",
    errno.EBUSY: "another program is using the folder",
    errno.ENAMETOOLONG: "the name is too long",
}


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """
    Give a new folder to write in; it takes the place of `folder` at the end.

    If anything goes wrong inside or at the end, all is as it was before.

    Raises:
        OutputError: It cannot be written, or something stands there that is not an
            earlier output, or that was changed by hand.
    """
    made: list[Path] = []
    new = _beside(folder.absolute(), "new")
    try:
        target = folder.resolve()
        refuse_foreign(target)
        new = _beside(target, "new")
        made = _make_parents(new.parent)
        new.mkdir()
        yield new
        _swap(new, target)
    except OSError as fault:
        raise _in_words(folder, fault) from fault
    except OutputError as fault:
        if isinstance(fault.__cause__, OSError):
            raise _in_words(folder, fault.__cause__) from fault
        raise
    finally:
        shutil.rmtree(new, ignore_errors=True)
        _remove_empty(made)


def refuse_foreign(folder: Path) -> None:
    """
    Refuse to replace what is not an earlier output as it was written.

    Raises:
        OutputError: There is a file of that name, or a folder with files that are
            not an earlier output, or an output that was changed by hand.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise OutputError(f"{folder} is a file. Name a folder for the output.")
    found = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in IGNORED
    }
    if not found:
        return
    written = files_as_left(folder)
    if written is None:
        raise OutputError(
            f"{folder} holds files that are not an earlier output of matchmaker. "
            "Name a new or empty folder; nothing was changed."
        )
    changed = [
        name
        for name, path in found.items()
        if name != RUN_FILE and written.get(name) != hash_of(path)
    ]
    if changed:
        raise OutputError(
            f"In {folder} these files were added or changed after they were written: "
            f"{', '.join(changed)}. Move them away, or name another folder; "
            "nothing was changed."
        )


def _beside(folder: Path, purpose: str) -> Path:
    """A hidden name in the same place, on the same disk, that nobody uses."""
    return folder.parent / f".{folder.name}.{purpose}-{token_hex(4)}"


def _make_parents(parent: Path) -> list[Path]:
    """Make the folders above that are missing; they are returned, deepest first."""
    missing = []
    while not parent.exists():
        missing.append(parent)
        parent = parent.parent
    for folder in reversed(missing):
        folder.mkdir()
    return missing


def _remove_empty(folders: list[Path]) -> None:
    """Remove folders that were made for nothing; those in use stay."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def _swap(new: Path, target: Path) -> None:
    if not target.exists():
        new.rename(target)
        return
    old = _beside(target, "old")
    try:
        target.rename(old)
        new.rename(target)
    except BaseException:  # Ctrl-C may come between the two
        if old.exists() and not target.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _in_words(folder: Path, fault: OSError) -> OutputError:
    """Say the cause in plain words, with the folder that the user named."""
    why = PLAIN_WORDS.get(fault.errno or 0, fault.strerror or str(fault))
    return OutputError(f"Nothing was written to {folder}: {why}.")
