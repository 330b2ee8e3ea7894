"""matchmaker matches mentors, experts and area leads with the settings that ask."""

__version__ = "0.1.0"
