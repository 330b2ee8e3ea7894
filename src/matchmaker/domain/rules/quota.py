"""Every quota of the round is kept."""

from typing import ClassVar, Literal

from matchmaker.domain.rules.base import Kind, Rule

OwnPlaces = Literal["employer", "employer group"]


class Quotas(Rule):
    """
    As many pairings fall under each of the round's quotas as it asks and allows.

    Attributes:
        own_places: Kinds of quota that are an employer's own places, which its people
            share: in stable plans the employer gives the one that it likes least up
            for a better one, whoever of its people has it.
    """

    kind: ClassVar[Kind] = "coupling"
    name: Literal["quota"] = "quota"
    own_places: tuple[OwnPlaces, ...] = ()
