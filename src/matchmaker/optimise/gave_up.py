"""The error by which a search says that it came to no proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.model import Ints


class GaveUpError(Exception):
    """
    No proof was come by; others may still find one.

    Attributes:
        plan: int64[K], the best plan met on the way; `None` if there was none.
        ceiling: What the first objective cannot exceed, turned so that more is
            better; `None` if not known.
        proofs: What is known of that plan's first objectives, up to one that was
            not proved.
    """

    def __init__(
        self,
        plan: Ints | None = None,
        ceiling: int | None = None,
        proofs: tuple[Proof, ...] = (),
    ) -> None:
        self.plan = plan
        self.ceiling = ceiling
        self.proofs = proofs
        super().__init__("The search was given up.")
