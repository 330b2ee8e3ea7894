"""
The words a `choice` or a `list` may hold: the programme's, and those of all programmes.

Words are compared without case and punctuation. What is not a word or a synonym
is reported with the nearest word, never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from matchmaker.domain.inspection import FRAMEWORKS
from matchmaker.intake.columns.own import OWN_WORDS

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme

Vocabulary = Mapping[str, tuple[str, ...]]
"""Each word with its synonyms."""

PLACE_UNKNOWN = "unknown"
"""A stated precision that says: nobody knows the place, and that is no news."""

_JUDGEMENT_SYNONYMS = {
    "outstanding": ("grade 1",),
    "good": ("grade 2",),
    "requires improvement": ("ri", "grade 3", "requires improvement (ri)"),
    "inadequate": ("grade 4", "special measures", "serious weaknesses"),
    "expected standard": ("expected",),
    "strong standard": ("strong",),
}

FIXED: dict[str, Vocabulary] = {
    "mode": {
        "face-to-face": ("f2f", "in person", "on site", "onsite"),
        "virtual": ("online", "remote", "remotely"),
        "either": ("both", "any", "either way", "no preference"),
    },
    "precision": {
        "exact": (),
        "outcode": (),
        "authority": (),
        PLACE_UNKNOWN: (),
    },
    "employer_kind": {
        "setting": ("nursery", "school", "early years setting", "provider"),
        "local authority": ("la", "council"),
        "university": ("higher education", "he", "hei"),
    },
    "leadership": {
        "none": ("no",),
        "supervising": ("supervisor", "supervised others", "has supervised"),
        "leading": ("leader", "leads", "leads now", "currently leading"),
    },
    "suitability": {
        "clear": ("cleared", "enhanced clear", "checks clear"),
        "unknown": ("pending", "not known", "in progress", "awaiting"),
        "barred": ("prohibited",),
    },
    "framework": {
        "ofsted": ("ofsted overall judgement",),
        "report card": ("ofsted report card", "report cards"),
        "independent": ("isi", "independent schools inspectorate"),
    },
    "judgement": {
        word: _JUDGEMENT_SYNONYMS.get(word, ())
        for framework in FRAMEWORKS.values()
        for word in framework
    },
    "state": {
        "started": ("underway", "under way", "in progress", "begun", "active"),
        "announced": ("confirmed", "agreed", "approved", "told", "notified"),
        "proposed": ("draft", "planned", "provisional", "suggested"),
    },
    "quota_by": {
        "region": ("setting region",),
        "authority": ("local authority", "la", "setting authority"),
        "group": ("owner", "trust", "federation", "setting group"),
        "setting_type": ("type of setting",),
        "phase": ("phase of education",),
        "supporter region": ("region of supporter",),
        "supporter authority": ("supporter local authority", "supporter la"),
        "employer": ("works at",),
        "employer group": ("works for", "employer trust", "employer owner"),
    },
    "conflict": {
        "interest": ("conflict of interest", "general", "financial"),
        "line management": ("line manager", "manages", "managed by"),
        "employment": ("employed", "former employer", "past employment", "worked there"),
        "relationship": ("family", "personal", "relative", "friend"),
        "blocked": ("block",),
    },
    "tie": {
        "apart": ("keep apart", "kept apart", "separate", "not the same supporter",
                  "different supporters", "different people"),
        "together": ("keep together", "same supporter", "the same supporter",
                     "same supporters", "same person", "same people"),
        "both-or-none": ("both or neither", "neither alone", "all or none"),
    },
}  # fmt: skip
"""Words that do not depend on the programme."""


def vocabulary(words: str | None, programme: Programme) -> Vocabulary | None:
    """The words a column may hold; `None` means any text."""
    if words is None:
        return None
    if words in FIXED:
        return FIXED[words]
    if words.startswith(OWN_WORDS):
        return programme.fields[words.removeprefix(OWN_WORDS)].words
    return _of_roles(programme).get(words) or programme.vocabulary.get(words)


def _of_roles(programme: Programme) -> dict[str, Vocabulary]:
    return {
        "role": _role_words(programme, tuple(programme.roles)),
        "matched role": _role_words(programme, programme.matched_roles),
        "offer": dict.fromkeys(programme.offers, ()),
    }


def _role_words(programme: Programme, names: tuple[str, ...]) -> Vocabulary:
    return {
        name: (programme.roles[name].title, f"{programme.roles[name].title}s")
        for name in names
    }
