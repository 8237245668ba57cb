"""The stages in order, and the loop over them."""

from pacta.pipeline.stages import STAGES, Stage, read

__all__ = ["STAGES", "Stage", "read"]
