"""Figures: quantities with value, unit, hedge, direction, indicator and period."""

from pacta.annotate.figures.stage import figures

__all__ = ["figures"]
