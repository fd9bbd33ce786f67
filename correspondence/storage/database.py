"""The database behind the register: opened, migrated, written to. All that only SQLite needs stands here."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection
from typing import TextIO

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry

from . import chain

MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_SECONDS = 30
_IN_BOUNDED_TIME = {"connect_timeout": 10, "options": f"-c lock_timeout={_BUSY_SECONDS}s"}
"""How long a PostgreSQL server, or a row that another holds, is waited for, as for an SQLite file."""


def connect(url: str | None, folder: Path) -> Engine:
    """An engine on the database of *url*; on an SQLite file in *folder* where there is none.

    Statements that fail never show their parameters: those hold what people told us.
    """
    where = make_url(url) if url else URL.create("sqlite", database=str(folder / "register.sqlite"))
    if where.get_backend_name() == "sqlite":
        return _connect_sqlite(where)
    return create_engine(where, hide_parameters=True, pool_pre_ping=True, connect_args=_IN_BOUNDED_TIME)


def _connect_sqlite(url: URL) -> Engine:
    if url.database:
        Path(url.database).touch(mode=0o600)  # SQLite gives its other files the same rights
        Path(url.database).chmod(0o600)
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: SQLiteConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver would begin too late, and not at all before DDL
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what is erased is overwritten


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('sqlite_begin', 'DEFERRED')}")


def writing(engine: Engine) -> AbstractContextManager[Connection]:
    """A transaction that writes: all of it or, on any error, nothing.

    On SQLite it takes the one write lock at once, so that nothing it read can change before it writes.
    """
    return engine.execution_options(sqlite_begin="IMMEDIATE").begin()


def try_writing(engine: Engine) -> None:
    """Begin a write and take it back, waiting two seconds at most. Raises what the database says against it."""
    write = text("UPDATE cases SET is_open = is_open WHERE 1 = 0")
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            connection.execute(text("SET LOCAL lock_timeout = '2s'"))
            connection.execute(write)
            return
        connection.exec_driver_sql("PRAGMA busy_timeout = 2000")
        try:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            connection.execute(write)
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {1000 * _BUSY_SECONDS:.0f}")


@contextmanager
def _remaking(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes, in which a table may be made anew.

    SQLite follows no reference meanwhile, as the rows of others name the table that goes; they are all looked at before
    anything stays. Raises `LookupError` where one leads nowhere.
    """
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.execution_options(sqlite_begin="IMMEDIATE").connect() as connection:
        _follow_references(connection, not is_sqlite)
        try:
            with connection.begin():
                yield connection
                if is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise LookupError("a row of the register names one that is not there")
        finally:
            _follow_references(connection, True)


def _follow_references(connection: Connection, wanted: bool) -> None:
    """Say whether SQLite follows references: outside a transaction, as it listens nowhere else."""
    raw = connection.connection.dbapi_connection
    if isinstance(raw, SQLiteConnection):
        raw.execute(f"PRAGMA foreign_keys = {'ON' if wanted else 'OFF'}")


def damage_in(engine: Engine) -> tuple[str, ...]:
    """What SQLite itself finds wrong with the file, in its own words, which hold no value; nothing elsewhere."""
    if engine.dialect.name != "sqlite":
        return ()
    try:
        with engine.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA integrity_check(10)").scalars().all()
            loose = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    except DatabaseError:
        return ("the file cannot be read to its end",)
    faults = () if found == ["ok"] else tuple(str(each).replace("\n", " ") for each in found)
    return (*faults, *(f"a row of {row[0]} names one of {row[2]} that is not there" for row in loose[:10]))


@contextmanager
def one_moment(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the register as it is now, whatever is written meanwhile."""
    level = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with engine.connect().execution_options(**level) as connection:
        yield connection


def scrub(engine: Engine) -> None:
    """Leave nothing of what was erased in SQLite's write-ahead log. Elsewhere that is the database's own work."""
    if engine.dialect.name != "sqlite":
        return
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        raw.close()


def migrate(engine: Engine, to: str = "head") -> None:
    """Bring the tables up to a revision, the newest as a rule, in one transaction.

    Raises `alembic.util.CommandError` when they have a revision that this code does not know.
    """
    with _remaking(engine) as connection:
        if to != "head" or not _is_newest(connection):
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, to)
        if to == "head":
            chain.begin(connection)


def _is_newest(connection: Connection) -> bool:
    """Whether the tables have the newest revision already: then no revision needs to be run."""
    return MigrationContext.configure(connection).get_current_heads() == (_newest(),)


@cache
def _newest() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def migrated(engine: Engine) -> Engine:
    """That engine once its tables are up to date; where they cannot be, it is let go of (see `migrate`)."""
    try:
        migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def write_ddl(dialect: str, output: TextIO) -> None:
    """Write the statements of every revision for a database of that *dialect* to *output*, running none."""
    config = _config(output)
    config.attributes["dialect"] = dialect
    command.upgrade(config, "head", sql=True)


def _config(output: TextIO | None = None) -> Config:
    config = Config(output_buffer=output)
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
