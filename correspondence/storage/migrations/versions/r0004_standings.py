"""What is derived from each case and kept beside it. Nothing is filled in here: a case without it is derived anew."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "standings",
        sa.Column("case_number", sa.String(80), nullable=False),
        sa.Column("derived_by", sa.String(64), nullable=False),
        sa.Column("court", sa.String(64), nullable=False),
        sa.Column("listed_from", sa.Date),
        sa.PrimaryKeyConstraint("case_number", name="pk_standings"),
        sa.ForeignKeyConstraint(["case_number"], ["cases.case_number"], name="fk_standings_case_number"),
    )
    op.create_table(
        "owed",
        sa.Column("case_number", sa.String(80), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("duty", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(64)),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("provisional", sa.Boolean, nullable=False),
        sa.Column("for_staff", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("case_number", "place", "since", name="pk_owed"),
        sa.ForeignKeyConstraint(["case_number"], ["standings.case_number"], name="fk_owed_case_number"),
    )
