"""The tables and the revisions that make them."""

import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from io import StringIO
from multiprocessing import get_context
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import Engine, MetaData, create_engine, delete, insert, select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import StatementError
from sqlalchemy.schema import CreateTable

from correspondence.cases import derive_by
from correspondence.protocol.letters import Status
from correspondence.storage import chain
from correspondence.storage.chain import Kept
from correspondence.storage.database import connect, migrate, write_ddl, writing
from correspondence.storage.records import KeyRole
from correspondence.storage.register import Register
from correspondence.storage.tables import METADATA, accesses
from correspondence.storage.trouble import Unusable, opening
from correspondence.storage.work_list import WorkAsked
from tests import build

from .samples import CASE, TODAY, event, keep, letter, open_register

NEWEST = "0015"


def schema_of(engine: Engine) -> list[str]:
    """The statements that would make this database again."""
    wanted = text("select sql from sqlite_master where sql is not null and name <> 'alembic_version' order by name")
    with engine.connect() as connection:
        return [" ".join(sql.replace('"', "").split()) for sql in connection.execute(wanted).scalars()]


def parts_of(sql: str) -> list[str]:
    """The columns, keys and constraints of a statement: a table that was made anew has them in another order."""
    return sorted(part.strip(" )") for part in sql.split(", "))


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Engine]:
    """A database that the revisions made."""
    engine = connect(None, tmp_path)
    migrate(engine)
    yield engine
    engine.dispose()


def test_the_revisions_make_the_tables_that_the_code_declares(migrated: Engine) -> None:
    with migrated.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, METADATA) == []


def test_the_revisions_make_every_key_and_constraint_by_the_same_name(migrated: Engine, tmp_path: Path) -> None:
    declared = create_engine(f"sqlite:///{tmp_path}/declared.sqlite")
    METADATA.create_all(declared)
    assert [parts_of(sql) for sql in schema_of(migrated)] == [parts_of(sql) for sql in schema_of(declared)]
    assert len(schema_of(migrated)) >= len(METADATA.tables)
    declared.dispose()


def brought_back(folder: Path, revision: str) -> None:
    """Put in the place of the register in *folder* one with the tables of an earlier revision and the same rows."""
    old, newer = connect(None, folder / "old-tables"), connect(None, folder)
    migrate(old, revision)
    tables = MetaData()
    tables.reflect(old)
    with newer.connect() as source, writing(old) as target:
        for table in tables.sorted_tables:
            rows = [row._asdict() for row in source.execute(select(table))]
            if rows and table.name != "alembic_version":
                target.execute(delete(table))  # the head of an empty chain
                target.execute(insert(table), rows)
    old.dispose()
    newer.dispose()
    (folder / "old-tables" / "register.sqlite").replace(folder / "register.sqlite")


def test_a_table_that_is_made_anew_keeps_its_rows_and_what_names_them(folder: Path) -> None:
    """SQLite can change no key of a table: it makes the table again, while the rows of others name its own."""
    with open_register(folder) as register:
        keep(register, event(), letter())
        (before,) = register.letters_of_case(CASE)
    (folder / "old-tables").mkdir()
    brought_back(folder, "0005")
    with open_register(folder) as register:
        assert register.letters_of_case(CASE) == (replace(before, seen_by=None),)
        assert len(before.documents) == len(letter().documents)
        with register.standings._engine.connect() as connection:
            assert connection.execute(text("pragma foreign_keys")).scalar_one() == 1


def test_a_revision_that_was_made_is_not_made_again(migrated: Engine) -> None:
    migrate(migrated)
    with migrated.connect() as connection:
        assert connection.execute(text("select version_num from alembic_version")).scalars().all() == [NEWEST]


def test_tables_of_a_newer_version_are_refused(migrated: Engine) -> None:
    with writing(migrated) as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(CommandError, match="9999"):
        migrate(migrated)


def test_the_revisions_can_be_written_for_postgresql() -> None:
    output = StringIO()
    write_ddl("postgresql", output)
    ddl = output.getvalue()
    for name in METADATA.tables:
        assert f"CREATE TABLE {name} (" in ddl
    assert "TIMESTAMP WITH TIME ZONE" in ddl
    assert "body BYTEA" in ddl
    assert "number BIGSERIAL" in ddl


@pytest.mark.parametrize("name", sorted(METADATA.tables))
def test_every_table_can_be_made_on_postgresql(name: str) -> None:
    assert "CREATE TABLE" in str(CreateTable(METADATA.tables[name]).compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]  # SQLAlchemy's own


