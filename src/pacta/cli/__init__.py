"""The command line: ``pacta``. Thin; what a command does is in `pacta.app`."""

from pacta.cli.main import main

__all__ = ["main"]
