"""
What was solved, kept beside the plan so that questions need not begin anew.

`state.npz` holds the round, its candidates and their points as the run had them. It
says nothing that the other files do not say: without it, or once one of them has
changed, everything is worked out from them again.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
from pydantic_core import from_json

from matchmaker.candidates import Candidates, narrowed
from matchmaker.domain.given import GivenPairs
from matchmaker.domain.programme import Programme
from matchmaker.domain.round import Round
from matchmaker.report.manifest import DISTRIBUTIONS, file_hashes
from matchmaker.report.plan_document import PLAN_FILE
from matchmaker.report.run_file import hash_of
from matchmaker.scoring import score, scores_of

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved
    from matchmaker.pipeline.preparing import Prepared

STATE_FILE = "state.npz"

Column = npt.NDArray[np.integer]
Columns = Mapping[str, Column]

APART = {"programme", "travel", "given"}
"""Fields of a round that its words leave out: each is kept in its own way."""
GIVEN = ("request", "supporter", "points", "load")

MOST_PAIRS = 30_000_000
"""Of more pairs nothing is kept: to pack them would take longer than to find them."""


def state_key(round_folder: Path, plan_file: Path) -> str:
    """
    What a state is good for: these very files, read by this very version.

    Args:
        round_folder: The copy of the round beside the plan.
        plan_file: The plan.
    """
    parts = {
        "version": version(DISTRIBUTIONS["matchmaker"]),
        "round": file_hashes(round_folder),
        "plan": hash_of(plan_file),
    }
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def write_state(solved: Solved, folder: Path, round_folder: Path) -> None:
    """
    Keep what was solved; equal rounds and plans give equal bytes.

    Nothing is kept where the round that was solved is not the round that was read:
    there groups stand for those in them, or people are paired among themselves. Nor
    where the round would not come back from the file as it is, or has very many pairs.

    Args:
        solved: The solved round.
        folder: Where its plan stands already, and the state goes.
        round_folder: The copy of the round that was written.
    """
    if solved.as_read is not None or solved.buddies is not None:
        return
    if len(solved.candidates) > MOST_PAIRS:
        return
    whole = solved.round
    words = _words(whole)
    if _round(words, whole.programme, whole.given) != whole:
        return
    head = {
        "key": state_key(round_folder, folder / PLAN_FILE),
        "rules": solved.candidates.rules,
    }
    columns = {
        "head": _bytes(json.dumps(head).encode()),
        "round": _bytes(words),
        **dict(_given_columns(whole.given)),
        **dict(_pair_columns(solved)),
    }
    narrow = {name: _narrow(column) for name, column in columns.items()}
    np.savez_compressed(folder / STATE_FILE, **narrow)  # type: ignore[arg-type]


def read_state(folder: Path, round_folder: Path) -> Prepared | None:
    """
    What was solved, as it was kept.

    `None` if nothing was, if it is damaged, or if the round, the plan or matchmaker
    itself is no longer the same.
    """
    try:
        key = state_key(round_folder, folder / PLAN_FILE)
        with (
            (folder / STATE_FILE).open("rb") as file,
            np.load(file, allow_pickle=False) as stored,
        ):
            head = json.loads(stored["head"].tobytes())
            if head["key"] != key:
                return None
            columns = {name: stored[name] for name in stored.files}
        return _state(columns, head, _programme(round_folder))
    except (OSError, ValueError, KeyError, TypeError, EOFError):
        return None
    except (BadZipFile, zlib.error):
        return None


def _programme(round_folder: Path) -> Programme:
    from matchmaker.intake import read_programme
    from matchmaker.intake.sources import open_source

    name = open_source(round_folder).entries()["programme"].value
    return read_programme(str(name), base=round_folder)


def _state(columns: Columns, head: dict[str, Any], programme: Programme) -> Prepared:
    from matchmaker.pipeline.preparing import Prepared

    given = None
    if f"given.{GIVEN[0]}" in columns:
        request, supporter, points, load = (columns[f"given.{n}"] for n in GIVEN)
        given = GivenPairs(
            request=request.astype(np.int32),
            supporter=supporter.astype(np.int32),
            points=points.astype(np.int64),
            load=load.astype(np.int64),
        )
    whole = _round(columns["round"].tobytes(), programme, given)
    candidates = _candidates(columns, head)
    if given is not None:
        return Prepared(whole, candidates, score(whole, candidates))
    totals = narrowed(columns["points"]).astype(np.int32)
    return Prepared(whole, candidates, scores_of(whole, candidates, totals))


def _words(whole: Round) -> bytes:
    """The round less what is kept apart."""
    words = whole.model_dump_json(exclude=APART, exclude_defaults=True)
    journeys = [[*pair, minutes] for pair, minutes in whole.travel.items()]
    return f"[{words}, {json.dumps(journeys)}]".encode()


def _round(words: bytes, programme: Programme, given: GivenPairs | None) -> Round:
    fields, journeys = from_json(words, cache_strings="all")
    travel = {(setting, supporter): minutes for setting, supporter, minutes in journeys}
    apart = {"programme": programme, "given": given, "travel": travel}
    return Round.model_validate(fields | apart)


def _given_columns(given: GivenPairs | None) -> Iterator[tuple[str, Column]]:
    if given is not None:
        for name in GIVEN:
            yield f"given.{name}", getattr(given, name)


def _pair_columns(solved: Solved) -> Iterator[tuple[str, Column]]:
    candidates, scores = solved.candidates, solved.scores
    yield "counts", np.diff(candidates.indptr)
    yield "supporter", candidates.supporter
    yield "minutes", candidates.minutes
    yield "load", candidates.load
    yield "removed", candidates.removed
    yield "points", scores.points


def _candidates(columns: Columns, head: dict[str, Any]) -> Candidates:
    counts = columns["counts"]
    return Candidates(
        indptr=np.concatenate(([0], np.cumsum(counts, dtype=np.int64))),
        supporter=columns["supporter"].astype(np.int32),
        minutes=narrowed(columns["minutes"]),
        load=narrowed(columns["load"]),
        rules=tuple(head["rules"]),
        removed=columns["removed"].astype(np.int32),
    )


def _narrow(column: Column) -> Column:
    """The same numbers in as few bytes as will hold them all."""
    if not column.size:
        return column
    ends = (np.min_scalar_type(int(end)) for end in (column.min(), column.max()))
    return column.astype(np.result_type(*ends))


def _bytes(words: bytes) -> Column:
    return np.frombuffer(words, dtype=np.uint8)
