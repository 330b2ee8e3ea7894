"""What a programme's data break, in plain words, with the place where they do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel

from matchmaker.domain.bonuses import BONUSES
from matchmaker.domain.change import ChangeWeights
from matchmaker.domain.criteria import CRITERIA
from matchmaker.domain.money import Rate
from matchmaker.domain.objective import Objective
from matchmaker.domain.priority import PriorityTable
from matchmaker.domain.programme import Programme, Role, Teams
from matchmaker.domain.rules import COUPLING_RULES, PAIR_RULES
from matchmaker.intake.cells import short
from matchmaker.intake.vocabularies import nearest

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from matchmaker.intake.toml_lines import Path

MODELS: dict[str, type[BaseModel]] = {
    "roles": Role,
    "teams": Teams,
    "priority": PriorityTable,
    "change": ChangeWeights,
    "rate": Rate,
    "objective": Objective,
}
"""The record that describes each part of a programme file."""

BY_NAME: dict[str, dict[str, type[BaseModel]]] = {
    "rule": {
        str(m.model_fields["name"].default): m for m in PAIR_RULES + COUPLING_RULES
    },
    "criterion": {str(m.model_fields["name"].default): m for m in CRITERIA},
    "bonus": {str(m.model_fields["name"].default): m for m in BONUSES},
}
"""The record of each rule, criterion and bonus, by the name it has in files."""


class Fault(NamedTuple):
    """Where something is wrong, as keys from the top, and what."""

    path: Path
    message: str


def faults_of(error: ValidationError, data: Mapping[str, Any]) -> list[Fault]:
    """All faults behind pydantic's error about these data, each once."""
    found: dict[Fault, None] = {}
    for detail in error.errors(include_url=False):
        path = _path_in(data, detail)
        if _other_branch(detail, data):
            continue
        if detail["type"] == "value_error":
            found |= dict.fromkeys(_own_words(detail, data))
        else:
            found[Fault(path, _message(path, detail, data))] = None
    return list(found)


def choose_from(word: str, allowed: Iterable[str]) -> str:
    """
    What may stand there instead, the likeliest first.

    >>> choose_from("travl", ["travel", "phase"])
    'Did you mean "travel"? Allowed: travel, phase.'
    """
    words = list(allowed)
    near = nearest(word, words)
    hint = f'Did you mean "{near}"? ' if near else ""
    return f"{hint}Allowed: {', '.join(words)}."


def _path_in(data: object, detail: ErrorDetails) -> Path:
    """The error's place in the file; pydantic adds tags of unions, which are not."""
    path: Path = ()
    for step in detail["loc"]:
        inside = _step(data, step)
        if inside is not None:
            path, data = (*path, step), inside
    if detail["type"] == "missing":
        path = (*path, detail["loc"][-1])
    return path


def _step(data: object, step: str | int) -> object:
    if isinstance(data, dict) and isinstance(step, str):
        return data.get(step)
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return None


def _other_branch(detail: ErrorDetails, data: Mapping[str, Any]) -> bool:
    """Whether this is about the form of `weight` that the file does not use."""
    loc = detail["loc"]
    if loc[:1] != ("criterion",) or "weight" not in loc:
        return False
    path = _path_in(data, detail)
    table: object = data
    for step in path[: path.index("weight") + 1] if "weight" in path else path:
        table = _step(table, step)
    branch = str(loc[loc.index("weight") + 1]) if loc[-1] != "weight" else ""
    return branch.startswith("dict") != isinstance(table, dict)


def _message(path: Path, detail: ErrorDetails, data: Mapping[str, Any]) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    key, where = str(path[-1]) if path else "", _where(path, data)
    allowed = _allowed_keys(path[:-1], data)
    if kind == "extra_forbidden":
        return f'{where}the key "{key}" is not known. {choose_from(key, allowed)}'
    if kind == "missing":
        return f'{where}the key "{key}" is missing. Allowed: {", ".join(allowed)}.'
    if kind.startswith("union_tag"):
        return _unknown_name(path, context)
    shown = f'"{key}" is {_shown(detail["input"])}' if path else "the file"
    return f"{where}{shown}, but {_wanted(kind, context)}."


