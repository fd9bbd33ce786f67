"""A step of a letter's way has a reason, and can take another back that was recorded in error."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision: str | None = "0008"


def upgrade() -> None:
    """Add the columns: what says nothing changes no hash of the chain, so that older rows stand as they are."""
    op.add_column("letter_statuses", sa.Column("reason", sa.Text))
    op.add_column("letter_statuses", sa.Column("takes_back", sa.BigInteger().with_variant(sa.Integer, "sqlite")))
