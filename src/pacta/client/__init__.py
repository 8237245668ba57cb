"""A register that a server keeps, from Python: `Client`, with the verbs of `AnyRegister`."""

from pacta.client.remote import Client
from pacta.client.rows import Batch, Rows
from pacta.client.verbs import AnyRegister

__all__ = ["AnyRegister", "Batch", "Client", "Rows"]
