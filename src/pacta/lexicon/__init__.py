"""Rule tables, one folder a language, and their loader."""

from pacta.lexicon.table import Rule, load_table

__all__ = ["Rule", "load_table"]
