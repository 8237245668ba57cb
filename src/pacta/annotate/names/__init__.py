"""Names of states, organisations, persons, offices, instruments, mechanisms, projects, events and places."""

from pacta.annotate.names.stage import names

__all__ = ["names"]
