"""The command line: parse, call, print. Nothing is decided here."""

from matchmaker.cli.app import main as main
