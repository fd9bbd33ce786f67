"""How letters leave the house: a delivery for each document that leaves, its steps, and the runs of our own printer.

No row is made here: letters that an older version approved are given theirs when deliveries are next asked for.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision: str | None = "0014"

_INSTANT = sa.DateTime(timezone=True)
_COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables."""
    _post_runs()
    _deliveries()
    _steps()


def _post_runs() -> None:
    op.create_table(
        "post_runs",
        sa.Column("run_id", sa.String(64), nullable=False),
        sa.Column("hub", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("duplex", sa.Boolean, nullable=False),
        sa.Column("postage", sa.String(16), nullable=False),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.Column("key_name", sa.String(120)),
        sa.Column("closed_by", sa.Text),
        sa.Column("closed_on", sa.Date),
        sa.Column("closed_at", _INSTANT),
        sa.Column("closed_key", sa.String(120)),
        sa.PrimaryKeyConstraint("run_id", name="pk_post_runs"),
    )
    op.create_index("ix_post_runs_hub", "post_runs", ["hub"])


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("letter_id", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("way", sa.String(16)),
        sa.Column("decides", sa.Boolean, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(64)),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("not_before", _INSTANT),
        sa.Column("claimed_at", _INSTANT),
        sa.Column("run_id", sa.String(64)),
        sa.Column("envelope", sa.Integer),
        sa.PrimaryKeyConstraint("letter_id", "position", name="pk_deliveries"),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.letter_id"], name="fk_deliveries_letter_id"),
        sa.ForeignKeyConstraint(["run_id"], ["post_runs.run_id"], name="fk_deliveries_run_id"),
        sa.ForeignKeyConstraint(
            ["letter_id", "position"], ["documents.letter_id", "documents.position"], name="fk_deliveries_document"
        ),
    )
    op.create_index("ix_deliveries_state_way", "deliveries", ["state", "way"])
    op.create_index("ix_deliveries_run_id", "deliveries", ["run_id"])


def _steps() -> None:
    op.create_table(
        "delivery_steps",
        sa.Column("number", _COUNTED, nullable=False),
        sa.Column("letter_id", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("changed_by", sa.Text),
        sa.Column("changed_at", _INSTANT, nullable=False),
        sa.Column("key_name", sa.String(120)),
        sa.Column("reason", sa.Text),
        sa.PrimaryKeyConstraint("number", name="pk_delivery_steps"),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.letter_id"], name="fk_delivery_steps_letter_id"),
    )
    op.create_index("ix_delivery_steps_letter_id", "delivery_steps", ["letter_id"])
