"""Pacta reads what states say to each other and keeps the record."""

__version__ = "0.1.0"
