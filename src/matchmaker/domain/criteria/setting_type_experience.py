"""Whether the supporter knows this type of setting from within."""

from typing import Literal

from matchmaker.domain.criteria.base import Criterion


class SettingTypeExperience(Criterion):
    """
    Whether the supporter has worked in this family of settings.

    Missing where the setting's type, or the supporter's experience, is not known.

    Attributes:
        families: Families of setting types that count as alike.
    """

    name: Literal["setting_type_experience"] = "setting_type_experience"
    families: dict[str, tuple[str, ...]] = {}

    def family_of(self, setting_type: str) -> str:
        """The family of a setting type; a type in no family is its own."""
        for family, members in self.families.items():
            if setting_type in members:
                return family
        return setting_type
