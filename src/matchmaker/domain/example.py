"""The made-up round with which a programme's template shows how to fill it in."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from matchmaker.domain.frozen import Frozen

ROWS = 2
"""Each table of a template has so many example rows."""

Cells = dict[str, tuple[str, ...]]


class Example(Frozen):
    """
    A round as a template shows it: what nobody can make up from the columns alone.

    Attributes:
        term: The round in words.
        start: Its first day.
        end: Its last day.
        settings: By heading, the cells of the two example rows, the first one's
            first; a cell may be blank. Headings that are not here have what the
            column itself gives as an example.
        requests: As `settings`.
        supporters: As `settings`.
    """

    term: str = "Autumn term 2026"
    start: date = date(2026, 9, 1)
    end: date = date(2026, 12, 18)
    settings: Cells = Field(default={})
    requests: Cells = Field(default={})
    supporters: Cells = Field(default={})

    def rows_of(self, table: str) -> Cells:
        """The cells of a table, by its usual name; none for tables without any."""
        tables = {
            "settings": self.settings,
            "requests": self.requests,
            "supporters": self.supporters,
        }
        return tables.get(table, {})
