"""A chain of hashes over what was kept. It begins, once the tables are made, with all that there is (`chain.begin`)."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision: str | None = "0006"


def upgrade() -> None:
    """Make the tables, and the head of an empty chain."""
    op.create_table(
        "chain_links",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("salt", sa.String(32)),
        sa.Column("content_sha256", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_chain_links"),
    )
    op.create_index("ix_chain_links_key", "chain_links", ["key"])
    op.create_table(
        "chain_head",
        sa.Column("one", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("one", name="pk_chain_head"),
    )
    op.execute(f"INSERT INTO chain_head (one, number, sha256) VALUES (1, 0, '{'0' * 64}')")
