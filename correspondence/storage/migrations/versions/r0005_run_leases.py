"""Who answers for a run: the last sign of life of each run that is not at its end."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision: str | None = "0004"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "run_leases",
        sa.Column("run_id", sa.String(64), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("run_id", name="pk_run_leases"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.run_id"], name="fk_run_leases_run_id"),
    )
