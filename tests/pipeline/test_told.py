"""Each objective's end is told once, whether or not its engine told it."""

from matchmaker.domain.proof import Proof
from matchmaker.optimise.outcome import Progress
from matchmaker.pipeline.told import Told


def ended(objective, value, bound):
    return Proof(
        objective=objective,
        sense="maximise",
        value=value,
        bound=bound,
        shown_by="solver",
    )


def test_what_was_said_last_is_not_said_again_and_what_was_not_is():
    heard = []
    told = Told(heard.append)
    told(Progress("coverage", 2, 5))
    told(Progress("coverage", 3, 3))
    told(Progress("points", 7, None))
    told.end([ended("coverage", 3, 3), ended("points", 9, 11), ended("balance", 4, 4)])
    assert heard[3:] == [Progress("points", 9, 11), Progress("balance", 4, 4)]
