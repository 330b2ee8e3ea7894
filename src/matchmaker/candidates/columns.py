"""The pairs that break no rule, in columns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

UNKNOWN_MINUTES = -1


@dataclass(frozen=True, eq=False)
class Candidates:
    """
    The pairs that break no rule, request by request (CSR order).

    R requests, S supporters, P candidates, K rules.

    Attributes:
        indptr: int64[R + 1]; request r has the candidates indptr[r] to indptr[r + 1].
        supporter: int32[P], positions of supporters, rising within a request.
        minutes: int32[P], travel one way; -1 where there is none or it is unknown.
        load: int64[P], what the pair takes from the supporter's capacity.
        rules: The K pair rules in the order in which they were asked.
        removed: int32[R, K], how many supporters fell at each rule: each supporter
            is counted at the first rule that fails.
    """

    indptr: npt.NDArray[np.int64]
    supporter: npt.NDArray[np.int32]
    minutes: npt.NDArray[np.int32]
    load: npt.NDArray[np.int64]
    rules: tuple[str, ...]
    removed: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.supporter)

    @cached_property
    def request(self) -> npt.NDArray[np.int32]:
        """int32[P], positions of requests."""
        counts = np.diff(self.indptr)
        return np.repeat(np.arange(len(counts), dtype=np.int32), counts)

    def of(self, request: int) -> slice:
        """Where the candidates of a request stand."""
        return slice(int(self.indptr[request]), int(self.indptr[request + 1]))

    def find(self, request: int, supporter: int) -> int | None:
        """The position of a pair; `None` if it is no candidate."""
        part = self.of(request)
        found: int = part.start + int(np.searchsorted(self.supporter[part], supporter))
        if found < part.stop and int(self.supporter[found]) == supporter:
            return found
        return None

    def funnel(self, request: int) -> dict[str, int]:
        """How many supporters fell at each rule, in order; rules with none left out."""
        counts = zip(self.rules, self.removed[request].tolist(), strict=True)
        return {rule: count for rule, count in counts if count}
