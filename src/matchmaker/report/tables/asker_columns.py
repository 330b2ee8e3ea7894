"""The columns of whoever asks: a setting, or a person by the programme's own noun."""

from __future__ import annotations

from matchmaker.domain.nouns import Nouns
from matchmaker.domain.programme import Programme
from matchmaker.report.table import Column


def asker_columns(
    programme: Programme, id_width: int, name_width: int
) -> tuple[Column, Column]:
    """
    The id and the name of whoever asks, as in "Setting" or "Trainee id".

    Args:
        programme: The programme.
        id_width: Characters of the one in a sheet.
        name_width: Characters of the other.
    """
    id_heading, name_heading = _headings(programme)
    return Column(id_heading, width=id_width), Column(name_heading, width=name_width)


def _headings(programme: Programme) -> tuple[str, str]:
    if programme.asks == "settings":
        return "Setting", "Setting name"
    noun = programme.nouns.request
    called = "Person" if noun == Nouns().request else noun.capitalize()
    return f"{called} id", called
