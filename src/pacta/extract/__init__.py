"""Statements: who undertakes, holds, asks, judges or reports what, in whose words, how firmly, by when."""

from pacta.extract.stage import statements

__all__ = ["statements"]
