"""A register made before a case was known by one form of its number: it is brought to that form, or says why not."""

from pathlib import Path

import pytest
from alembic.util import CommandError
from sqlalchemy import Engine, text

from correspondence.storage.database import connect, migrate

TABLES = ("cases", "events", "letters", "accesses")
BEFORE = "0007"


def old_register(folder: Path, *numbers: str) -> Engine:
    """A register as the version before made it, with an event, a letter and an access of each of these cases."""
    engine = connect(None, folder)
    migrate(engine, BEFORE)
    day, at, digest = "2026-11-20", "2026-11-20 09:00:00", "0" * 64
    with engine.begin() as connection:
        for place, number in enumerate(numbers):
            given = {"n": number, "e": f"event-{place}", "l": f"letter-{place}", "d": day, "at": at, "h": digest}
            for row in (
                "cases (case_number, hub, is_open) VALUES (:n, 'essex', 1)",
                "events (event_id, case_number, sequence, type, occurred_on, taken_on, body, body_sha256, warnings, "
                "recorded_at) VALUES (:e, :n, 1, 'review_recorded', :d, :d, '{}', :h, '[]', :at)",
                "letters (letter_id, event_id, given_by, case_number, position, kind, recipient, hub, ordinal, status, "
                "dated, due_on, source, fingerprint, made_at) "
                "VALUES (:l, :e, :e, :n, 0, 'update', 'p1', 'essex', 1, 'draft', :d, :d, '3.2(v)', 'x', :at)",
                "accesses (at, action, target) VALUES (:at, 'read case', :n)",
            ):
                connection.execute(text(f"INSERT INTO {row}"), given)
    return engine


def numbers_in(engine: Engine) -> dict[str, set[str]]:
    """Under which numbers each table has its cases."""
    column = {"accesses": "target"}
    with engine.connect() as connection:
        return {
            table: {*connection.execute(text(f"SELECT {column.get(table, 'case_number')} FROM {table}")).scalars()}
            for table in TABLES
        }


def test_older_cases_are_known_by_the_one_form_and_keep_all_that_they_had(tmp_path: Path) -> None:
    engine = old_register(tmp_path, "cm26p-00417", "CM26P00500", "1700-000-000", "hub:essex")
    migrate(engine)
    known = {"CM26P00417", "CM26P00500", "1700000000", "hub:essex"}
    assert numbers_in(engine) == dict.fromkeys(TABLES, known)
    engine.dispose()


def test_two_cases_that_would_become_one_stop_it_and_nothing_is_changed(tmp_path: Path) -> None:
    engine = old_register(tmp_path, "cm26p00417", "CM26P-00417", "cm26p00500")
    before = numbers_in(engine)
    with pytest.raises(CommandError, match="CM26P-00417, cm26p00417") as refused:
        migrate(engine)
    assert "CM26P00500" not in str(refused.value).upper()
    assert numbers_in(engine) == before
    engine.dispose()
