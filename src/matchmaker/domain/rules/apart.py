"""Requests that a person keeps apart never share a supporter."""

from typing import ClassVar, Literal

from matchmaker.domain.rules.base import Kind, Rule


class Apart(Rule):
    """Requests that a person keeps apart never share a supporter. Always applies."""

    kind: ClassVar[Kind] = "coupling"
    name: Literal["apart"] = "apart"
