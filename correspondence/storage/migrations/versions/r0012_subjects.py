"""What an event happens to, in a column of its own: until now a mark within what stood for a case number said it.

The keys stay as they are, and with them every row of the chain of hashes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision: str | None = "0011"

_READ_THE_MARK = """
    UPDATE cases SET
        about = CASE
            WHEN case_number LIKE 'area:%' THEN 'area'
            WHEN case_number LIKE 'hub:%' THEN 'hub'
            WHEN case_number = 'national:' THEN 'national'
            ELSE 'case'
        END,
        name = CASE
            WHEN case_number LIKE 'area:%' THEN substr(case_number, 6)
            WHEN case_number LIKE 'hub:%' THEN substr(case_number, 5)
            WHEN case_number = 'national:' THEN ''
            ELSE case_number
        END
"""


def upgrade() -> None:
    """Add the columns and fill them, for the last time, from the mark."""
    op.add_column("cases", sa.Column("about", sa.String(16)))
    op.add_column("cases", sa.Column("name", sa.String(80)))
    op.execute(_READ_THE_MARK)
    with op.batch_alter_table("cases") as cases:  # SQLite makes the table anew
        cases.alter_column("about", existing_type=sa.String(16), nullable=False)
        cases.alter_column("name", existing_type=sa.String(80), nullable=False)
