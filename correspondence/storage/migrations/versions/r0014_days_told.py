"""The days that a letter told somebody in the family; what an older version kept told none that we know."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision: str | None = "0013"


def upgrade() -> None:
    """Add the column: what says nothing changes no hash of the chain."""
    op.add_column("letters", sa.Column("told", sa.JSON))
