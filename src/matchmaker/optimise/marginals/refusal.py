"""What is raised where losses cannot be read off a flow."""

from __future__ import annotations


class OutsideFlowError(Exception):
    """
    The plan is not of the flow class: the question must be solved for again.

    Loads differ at one supporter, an objective is not a sum over pairs, or a
    coupling row binds.
    """
