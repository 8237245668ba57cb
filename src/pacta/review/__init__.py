"""What people say of what was read: judgements anchored by quotation, which survive re-reading."""

from pacta.review.anchor import Anchor, anchor, cue_in, locate
from pacta.review.checking import check
from pacta.review.judgement import About, BadEntry, Judgement, Role, Verdict, of_plain
from pacta.review.overlay import Text
from pacta.review.placing import Settled, settle_document
from pacta.review.standing import Standing, State, effective, in_order, settle, standing

__all__ = [
    "About", "Anchor", "BadEntry", "Judgement", "Role", "Settled", "Standing", "State", "Text", "Verdict", "anchor",
    "check", "cue_in", "effective", "in_order", "locate", "of_plain", "settle", "settle_document", "standing",
]  # fmt: skip
