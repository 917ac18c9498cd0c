"""Languages as data: one folder each, the same files in all."""