def _unknown_name(path: Path, context: Mapping[str, Any]) -> str:
    part = str(path[0])
    names = BY_NAME.get(part, {})
    if "tag" not in context:
        return f'a [[{part}]] has no "name". Allowed: {", ".join(names)}.'
    tag = str(context["tag"])
    return f'there is no {part} "{short(tag)}". {choose_from(tag, names)}'


WANTED: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "greater_than_equal": lambda context: f"must be at least {context['ge']}",
    "less_than_equal": lambda context: f"must be at most {context['le']}",
    "literal_error": lambda context: f"must be {context['expected']}",
    "too_short": lambda context: f"needs at least {_entries(context['min_length'])}",
}
TYPES = {
    "int": "must be a whole number",
    "string": "must be words in quotation marks",
    "bool": "must be true or false",
    "date": "must be a date such as 2022-04-01",
    "tuple": "must be a list in [square brackets]",
    "list": "must be a list in [square brackets]",
    "dict": "must be a table of keys and values",
    "model": "must be a table of keys and values",
}


def _entries(number: int) -> str:
    return f"{number} {'entry' if number == 1 else 'entries'}"


def _wanted(kind: str, context: Mapping[str, Any]) -> str:
    if kind in WANTED:
        return WANTED[kind](context)
    return TYPES.get(kind.split("_", maxsplit=1)[0], "that cannot stand here")


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    return f'"{short(value)}"' if isinstance(value, str) else short(str(value).lower())


def _where(path: Path, data: Mapping[str, Any]) -> str:
    """The rule, criterion or role that a path lies in, for the head of a message."""
    if len(path) < 2:
        return ""
    part, key = str(path[0]), path[1]
    if isinstance(key, str):
        return f"{part} {key}: " if len(path) > 2 else f"{part}: "
    entry = _step(data.get(part), key)
    name = entry.get("name", entry.get("role")) if isinstance(entry, dict) else None
    return f"{part} {name}: " if name else f"{part} number {key + 1}: "


def _allowed_keys(path: Path, data: Mapping[str, Any]) -> list[str]:
    model: type[BaseModel] | None = Programme if not path else _model_at(path, data)
    if model is None:
        return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_at(path: Path, data: Mapping[str, Any]) -> type[BaseModel] | None:
    part = str(path[0])
    if part not in BY_NAME:
        return MODELS.get(part)
    entry = _step(data.get(part), path[1]) if len(path) > 1 else None
    name = entry.get("name") if isinstance(entry, dict) else None
    return BY_NAME[part].get(str(name))


def _own_words(detail: ErrorDetails, data: Mapping[str, Any]) -> list[Fault]:
    """The domain's own checks already speak plainly; only the place is to be found."""
    text = str(detail.get("ctx", {}).get("error", detail["msg"]))
    path = _path_in(data, detail)
    return [
        Fault(path or _place_of(message, data), message) for message in text.split("; ")
    ]


def _place_of(message: str, data: Mapping[str, Any]) -> Path:
    if found := re.match(r"(rule|criterion|objective) '([^']*)'", message):
        return _last_named(data, found[1], "name", found[2])
    if found := re.match(r"(role|offer) '([^']*)'", message):
        return (f"{found[1]}s", found[2])
    if found := re.match(r"a rate names the role '([^']*)'", message):
        return _last_named(data, "rate", "role", found[1])
    if found := re.match(r"bonus '[^']*' by (\w+)", message):
        return _last_named(data, "bonus", "by", found[1])
    return ("teams",) if message.startswith("teams") else ()


def _last_named(data: Mapping[str, Any], part: str, key: str, name: str) -> Path:
    entries = data.get(part, [])
    found = [i for i, entry in enumerate(entries) if entry.get(key) == name]
    return (part, found[-1]) if found else (part,)
