"""Evaluation as a habit: score the gold, compare with pinned floors, list the errors."""
