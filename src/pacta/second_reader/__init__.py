"""A language model as a second reader: what is asked, what of the answer counts, how it differs from the first.

Nothing here talks to a network. `pacta.app.second_reader` sends what `asking` makes and keeps what `comparing`
finds. Off unless a user names an endpoint.
"""

from pacta.second_reader.aligning import align
from pacta.second_reader.answers import BadAnswer, proposals_in
from pacta.second_reader.asking import INSTRUCTIONS, Message, again, messages
from pacta.second_reader.comparing import compare
from pacta.second_reader.passages import Passage, passages_to_read
from pacta.second_reader.types import DIFFERENCES, Difference, Opinion, Proposal

__all__ = [
    "DIFFERENCES",
    "INSTRUCTIONS",
    "BadAnswer",
    "Difference",
    "Message",
    "Opinion",
    "Passage",
    "Proposal",
    "again",
    "align",
    "compare",
    "messages",
    "passages_to_read",
    "proposals_in",
]
