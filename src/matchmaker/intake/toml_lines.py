"""
The lines on which the keys of a TOML text stand.

Python's own reader tells values but not where they are, and a message without a
line sends people searching through a long file.
"""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress

Path = tuple[str | int, ...]
"""Keys and list positions from the top: `("rule", 2, "years")`."""

BARE = re.compile(r"[A-Za-z0-9_-]+")
BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}(?!")|'
    r"'''[\s\S]*?'{3,5}(?!')|"
    r'"(?:\\.|[^"\\\n])*"|'
    r"'[^'\n]*'",
    re.DOTALL,
)
PLAIN_VALUE = re.compile(r"[^,\]}#\n]*")


def toml_lines(text: str) -> dict[Path, int]:
    r"""
    The line of every table, key and list entry, counted from 1.

    Args:
        text: TOML that `tomllib` accepts; nothing is checked again here.

    >>> toml_lines("a = 1\n[[rule]]\nyears = [\n3,\n4]")[("rule", 0, "years", 1)]
    5
    """
    # TOML takes both kinds of line end; one kind keeps the scanner simple, and
    # lines stay where they are.
    scanner = _Scanner(text.replace("\r\n", "\n"))
    # Of what is nested beyond reason, the lines up to there must do.
    with suppress(RecursionError):
        scanner.run()
    return scanner.lines


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        self._line = 1
        self._counted_to = 0

    def run(self) -> None:
        table: Path = ()
        self._skip()
        while self.at < len(self.text):
            if self.text.startswith("[", self.at):
                table = self._header()
            else:
                self._pair(table)
            self._skip()

    def _header(self) -> Path:
        line = self._line_here()
        double = self.text.startswith("[[", self.at)
        self.at += 2 if double else 1
        keys = self._keys()
        self.at += 2 if double else 1
        path = (*self._inside(keys[:-1]), keys[-1])
        if double:
            self.lines.setdefault(path, line)
            self._counts[path] = self._counts.get(path, -1) + 1
            path = (*path, self._counts[path])
        self.lines[path] = line
        return path

    def _inside(self, keys: list[str]) -> Path:
        """The path of keys, each list of tables standing for its latest table."""
        path: Path = ()
        for key in keys:
            path = (*path, key)
            if path in self._counts:
                path = (*path, self._counts[path])
        return path

    def _pair(self, table: Path) -> None:
        line = self._line_here()
        path = table
        for key in self._keys():
            path = (*path, key)
            self.lines.setdefault(path, line)
        self.at += 1  # the equals sign
        self._skip_spaces()
        self._value(path)

    def _keys(self) -> list[str]:
        keys = []
        while True:
            self._skip_spaces()
            keys.append(self._key())
            self._skip_spaces()
            if not self.text.startswith(".", self.at):
                return keys
            self.at += 1

    def _key(self) -> str:
        if found := BARE.match(self.text, self.at):
            self.at = found.end()
            return found[0]
        found = STRING.match(self.text, self.at)
        if found is None:
            raise ValueError(f"no key at line {self._line_here()}")
        self.at = found.end()
        return next(iter(tomllib.loads(f"{found[0]} = 1")))

    def _value(self, path: Path) -> None:
        self.lines.setdefault(path, self._line_here())
        if self.text.startswith("[", self.at):
            self._list(path)
        elif self.text.startswith("{", self.at):
            self._inline_table(path)
        else:
            found = STRING.match(self.text, self.at) or PLAIN_VALUE.match(
                self.text, self.at
            )
            self.at = found.end() if found else len(self.text)
        self._skip_spaces()

    def _list(self, path: Path) -> None:
        position = 0
        self._open()
        while not self.text.startswith("]", self.at):
            self._value((*path, position))
            position += 1
            self._close_entry()
        self.at += 1

    def _inline_table(self, path: Path) -> None:
        self._open()
        while not self.text.startswith("}", self.at):
            self._pair(path)
            self._close_entry()
        self.at += 1

    def _open(self) -> None:
        self.at += 1
        self._skip()

    def _close_entry(self) -> None:
        self._skip()
        if self.text.startswith(",", self.at):
            self._open()
        if self.at >= len(self.text):
            raise ValueError("the text ends inside a value")

    def _skip(self) -> None:
        found = BLANK.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def _skip_spaces(self) -> None:
        while self.text[self.at : self.at + 1] in (" ", "\t"):
            self.at += 1

    def _line_here(self) -> int:
        self._line += self.text.count("\n", self._counted_to, self.at)
        self._counted_to = self.at
        return self._line
