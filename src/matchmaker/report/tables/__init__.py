"""The tables that a round gives: a file a table, for CSV files and sheets alike."""
