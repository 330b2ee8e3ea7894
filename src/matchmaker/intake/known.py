"""Ids that rows have claimed, and what became of their rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from matchmaker.domain.spelling import folded
from matchmaker.intake.cells import CellFault, short

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme
    from matchmaker.intake.row import Row


EXAMPLE = "EXAMPLE"
"""Ids that begin with this came with the template."""


class Known:
    """
    The ids of one kind of thing, for finding duplicates and resolving references.

    Attributes:
        kind: The thing in a word, such as "setting".
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._claimed: dict[str, str] = {}
        self._good: set[str] = set()
        self._aliases: dict[str, str | None] = {}
        self._hints: dict[str, str] = {}
        self._parts: dict[str, tuple[str, ...]] = {}
        self._successors: dict[str, tuple[str, ...]] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._good

    def claim(self, row: Row, key: str) -> bool:
        """Take an id for a row; a second claim is reported, and the first stands."""
        first = self._claimed.setdefault(key, row.where)
        if first == row.where:
            if key.startswith(EXAMPLE):
                row.warning(
                    "id",
                    f'"{short(key)}" is an example from the template, used like any row',
                    "Delete the row, unless you are trying the template out.",
                )
            return True
        row.error(
            "id",
            f'the {self.kind} id "{short(key)}" stands already in {first}',
            "Give each row an id of its own, or delete the second row.",
        )
        return False

    def accept(self, key: str) -> None:
        """The row with this id is part of the round."""
        self._good.add(key)
        self._hints.setdefault(folded(key), key)

    def alias(self, other: str, key: str) -> None:
        """A second name for an id, however it is spelt; that of two names neither."""
        form = folded(other)
        if self._aliases.setdefault(form, key) != key:
            self._aliases[form] = None

    def has_alias(self, other: str) -> bool:
        """Whether anything is called so besides its id."""
        return folded(other) in self._aliases

    def split(self, key: str, parts: tuple[str, ...]) -> None:
        """The row with this id became several things with ids of their own."""
        self._parts[key] = parts

    def parts(self, key: str) -> tuple[str, ...]:
        """The ids of what became of the row with this id: most often itself."""
        return self._parts.get(key, (key,))

    def usable_parts(self, key: str) -> tuple[str, ...]:
        """What became of the row with this id, if it is several things by now."""
        if key not in self._parts:
            key = self._aliases.get(folded(key)) or key
        parts = () if key in self._good else self._parts.get(key, ())
        return tuple(part for part in parts if part in self._good)

    def close(self, key: str, successors: tuple[str, ...]) -> None:
        """The thing with this id is closed: these have taken it over."""
        self._successors[key] = successors
        self._hints.setdefault(folded(key), key)

    def is_claimed(self, key: str) -> bool:
        """Whether a row has this id, usable or not."""
        return key in self._claimed

    def resolve(self, key: str) -> str:
        """
        The id that a reference means: of what is closed, the successor's.

        Raises:
            CellFault: It means nobody, somebody whose row was left out, or something
                closed that has no one successor.
        """
        passed: list[str] = []
        while (closed := self._closed(key)) is not None:
            if closed in passed:
                raise CellFault(
                    f"the successors of {self.kind} "
                    f'"{short(closed)}" lead round in a circle',
                    "Correct the successors.",
                )
            passed.append(closed)
            key = self._successor(closed)
        return self._standing(key)

    def is_closed(self, key: str) -> bool:
        """Whether a reference names something that has closed."""
        return self._closed(key) is not None

    def _closed(self, key: str) -> str | None:
        """The id of the closed thing that a reference names, if it is closed."""
        if key in self._successors:
            return key
        other = self._aliases.get(folded(key))
        return other if other in self._successors else None

    def _successor(self, closed: str) -> str:
        successors = self._successors[closed]
        if len(successors) > 1:
            raise CellFault(
                f'{self.kind} "{short(closed)}" has closed and has '
                f"{len(successors)} successors: {', '.join(map(short, successors))}",
                "Name the one that is meant.",
            )
        return successors[0]

    def _standing(self, key: str) -> str:
        if key in self._good:
            return key
        if key in self._parts:
            raise CellFault(
                f'{self.kind} "{short(key)}" became {", ".join(self._parts[key])}',
                "Name one of these.",
            )
        if key in self._claimed:
            raise CellFault(
                f'{self.kind} "{short(key)}" was left out because of '
                f"{self._claimed[key]}",
                "Mend that row first.",
            )
        other = self._aliases.get(folded(key))
        if other in self._good and other is not None:
            return other
        raise CellFault(f'there is no {self.kind} "{short(key)}"', self._hint(key))

    def _hint(self, key: str) -> str:
        if self._aliases.get(folded(key), key) is None:
            return "Several are called so: write the id of the one that is meant."
        near = self._hints.get(folded(key))
        hint = f'Did you mean "{near}"? ' if near else ""
        return f"{hint}Correct the id, or add the {self.kind}."


@dataclass(frozen=True)
class Ids:
    """
    What is known of a round's ids while it is being read.

    Attributes:
        settings: Those that ask, or employ somebody.
        supporters: Those who offer.
        requests: What is asked for.
        askers: Those who ask: the settings, or people where people ask.
    """

    settings: Known
    supporters: Known
    requests: Known
    askers: Known

    @classmethod
    def of(cls, programme: Programme) -> Self:
        """Nothing is known yet; things are called as the programme calls them."""
        nouns = programme.nouns
        settings = Known(nouns.setting)
        people = programme.asks == "people"
        return cls(
            settings,
            Known(nouns.supporter),
            Known(nouns.request),
            Known(nouns.request) if people else settings,
        )


def refer(row: Row, name: str, known: Known) -> str | None:
    """The id that a cell refers to; reported, and the row unusable, if to nobody."""
    key = row.need(name)
    if key is None:
        return None
    try:
        return follow(row, name, key, known)
    except CellFault as fault:
        row.error(name, fault.problem, fault.remedy)
        return None


def follow(row: Row, name: str, key: str, known: Known) -> str:
    """
    The id that a reference means, with a warning where it is a successor's.

    Raises:
        CellFault: As `Known.resolve`.
    """
    meant = known.resolve(key)
    if known.is_closed(key):
        row.warning(
            name,
            f'{known.kind} "{short(key)}" has closed; its successor "{short(meant)}" '
            "was taken",
            "Write the successor's id, if that is right.",
        )
    return meant
