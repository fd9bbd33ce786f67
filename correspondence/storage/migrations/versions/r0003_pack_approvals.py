"""Approvals of packs, each of the very files that were seen."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"

_INSTANT = sa.DateTime(timezone=True)
_COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "pack_approvals",
        sa.Column("number", _COUNTED, nullable=False),
        sa.Column("event_id", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("pack_sha256", sa.String(64), nullable=False),
        sa.Column("manifest", sa.JSON, nullable=False),
        sa.Column("approved_by", sa.Text, nullable=False),
        sa.Column("approved_on", sa.Date, nullable=False),
        sa.Column("approved_at", _INSTANT, nullable=False),
        sa.Column("key_name", sa.String(120)),
        sa.PrimaryKeyConstraint("number", name="pk_pack_approvals"),
        sa.ForeignKeyConstraint(["event_id"], ["events.event_id"], name="fk_pack_approvals_event_id"),
    )
    op.create_index("ix_pack_approvals_event_id", "pack_approvals", ["event_id"])
