"""One event may have two letters of a kind written to one recipient: its own, and an earlier event's written anew."""

from alembic import op

revision = "0006"
down_revision: str | None = "0005"


def upgrade() -> None:
    """Let a letter be known by the event that gives it too (SQLite makes the table anew)."""
    with op.batch_alter_table("letters") as letters:
        letters.drop_constraint("uq_letters_event_id_kind_recipient", type_="unique")
        letters.create_unique_constraint(
            "uq_letters_event_id_given_by_kind_recipient", ["event_id", "given_by", "kind", "recipient"]
        )
