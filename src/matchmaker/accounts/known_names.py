"""One name for each person and school of a ledger, however its rows spell them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from matchmaker.domain.induction import MentorTerms
from matchmaker.domain.ledger import Ledger
from matchmaker.domain.organisation import Organisation
from matchmaker.domain.spelling import same_spelling


class Spellings:
    """Names of which the first spelling counts, unless another is a known id itself."""

    def __init__(self, known: Iterable[str], said: Iterable[str]) -> None:
        """Take ids that stand as they are, then names as they were written."""
        self._known = frozenset(known)
        self._first: dict[str, str] = {}
        for name in (*sorted(self._known), *said):
            self._first.setdefault(same_spelling(name), name)

    def __getitem__(self, name: str) -> str:
        """The spelling that counts."""
        return name if name in self._known else self._first[same_spelling(name)]


class Schools:
    """Organisations by id, then by URN, then by name; what two share names neither."""

    def __init__(self, organisations: Mapping[str, Organisation]) -> None:
        self._ids = frozenset(organisations)
        every = organisations.values()
        self._by: tuple[dict[str, str | None], ...] = (
            _only((same_spelling(one.id), one.id) for one in every),
            _only((same_spelling(one.urn), one.id) for one in every if one.urn),
            _only((same_spelling(one.name), one.id) for one in every if one.name),
        )

    def __getitem__(self, name: str) -> str:
        """The id of the school that is meant; what means none stays as it is."""
        if name in self._ids:
            return name
        key = same_spelling(name)
        found = (by[key] for by in self._by if key in by)
        return next(found, None) or name


def _only(pairs: Iterable[tuple[str, str]]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for key, school in pairs:
        found[key] = school if found.get(key, school) == school else None
    return found


def with_known_names(
    ledger: Ledger, mentors: Iterable[str] = (), ects: Iterable[str] = ()
) -> Ledger:
    """
    A ledger whose rows name each person, and each school by its id, in one way.

    Providers need no such care: whoever compares them does so without case, spaces and
    punctuation, and prints them as they were written.

    Args:
        ledger: The ledger.
        mentors: Ids of a round's mentors, which are the spellings that count.
        ects: Ids of its early career teachers, likewise.
    """
    mentor = Spellings(mentors, _mentors(ledger))
    ect = Spellings(ects, (one.ect for one in ledger.inductions))
    school = Schools(ledger.organisations)
    terms: dict[str, MentorTerms] = {}
    for agreed in ledger.mentors.values():
        name = mentor[agreed.mentor]
        terms.setdefault(name, agreed.model_copy(update={"mentor": name}))
    return ledger.replace(
        training=tuple(
            one.model_copy(
                update={"mentor": mentor[one.mentor], "school": school[one.school]}
            )
            for one in ledger.training
        ),
        inductions=tuple(
            one.model_copy(
                update={
                    "ect": ect[one.ect],
                    "mentor": mentor[one.mentor],
                    "school": school[one.school],
                }
            )
            for one in ledger.inductions
        ),
        mentors=terms,
    )


def _mentors(ledger: Ledger) -> Iterator[str]:
    yield from (one.mentor for one in ledger.training)
    yield from (one.mentor for one in ledger.inductions)
    yield from ledger.mentors
