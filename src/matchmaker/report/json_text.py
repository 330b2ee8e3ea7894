"""JSON whose bytes depend on the data alone, with exact decimals."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
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
    return "".join(_parts(data, "\n")) + "\n"


def _parts(data: Any, newline: str) -> Iterator[str]:  # noqa: ANN401
    deeper = newline + " "
    if isinstance(data, Mapping) and data:
        yield "{"
        for number, (key, value) in enumerate(data.items()):
            yield f"{',' if number else ''}{deeper}{_scalar(str(key))}: "
            yield from _parts(value, deeper)
        yield newline + "}"
    elif isinstance(data, (list, tuple)) and data:
        yield "["
        for number, value in enumerate(data):
            yield f"{',' if number else ''}{deeper}"
            yield from _parts(value, deeper)
        yield newline + "]"
    else:
        yield _scalar(data)


def _scalar(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a float, and plans hold exact numbers only.")
    return json.dumps(list(value) if value == () else value, ensure_ascii=False)
