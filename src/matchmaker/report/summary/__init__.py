"""
What a plan achieves, in a few numbers, and the same in words.

A file holds one thing of the summary: its numbers, and below them its sentence or block.
"""

from matchmaker.report.summary.block import Block as Block
from matchmaker.report.summary.bonuses import bonuses_text as bonuses_text
from matchmaker.report.summary.met import Met as Met
from matchmaker.report.summary.same_lead import same_lead_text as same_lead_text
from matchmaker.report.summary.spans import Spans as Spans
from matchmaker.report.summary.spans import spans_of as spans_of
from matchmaker.report.summary.spans import spans_text as spans_text
from matchmaker.report.summary.spend import Spend as Spend
from matchmaker.report.summary.summary import Summary as Summary
from matchmaker.report.summary.summary import summarise as summarise
from matchmaker.report.summary.words import breach_sentences as breach_sentences
from matchmaker.report.summary.words import summary_blocks as summary_blocks
from matchmaker.report.summary.words import summary_sentences as summary_sentences
from matchmaker.report.summary.words import warned_heading as warned_heading
from matchmaker.report.summary.words import warned_sentences as warned_sentences
