"""What a programme calls its parties."""

from __future__ import annotations

from matchmaker.domain.frozen import Frozen


class Nouns(Frozen):
    """
    What a programme calls its parties, in the singular.

    Attributes:
        request: What is asked for, or who asks, such as "trainee".
        supporter: Who offers, such as "mentor".
        setting: Where support is given, such as "school".
    """

    request: str = "request"
    supporter: str = "supporter"
    setting: str = "setting"
