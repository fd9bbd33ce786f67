"""Which letters are where, soonest due first: filled from the letters that there are."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision: str | None = "0009"

_COLUMNS = ("hub", "status", "due_on", "letter_id", "kind")
_ON_THEIR_WAY = """
    INSERT INTO work_list (letter_id, hub, status, due_on, kind)
    SELECT letters.letter_id, cases.hub, letters.status, letters.due_on, letters.kind
    FROM letters JOIN cases ON cases.case_number = letters.case_number
    WHERE letters.erased_at IS NULL AND letters.audience <> 'file'
"""


def upgrade() -> None:
    """Make the table and fill it."""
    op.create_table(
        "work_list",
        sa.Column("letter_id", sa.String(64), nullable=False),
        sa.Column("hub", sa.String(64), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("letter_id", name="pk_work_list"),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.letter_id"], name="fk_work_list_letter_id"),
    )
    op.create_index("ix_work_list_hub_status_due_on_letter_id_kind", "work_list", [*_COLUMNS])
    op.execute(_ON_THEIR_WAY)
