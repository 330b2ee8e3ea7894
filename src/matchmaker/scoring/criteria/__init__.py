"""Criteria: a file a criterion, each with a scorer and its evidence."""
