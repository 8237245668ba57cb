"""The register: documents, raw bytes and everything read in them, in SQLite or PostgreSQL."""


class Register:
    """Placeholder until store/register.py lands."""
