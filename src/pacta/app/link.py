"""Documents of a register with all that was read in them, for what looks across documents."""

from __future__ import annotations

from sqlalchemy import select

from pacta.app import conditions
from pacta.app.views import Filters
from pacta.link import ReadDocument
from pacta.store import Register
from pacta.store.documents import load_annotations, load_document
from pacta.store.schema import documents


def read_documents(register: Register, filters: Filters = Filters()) -> list[ReadDocument]:
    """The current documents under the filters on documents, with all that was read in them, by date and id."""
    query = select(documents).where(*conditions.of_documents(filters)).order_by(documents.c.date, documents.c.id)
    with register.reading() as connection:
        return [
            ReadDocument(load_document(row), load_annotations(connection, row, reviewed=True))
            for row in connection.execute(query).mappings()
        ]
