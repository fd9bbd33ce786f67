"""A letter is known by its reference alone: what waits may be written instead with no other event between.

The reference is made of the event, the kind, the recipient and the version (`catalogue.letter.letter_id`).
"""

from alembic import op

revision = "0013"
down_revision: str | None = "0012"


def upgrade() -> None:
    """Let two letters differ in their references alone (SQLite makes the table anew); find those of an event still."""
    with op.batch_alter_table("letters") as letters:
        letters.drop_constraint("uq_letters_event_id_given_by_kind_recipient", type_="unique")
        letters.create_index("ix_letters_event_id", ["event_id"])
