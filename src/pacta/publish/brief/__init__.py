"""The meeting pack: what was agreed, what is due, what is silent, what has moved, what contradicts; every line
with the words that it rests on. `pack` is what it says, `labels` in which language, the others how it looks."""

from pacta.publish.brief.labels import LANGUAGES, Labels, labels
from pacta.publish.brief.pack import Entry, Note, Pack, Row, Section

__all__ = ["LANGUAGES", "Entry", "Labels", "Note", "Pack", "Row", "Section", "labels"]
