"""How much is said."""

from __future__ import annotations

from typing import Literal

Level = Literal["sentence", "paragraph", "table"]
"""One sentence, a short paragraph, or everything."""
