"""The tables of linking. All of it is derived from the documents and the judgements, and kept so that one more
document links only what it touches. Spans are of the documents' texts; `data` of facts are values of
`pacta.link`.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table

from pacta.store.schema import metadata
from pacta.store.types import Json, Words

links = Table(  # the documents that are linked, and as which reading of them
    "links", metadata,
    Column("document", String(17), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("run", Integer, nullable=False),  # that read it
    Column("date", String),
    Column("joint", Words),  # key of the joint texts of its parties; null: it is not theirs together
    Index(None, "joint", "date"),
)  # fmt: skip

link_state = Table(  # what all links rest on: version of linking, judgements
    "link_state", metadata,
    Column("name", String, primary_key=True),
    Column("value", Json, nullable=False),
)  # fmt: skip

link_facts = Table(  # mentions, and claims that can be held against each other
    "link_facts", metadata,
    Column("key", Integer, primary_key=True),  # of this register; never shown
    Column("document", String(17), ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String, nullable=False),  # "mention", "event", "figure", "status", "meeting", "holding"
    Column("id", String(17), nullable=False),  # of a mention its statement's
    Column("at", Words, nullable=False),  # sorts by date, document, place
    Column("data", Json, nullable=False),
    Index(None, "document"),
    Index(None, "id"),
)  # fmt: skip

link_filing = Table(  # what is compared with each other: facts under one key
    "link_filing", metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("fact", Integer, ForeignKey("link_facts.key", ondelete="CASCADE"), primary_key=True),
    Index(None, "fact"),
)  # fmt: skip

link_forms = Table(  # the forms of names, and the entity that each is of
    "link_forms", metadata,
    Column("id", String(17), primary_key=True),
    Column("data", Json, nullable=False),
    Column("entity", String(17), nullable=False, index=True),  # the id of its fullest form
)  # fmt: skip

link_form_filing = Table(
    "link_form_filing", metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("form", String(17), ForeignKey("link_forms.id", ondelete="CASCADE"), primary_key=True),
    Index(None, "form"),
)  # fmt: skip

link_names = Table(  # the forms of names in a document
    "link_names", metadata,
    Column("document", String(17), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("form", String(17), primary_key=True),
    Column("type", String, nullable=False),
    Column("words", Words, nullable=False),  # used most
    Column("code", Words),
    Column("uses", Integer, nullable=False),  # 0: of a description or an acronym, which is no name by itself
    Column("first_start", Integer, nullable=False),
    Column("first_end", Integer, nullable=False),
    Index(None, "form"),
)  # fmt: skip

link_aliases = Table(  # acronyms, with what the document says that they stand for
    "link_aliases", metadata,
    Column("document", String(17), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("short", String(17), primary_key=True),
    Column("full", String(17), primary_key=True),
    Index(None, "short"),
    Index(None, "full"),
)  # fmt: skip

link_fact_forms = Table(  # the forms of names that facts hang on
    "link_fact_forms", metadata,
    Column("fact", Integer, ForeignKey("link_facts.key", ondelete="CASCADE"), primary_key=True),
    Column("form", String(17), primary_key=True),
    Index(None, "form"),
)  # fmt: skip

link_mentions = Table(  # the thread of each mention
    "link_mentions", metadata,
    Column("statement", String(17), primary_key=True),
    Column("document", String(17), ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("fact", Integer, ForeignKey("link_facts.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("parent", String(17), index=True),  # the earlier mention that it follows; null: the first of its thread
    Column("thread", String(17), nullable=False, index=True),
)  # fmt: skip

link_threads = Table(
    "link_threads", metadata,
    Column("id", String(17), primary_key=True),
    Column("title", Words, nullable=False),
    Column("title_document", String(17), nullable=False),  # whose words the title are
    Column("type", String, nullable=False),
    Column("stage", String),
    Column("mentions", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("first", String),  # dates of documents
    Column("last", String),
    Column("open", Boolean, nullable=False),  # the last word on it is a promise
    Column("joint", Words),  # key of the joint texts that should come back to it
    Index(None, "mentions", "id"),
    Index(None, "open"),
    Index(None, "joint"),
)  # fmt: skip

link_findings = Table(
    "link_findings", metadata,
    Column("id", String(17), primary_key=True),
    Column("source", String(17), primary_key=True),  # the thread, or the drawer of claims, that it comes from
    Column("kind", String, nullable=False),
    Column("severity", String, nullable=False),
    Column("sentence", Words, nullable=False),
    Column("a_document", String(17), nullable=False, index=True),
    Column("a_start", Integer, nullable=False),
    Column("a_end", Integer, nullable=False),
    Column("b_document", String(17), index=True),
    Column("b_start", Integer),
    Column("b_end", Integer),
    Column("since", String),  # it holds on later days; null: always
    Index(None, "source"),
    Index(None, "kind", "id"),
)  # fmt: skip

link_unsure = Table(  # pairs of entities that may be one
    "link_unsure", metadata,
    Column("a", String(17), primary_key=True),
    Column("b", String(17), primary_key=True),
    Column("reason", Words, nullable=False),
    Index(None, "b"),
)  # fmt: skip

LINK_TABLES = (
    link_findings, link_threads, link_mentions, link_fact_forms, link_filing, link_facts, link_aliases,
    link_names, link_form_filing, link_forms, link_unsure, link_state, links,
)  # fmt: skip
