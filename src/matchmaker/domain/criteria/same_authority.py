"""Whether the supporter knows the setting's local authority."""

from typing import Literal

from pydantic import Field

from matchmaker.domain.criteria.base import Criterion


class SameAuthority(Criterion):
    """
    Whether the supporter knows the setting's local authority.

    Full marks in the supporter's own authority, some in an authority they named.
    Missing where the setting's authority is not known, or the supporter named none.

    Attributes:
        named: Thousandths for an authority that the supporter named.
    """

    name: Literal["same_authority"] = "same_authority"
    named: int = Field(default=500, ge=0, le=1000)
