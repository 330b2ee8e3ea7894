"""Words, tables and files: the only room that writes for people."""
