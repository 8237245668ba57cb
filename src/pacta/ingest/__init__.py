"""From bytes to documents: files, folders, archives, tables, addresses, standard input."""

from pacta.ingest.inputs import read_inputs
from pacta.ingest.limits import Limits
from pacta.ingest.reading import read_bytes

__all__ = ["Limits", "read_bytes", "read_inputs"]
