"""Which people of its case a letter goes to, or a copy of it. Of an older letter it is worked out when asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision: str | None = "0010"


def upgrade() -> None:
    """Add the column: what says nothing changes no hash of the chain."""
    op.add_column("letters", sa.Column("seen_by", sa.JSON))
