"""The settings of a round as organisations that may be paid."""

from __future__ import annotations

from matchmaker.domain.field import words_of
from matchmaker.domain.ledger import Ledger
from matchmaker.domain.organisation import Organisation
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting


def with_settings(ledger: Ledger, matching_round: Round) -> Ledger:
    """The round's settings as organisations; what the ledger says of them counts."""
    named = {supporter.employer for supporter in matching_round.supporters}
    if matching_round.programme.asks == "settings":  # else they stand for people
        named |= {request.setting for request in matching_round.requests}
    settings = {
        setting.id: _organisation(setting)
        for setting in matching_round.settings
        if setting.id in named
    }
    stated = {
        key: _completed(one, settings.get(key))
        for key, one in ledger.organisations.items()
    }
    return ledger.replace(organisations=settings | stated)


def _completed(one: Organisation, known: Organisation | None) -> Organisation:
    """An organisation of the ledger, which takes from the round what it leaves blank."""
    if known is None:
        return one
    said = {name: cell for name, cell in one if cell not in (None, "")}
    return known.model_copy(update=said)


def _organisation(setting: Setting) -> Organisation:
    """A setting as accounts need it; what it was asked itself comes first."""
    return Organisation(
        id=setting.id,
        name=setting.name,
        urn=setting.urn,
        authority=setting.authority,
        district=_said(setting, "district"),
        type=_said(setting, "type") or setting.setting_type,
        phase=_said(setting, "phase"),
        urban_rural=_said(setting, "urban_rural"),
    )


def _said(setting: Setting, field: str) -> str | None:
    return "; ".join(words_of(setting.fields.get(field))) or None
