"""What each candidate is worth, by criterion, in whole points."""

from matchmaker.scoring.columns import Scores as Scores
from matchmaker.scoring.score import score as score
from matchmaker.scoring.score import scores_of as scores_of
from matchmaker.scoring.scorer import criterion_file as criterion_file
