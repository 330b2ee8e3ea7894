"""One name for each person and school of a ledger, however its rows spell them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from matchmaker.domain.induction import MentorTerms
from matchmaker.domain.ledger import Ledger
from matchmaker.domain.spelling import Directory, folded


class Spellings:
    """Names of which the first spelling counts, unless another is a known id itself."""

    def __init__(self, known: Iterable[str], said: Iterable[str]) -> None:
        """Take ids that stand as they are, then names as they were written."""
        self._known = frozenset(known)
        self._first: dict[str, str] = {}
        for name in (*sorted(self._known), *said):
            self._first.setdefault(folded(name), name)

    def __getitem__(self, name: str) -> str:
        """The spelling that counts."""
        return name if name in self._known else self._first[folded(name)]


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
    schools = Directory((s.id, s.urn, s.name) for s in ledger.organisations.values())
    terms: dict[str, MentorTerms] = {}
    for agreed in ledger.mentors.values():
        name = mentor[agreed.mentor]
        terms.setdefault(name, agreed.model_copy(update={"mentor": name}))
    return ledger.replace(
        training=tuple(
            one.model_copy(
                update={
                    "mentor": mentor[one.mentor],
                    "school": _only(schools, one.school),
                }
            )
            for one in ledger.training
        ),
        inductions=tuple(
            one.model_copy(
                update={
                    "ect": ect[one.ect],
                    "mentor": mentor[one.mentor],
                    "school": _only(schools, one.school),
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


def _only(schools: Directory, name: str) -> str:
    """The id of the one school that is meant; else the name as it stands."""
    found = schools.meant(name)
    return found[0] if len(found) == 1 else name
