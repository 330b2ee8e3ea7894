"""Reasons for every pairing and every "no", as frozen data."""

from matchmaker.reasons.answers import Choice as Choice
from matchmaker.reasons.answers import RequestOutlook as RequestOutlook
from matchmaker.reasons.answers import ShortageReason as ShortageReason
from matchmaker.reasons.answers import SupporterOutlook as SupporterOutlook
from matchmaker.reasons.answers import Swap as Swap
from matchmaker.reasons.answers import WhyNot as WhyNot
from matchmaker.reasons.blocking import BlockingPair as BlockingPair
from matchmaker.reasons.blocking import GivenUp as GivenUp
from matchmaker.reasons.blocking import blocking_pairs as blocking_pairs
from matchmaker.reasons.bonus import why_bonus as why_bonus
from matchmaker.reasons.explaining import Reasons as Reasons
from matchmaker.reasons.explaining import explain as explain
from matchmaker.reasons.explaining import explain_request as explain_request
from matchmaker.reasons.impossible import Impossible as Impossible
from matchmaker.reasons.impossible import Repair as Repair
from matchmaker.reasons.impossible import why_impossible as why_impossible
from matchmaker.reasons.not_paired import why_not as why_not
from matchmaker.reasons.outlook import request_outlook as request_outlook
from matchmaker.reasons.outlook import supporter_outlook as supporter_outlook
from matchmaker.reasons.outlook import why_short as why_short
from matchmaker.reasons.parties import request_for_setting as request_for_setting
from matchmaker.reasons.parties import (
    supporter_for_themselves as supporter_for_themselves,
)
from matchmaker.reasons.parties import why_not_for as why_not_for
from matchmaker.reasons.records import Alternative as Alternative
from matchmaker.reasons.records import BonusReason as BonusReason
from matchmaker.reasons.records import BrokenRule as BrokenRule
from matchmaker.reasons.records import Comer as Comer
from matchmaker.reasons.records import CriterionReason as CriterionReason
from matchmaker.reasons.records import NearMiss as NearMiss
from matchmaker.reasons.records import PairingReason as PairingReason
from matchmaker.reasons.records import Taken as Taken
from matchmaker.reasons.records import UnmetReason as UnmetReason
from matchmaker.reasons.redacting import Party as Party
from matchmaker.reasons.redacting import SeenCriterion as SeenCriterion
from matchmaker.reasons.redacting import SeenPairing as SeenPairing
from matchmaker.reasons.redacting import SeenRequest as SeenRequest
from matchmaker.reasons.redacting import SeenShortage as SeenShortage
from matchmaker.reasons.redacting import SeenSupporter as SeenSupporter
from matchmaker.reasons.redacting import SeenUnmet as SeenUnmet
from matchmaker.reasons.redacting import SeenWhyNot as SeenWhyNot
from matchmaker.reasons.rule_prices import RulePrice as RulePrice
from matchmaker.reasons.rule_prices import RulePrices as RulePrices
from matchmaker.reasons.rule_prices import price_of_rules as price_of_rules
from matchmaker.reasons.unmatched import Unmatched as Unmatched
from matchmaker.reasons.unmatched import explain_unmatched as explain_unmatched
from matchmaker.reasons.what_it_takes import Remedies as Remedies
from matchmaker.reasons.what_it_takes import Remedy as Remedy
from matchmaker.reasons.what_it_takes import Shift as Shift
from matchmaker.reasons.what_it_takes import remedies as remedies
