"""Lets `python -m matchmaker` be the command."""

from matchmaker.cli import main

if __name__ == "__main__":
    main()