def test_an_embedded_database_is_durable_and_keeps_its_references(migrated: Engine) -> None:
    pragmas = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 30_000}
    with migrated.connect() as connection:
        assert {p: connection.execute(text(f"pragma {p}")).scalar_one() for p in pragmas} == pragmas


def test_an_instant_comes_back_aware_and_in_utc(migrated: Engine) -> None:
    summer = datetime(2026, 7, 1, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    with writing(migrated) as connection:
        connection.execute(insert(accesses).values(at=summer, action="read", target="t"))
    with migrated.connect() as connection:
        at = connection.execute(select(accesses.c.at)).scalar_one()
    assert at == summer
    assert at.tzinfo is UTC


def test_an_instant_without_a_time_zone_is_refused(migrated: Engine) -> None:
    naive = datetime(2026, 7, 1, 9, 30)  # noqa: DTZ001  # this is what is refused
    with pytest.raises(StatementError, match="without a time zone"), writing(migrated) as connection:
        connection.execute(insert(accesses).values(at=naive, action="read", target="t"))


def test_what_is_kept_can_be_read_by_its_owner_alone(folder: Path) -> None:
    with open_register(folder) as register:
        register.note_access("desk", "read", "a-letter")
        rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert rights.pop("documents") == 0o700
    assert {"register.sqlite", "register.sqlite-wal", "register.sqlite-shm", ".lock"} == rights.keys()
    assert set(rights.values()) == {0o600}


def test_a_folder_that_was_there_keeps_its_own_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    open_register(tmp_path).close()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_url_says_where_the_database_is(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere 100%.sqlite"
    with Register.open(f"sqlite:///{elsewhere}", tmp_path / "var", lambda: datetime.now(UTC)) as register:
        register.add_key("desk", KeyRole.LISTS)
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o600
    assert not (tmp_path / "var" / "register.sqlite").exists()


def open_and_add(folder: Path, name: str) -> None:
    """What each of two processes does."""
    with open_register(folder) as register:
        register.add_key(name, KeyRole.LISTS)


def test_two_processes_can_start_at_once_on_an_empty_folder(folder: Path) -> None:
    spawning = get_context("spawn")
    processes = [spawning.Process(target=open_and_add, args=(folder, name)) for name in ("one", "two")]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]


def test_a_register_of_an_earlier_version_is_brought_up_to_date_with_all_that_it_holds(tmp_path: Path) -> None:
    """Its tables are those that the revision 0003 made; its rows are those of a register with a case and a letter."""
    with open_register(tmp_path / "new") as register:
        keep(register, event(), letter())
        register.add_key("desk", KeyRole.LISTS)
    (tmp_path / "new" / "old-tables").mkdir()
    brought_back(tmp_path / "new", "0003")
    with open_register(tmp_path / "new") as register:
        assert register.received(CASE) == (event().body,)
        assert [x.letter_id for x in register.letters_of_case(CASE)] == ["AAAA-AAAA-AAAA"]
        assert register.broken_rows() == ()
        assert register.chain_length()[0] == 2
        assert {v.fault for v in register.verify()} == {None}
        derive = derive_by(build.directory())
        assert register.standings.behind(derive) == (CASE,)
        register.standings.refresh([CASE], derive)
        assert register.standings.duties(derive, TODAY)


def test_the_chain_of_an_earlier_register_holds_once_there_are_reasons_and_copies(folder: Path) -> None:
    with open_register(folder) as register:
        keep(register, event(), letter())
        with writing(register.standings._engine) as connection:  # as the version before kept it
            connection.execute(text("UPDATE letters SET seen_by = NULL"))
            chain.note(connection, Kept.LETTER, ["AAAA-AAAA-AAAA"])
        links = register.chain_length()
    (folder / "old-tables").mkdir()
    brought_back(folder, "0008")
    with open_register(folder) as register:
        assert register.chain_length() == links
        assert register.broken_rows() == ()
        (kept,), _ = register.on_the_work_list(WorkAsked(statuses=frozenset(Status)))
        assert kept.letter_id == "AAAA-AAAA-AAAA"


def test_a_revision_that_cannot_be_made_says_why_in_its_own_words() -> None:
    with pytest.raises(Unusable, match="these are one case each"), opening():
        raise CommandError("these are one case each")
