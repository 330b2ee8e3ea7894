"""Intake: spreadsheets and programme files in, a frozen round and its problems out."""
