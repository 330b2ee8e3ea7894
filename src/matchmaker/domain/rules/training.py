"""The supporter is trained before the support starts."""

from typing import Literal

from matchmaker.domain.rules.base import Rule


class Training(Rule):
    """The supporter has completed the training before the support starts."""

    name: Literal["training"] = "training"
