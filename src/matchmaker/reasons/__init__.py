"""Reasons for every pairing and every "no", as frozen data."""

from matchmaker.reasons.explaining import Reasons as Reasons
from matchmaker.reasons.explaining import explain as explain
from matchmaker.reasons.explaining import explain_request as explain_request
from matchmaker.reasons.records import Alternative as Alternative
from matchmaker.reasons.records import BrokenRule as BrokenRule
from matchmaker.reasons.records import CriterionReason as CriterionReason
from matchmaker.reasons.records import NearMiss as NearMiss
from matchmaker.reasons.records import PairingReason as PairingReason
from matchmaker.reasons.records import Taken as Taken
from matchmaker.reasons.records import UnmetReason as UnmetReason
