"""What people who are to work together are written: a programme's own words."""

from __future__ import annotations

from string import Formatter

from pydantic import field_validator

from matchmaker.domain.frozen import Frozen

PLACES = (
    "all",
    "all_first",
    "asks",
    "asks_first",
    "offers",
    "offers_first",
    "request",
    "supporter",
    "title",
    "where",
    "dates",
    "times",
    "hours",
    "common",
    "contacts",
)
"""
What a message may name in braces: the names and the first names of all who are
introduced, of who asks, and of who offers (buddies do both, and are `all` only); what the programme calls the two, and itself; the place, the days, the
half-days and the hours of the support; what speaks for the pair; how the members of a
group can be reached.
"""

USUAL = """Dear {all_first},
{title} has brought you together: {all}.
{offers} comes as {supporter}.
Where: {where}.
From {dates}.
Time: {hours}.
All can on {times}.
What speaks for it: {common}.
To reach each other: {contacts}.
If it does not work out, tell us, and we look again."""


class Introduction(Frozen):
    """
    The message with which people are introduced to each other.

    Attributes:
        message: The text, with `PLACES` in braces. A line that names something that
            is not known of a pair is left out of its message.
        consent: The yes-or-no field of those who ask without whose yes nobody's
            address is told to others of a group; `None` tells no addresses.
    """

    message: str = USUAL
    consent: str | None = None

    @field_validator("message")
    @classmethod
    def _known_places(cls, message: str) -> str:
        try:
            named = [
                name for _, name, _, _ in Formatter().parse(message) if name is not None
            ]
        except ValueError as error:
            raise ValueError(f"a brace is not closed or not opened ({error})") from None
        unknown = sorted({*named} - {*PLACES})
        if unknown:
            raise ValueError(
                f"{{{unknown[0]}}} is nothing a message can name; there are: "
                f"{', '.join(PLACES)}"
            )
        return message

    def filled(self, known: dict[str, str | None]) -> str:
        """
        The message with what is known, less the lines that name anything else.

        Args:
            known: By place, its words; empty or `None` where nothing is known.
        """
        lines = []
        for line in self.message.strip().splitlines():
            named = [name for _, name, _, _ in Formatter().parse(line) if name]
            if all(known.get(name) for name in named):
                lines.append(line.format_map(known))
        return "\n".join(lines)
