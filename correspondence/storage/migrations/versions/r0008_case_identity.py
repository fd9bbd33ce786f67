"""A case is known by its number in one form: upper case, without hyphens and blanks. Older rows are brought to it.

Every row that names a case follows; what people were sent is not touched. Two cases that were kept apart only by how
their number was written cannot be joined by a machine, as each has a history and letters of its own: then nothing is
changed and the numbers are named. The chain of hashes begins after this: it came in the same version.
"""

from collections import defaultdict

import sqlalchemy as sa
from alembic import op
from alembic.util import CommandError

revision = "0008"
down_revision: str | None = "0007"

_CHILDREN = ("events", "letters")
_DERIVED = ("owed", "standings")
"""What is derived from a case is made again when it is asked for."""


def _identity(written: str) -> str:
    """As the Protocol's part has it on the day of this migration."""
    return "".join(written.split()).replace("-", "").upper()


def upgrade() -> None:
    """Give every case and all that names it the one form. Raises `CommandError` where two cases would become one."""
    if op.get_context().as_sql:
        return  # the rows of a database that is not there
    connection = op.get_bind()
    numbers = connection.execute(sa.text("SELECT case_number FROM cases")).scalars()
    written: dict[str, list[str]] = defaultdict(list)
    for number in numbers:
        if ":" not in number:  # a stream of events of no case
            written[_identity(number)].append(number)
    if twice := sorted(", ".join(sorted(forms)) for forms in written.values() if len(forms) > 1):
        raise CommandError(
            "these are one case each, written in several ways, and have to be put together by hand before this version "
            f"can start (erase the one that is not wanted with the version that made it): {'; '.join(twice)}"
        )
    for identity, (number,) in written.items():
        if identity != number:
            _rename(connection, number, identity)


def _rename(connection: sa.Connection, number: str, identity: str) -> None:
    names = {"number": number, "identity": identity}
    row = "INSERT INTO cases (case_number, hub, is_open) SELECT :identity, hub, is_open FROM cases"
    connection.execute(sa.text(f"{row} WHERE case_number = :number"), names)
    for table in _DERIVED:
        connection.execute(sa.text(f"DELETE FROM {table} WHERE case_number = :number"), names)
    for table in _CHILDREN:
        connection.execute(sa.text(f"UPDATE {table} SET case_number = :identity WHERE case_number = :number"), names)
    connection.execute(sa.text("UPDATE accesses SET target = :identity WHERE target = :number"), names)
    connection.execute(sa.text("DELETE FROM cases WHERE case_number = :number"), names)
