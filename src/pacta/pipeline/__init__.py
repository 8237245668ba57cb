"""The stages in order, and the loop over them."""

from pacta.pipeline.stages import STAGES, Stage, read
from pacta.pipeline.version import reader_version

__all__ = ["STAGES", "Stage", "read", "reader_version"]
