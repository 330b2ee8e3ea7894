"""The prices that prove a plan, beside it: `certificate.npz`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from matchmaker.domain.certificate import Certificate
from matchmaker.errors import InputError

CERTIFICATE_FILE = "certificate.npz"
_ARRAYS = ("request_prices", "supporter_prices")


def write_certificates(certificates: Sequence[Certificate | None], path: Path) -> None:
    """Write one certificate an objective; equal certificates give equal bytes."""
    arrays: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.int64]]] = {}
    heads: list[dict[str, object] | None] = []
    for number, certificate in enumerate(certificates):
        if certificate is None:
            heads.append(None)
            continue
        fields = asdict(certificate)
        for name in _ARRAYS:
            arrays[f"{number}.{name}"] = fields.pop(name)
        heads.append(fields)
    words = np.frombuffer(json.dumps(heads).encode(), dtype=np.uint8)
    np.savez(path, heads=words, **arrays)  # type: ignore[arg-type]


def read_certificates(path: Path) -> tuple[Certificate | None, ...]:
    """
    Read certificates back; none at all where there is no file.

    Raises:
        InputError: The file is damaged.
    """
    if not path.exists():
        return ()
    try:
        with np.load(path, allow_pickle=False) as stored:
            heads = json.loads(stored["heads"].tobytes())
            return tuple(
                head
                and Certificate(
                    objectives=tuple(head["objectives"]),
                    weights=tuple(head["weights"]),
                    threshold=head["threshold"],
                    refutes=head["refutes"],
                    **{name: stored[f"{number}.{name}"] for name in _ARRAYS},
                )
                for number, head in enumerate(heads)
            )
    except (OSError, ValueError, KeyError, TypeError, BadZipFile) as fault:
        raise InputError(f"{path} is damaged: {fault}.") from fault
