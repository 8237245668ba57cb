"""What people say of what was read: judgements anchored by quotation, which survive re-reading."""

from pacta.review.anchor import Anchor, anchor, locate
from pacta.review.judgement import Judgement, standing

__all__ = ["Anchor", "Judgement", "anchor", "locate", "standing"]
