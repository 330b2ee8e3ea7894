"""Whoever listens hears how every objective ended, whichever engine sought it."""

from __future__ import annotations

from collections.abc import Iterable

from matchmaker.domain.proof import Proof
from matchmaker.optimise.outcome import Listener, Progress


class Told:
    """
    A listener that passes on what it hears, and knows what was said last of a stage.

    Args:
        listener: Whom it passes everything on to.
    """

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._last: dict[str, Progress] = {}

    def __call__(self, step: Progress) -> None:
        """Pass a step on."""
        self._last[step.stage] = step
        self._listener(step)

    def end(self, proofs: Iterable[Proof]) -> None:
        """Say how each objective ended, where that was not the last thing said of it."""
        for proof in proofs:
            step = Progress(proof.objective, proof.value, proof.bound)
            if self._last.get(step.stage) != step:
                self(step)
