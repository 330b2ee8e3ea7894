"""What proves a plan of buddies, beside it: `certificate.json`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matchmaker.errors import InputError
from matchmaker.report.json_text import json_text

if TYPE_CHECKING:
    from matchmaker.pipeline.solved import BuddyProof

BUDDY_FILE = "certificate.json"


@dataclass(frozen=True, slots=True)
class WrittenClaim:
    """A claim as it stands in the file; see `matchmaker.certify.BuddyClaim`."""

    objective: str
    person: int
    threshold: int | None
    closed: tuple[tuple[int, int], ...]
    only: tuple[int, int] | None
    prices: tuple[int, ...]
    odd_sets: tuple[tuple[tuple[int, ...], int], ...]


@dataclass(frozen=True, slots=True)
class WrittenBarrier:
    """A shortage as it stands in the file; see `matchmaker.pipeline.solved.Barrier`."""

    rely_on: tuple[int, ...]
    groups: tuple[tuple[int, ...], ...]


def write_buddy_proof(proof: BuddyProof, path: Path) -> None:
    """Write prices, odd sets and the shortage; equal proofs give equal bytes."""
    shortage = proof.shortage
    data = {
        "claims": [
            {
                "objective": claim.objective,
                "person": claim.person,
                "threshold": claim.threshold,
                "closed": [list(link) for link in claim.closed],
                "only": None if claim.only is None else list(claim.only),
                "prices": list(claim.prices),
                "odd_sets": [
                    [list(members), price] for members, price in claim.odd_sets
                ],
            }
            for claim in proof.claims
        ],
        "shortage": None
        if shortage is None
        else {
            "rely_on": list(shortage.rely_on),
            "groups": [list(group) for group in shortage.groups],
        },
        "parties": [list(party) for party in proof.parties],
    }
    path.write_bytes(json_text(data).encode())


def read_buddy_proof(path: Path) -> BuddyProof:
    """
    Read back what proves a plan; nothing where there is no file.

    Raises:
        InputError: The file is damaged.
    """
    from matchmaker.pipeline.solved import BuddyProof

    if not path.exists():
        return BuddyProof()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return BuddyProof(
            claims=tuple(_claim(claim) for claim in data["claims"]),
            shortage=_shortage(data["shortage"]),
            parties=tuple(
                tuple(int(person) for person in party)
                for party in data.get("parties", ())
            ),
        )
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise InputError(f"{path} is damaged: {fault}.") from fault


def _claim(data: dict[str, Any]) -> WrittenClaim:
    only = data["only"]
    return WrittenClaim(
        objective=str(data["objective"]),
        person=int(data["person"]),
        threshold=None if data["threshold"] is None else int(data["threshold"]),
        closed=tuple((int(end), int(middle)) for end, middle in data["closed"]),
        only=None if only is None else (int(only[0]), int(only[1])),
        prices=tuple(int(price) for price in data["prices"]),
        odd_sets=tuple(
            (tuple(int(member) for member in members), int(price))
            for members, price in data["odd_sets"]
        ),
    )


def _shortage(data: dict[str, Any] | None) -> WrittenBarrier | None:
    if data is None:
        return None
    return WrittenBarrier(
        rely_on=tuple(int(person) for person in data["rely_on"]),
        groups=tuple(tuple(int(p) for p in group) for group in data["groups"]),
    )
