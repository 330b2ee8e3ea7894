"""JSON whose bytes depend on the data alone, with exact decimals."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any


def json_text(data: Any) -> str:  # noqa: ANN401 - anything that JSON can hold
    """
    Data as JSON text: keys in the order given, one value a line, newline at end.

    The standard library has no exact decimals; a `Decimal` is written here digit by
    digit as a JSON number.

    Raises:
        TypeError: There is something in it that JSON cannot hold, or a float.

    >>> print(json_text({"points": Decimal("12.50"), "names": ["Zoë"]}), end="")
    {
     "points": 12.50,
     "names": [
      "Zoë"
     ]
    }
    """
    parts: list[str] = []
    _add(data, "\n", parts)
    return "".join(parts) + "\n"


def _add(data: Any, newline: str, parts: list[str]) -> None:  # noqa: ANN401
    """Add the text of a value to the parts; a list is quicker than a generator."""
    deeper = newline + " "
    start = deeper
    if isinstance(data, Mapping) and data:
        parts.append("{")
        for key, value in data.items():
            parts.append(f"{start}{_scalar(str(key))}: ")
            _add(value, deeper, parts)
            start = "," + deeper
        parts.append(newline + "}")
    elif isinstance(data, (list, tuple)) and data:
        parts.append("[")
        for value in data:
            parts.append(start)
            _add(value, deeper, parts)
            start = "," + deeper
        parts.append(newline + "]")
    else:
        parts.append(_scalar(data))


def _scalar(value: Any) -> str:  # noqa: ANN401
    if type(value) is int:
        return str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a float, and plans hold exact numbers only.")
    return _ENCODE(list(value) if value == () else value)


_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
