"""Nobody, or only whoever works there, supports a setting."""

from typing import Literal

from matchmaker.domain.rules.base import Rule


class OwnSetting(Rule):
    """
    Nobody supports the setting where they work, or only those who work there do.

    An employer that is not known is no setting's: it stands in nobody's way where the
    own setting is forbidden, and lets nobody through where it is required.

    Attributes:
        own: `forbidden`: nobody supports their own setting. `required`: nobody
            supports any other.
        or_group: Where it is required, the setting may also be another one of the
            employer's group, such as a school of the same trust.
    """

    name: Literal["own_setting"] = "own_setting"
    own: Literal["forbidden", "required"] = "forbidden"
    or_group: bool = False
