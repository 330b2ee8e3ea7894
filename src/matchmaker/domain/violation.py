"""A rule broken by a plan."""

from __future__ import annotations

from matchmaker.domain.frozen import Frozen


class Violation(Frozen):
    """
    One rule broken by one party.

    Attributes:
        rule: The rule's or the bonus's name, or `points`, `objective`, `teams` where
            the plan's own figures do not add up.
        party: Whose: the id of a request, supporter, region ...
        message: What is wrong, with the value and the limit.
    """

    rule: str
    party: str
    message: str

    def __str__(self) -> str:
        """Read as `rule (party): message`."""
        return f"{self.rule} ({self.party}): {self.message}"
