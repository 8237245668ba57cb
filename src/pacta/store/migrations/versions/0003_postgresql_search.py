"""Full-text search on PostgreSQL: an index over the words of passages and statements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

INDEXES = {"passages": "text", "statements": "words"}
MOST = 200_000  # code points of one text that are searched: a tsvector holds one megabyte
# Letters without case and marks, everything else a space: what `store.folding` does. The configuration "simple"
# then keeps each word as it is.
WORDS = r"""
CREATE FUNCTION pacta_words(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT pg_catalog.to_tsvector('pg_catalog.simple'::pg_catalog.regconfig, pg_catalog.regexp_replace(
        pg_catalog.lower(pg_catalog.regexp_replace(
            normalize(pg_catalog.left(words, {most}), NFD), '[\u0300-\u036f]+', '', 'g') COLLATE {collation}),
        '[^[:alnum:]]+', ' ', 'g'))
$$
"""
INTERNATIONAL = "SELECT 1 FROM pg_catalog.pg_collation WHERE collname = 'und-x-icu'"


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    known = op.get_bind().execute(sa.text(INTERNATIONAL)).first()
    collation = (
        '"und-x-icu"' if known else '"default"'
    )  # which letters are capitals; a server without ICU knows less
    op.get_bind().exec_driver_sql(WORDS.format(most=MOST, collation=collation))
    for table, column in INDEXES.items():
        op.execute(f"CREATE INDEX ix_{table}_full_text ON {table} USING gin (pacta_words({column}))")


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in INDEXES:
        op.execute(f"DROP INDEX ix_{table}_full_text")
    op.execute("DROP FUNCTION pacta_words")
