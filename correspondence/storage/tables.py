"""The register's tables. Types are portable: the same tables stand on SQLite and on PostgreSQL.

A column that an erasure empties (`erasure.py`) may be null; everything else stays: ids, hashes and days.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC. A naive one is refused with `ValueError`: nobody could say when it was."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The instant in UTC, as the database keeps it."""
        if value is not None and value.tzinfo is None:
            raise ValueError("an instant without a time zone cannot be recorded")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The instant in UTC, aware again where the database (SQLite) has no time zones."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


_COUNTED = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only for INTEGER

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

subjects = Table(  # what events happen to: cases, and what is of no case. The database knows it by its older name
    "cases",
    METADATA,
    Column("case_number", String(80), key="key", primary_key=True),
    Column("about", String(16), nullable=False),
    Column("name", String(80), nullable=False),
    Column("hub", String(64), nullable=False, index=True),  # whose it is; its own key, where it is no Hub's
    Column("is_open", Boolean, nullable=False),
)

events = Table(
    "events",
    METADATA,
    Column("event_id", String(64), primary_key=True),
    Column("case_number", ForeignKey("cases.key"), key="subject", nullable=False),
    Column("sequence", Integer, nullable=False),  # of arrival in its case, from 1
    Column("type", String(64), nullable=False),
    Column("occurred_on", Date, nullable=False),
    Column("taken_on", Date, nullable=False),  # `today` when it was taken
    Column("body", LargeBinary),  # exactly as received
    Column("body_sha256", String(64), nullable=False),  # of its canonical JSON
    Column("warnings", JSON, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("key_name", String(120)),
    Column("erased_at", Instant),
    UniqueConstraint("subject", "sequence"),  # two writers cannot both take the next place
)

standings = Table(  # derived, and made again whenever it may be wrong: `standings.py`
    "standings",
    METADATA,
    Column("case_number", ForeignKey("cases.key"), primary_key=True),
    Column("derived_by", String(64), nullable=False),  # from which directory, and by which code
    Column("court", String(64), nullable=False),
    Column("listed_from", Date),
)

owed = Table(
    "owed",
    METADATA,
    Column("case_number", ForeignKey("standings.case_number"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("since", Date, primary_key=True),
    Column("until", Date, nullable=False),
    Column("duty", String(32), nullable=False),
    Column("person_id", String(64)),
    Column("due_on", Date, nullable=False),
    Column("source", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("provisional", Boolean, nullable=False),
    Column("for_staff", Boolean, nullable=False),
)

letters = Table(
    "letters",
    METADATA,
    Column("letter_id", String(64), primary_key=True),
    Column("event_id", ForeignKey("events.event_id"), nullable=False, index=True),  # that made us write it
    Column("given_by", ForeignKey("events.event_id"), nullable=False),  # that gives it
    Column("case_number", ForeignKey("cases.key"), key="subject", nullable=False, index=True),
    Column("position", Integer, nullable=False),  # among the letters kept with it
    Column("kind", String(64), nullable=False),
    Column("recipient", String(80), nullable=False),
    Column("hub", String(64), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("audience", String(16)),
    Column("language", String(35)),
    Column("form", String(16)),
    Column("route", String(16)),
    Column("status", String(16), nullable=False),
    Column("dated", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("source", Text, nullable=False),
    Column("wording", Text),
    Column("content", String(64)),
    Column("fingerprint", Text, nullable=False),
    Column("sent_on", Date),
    Column("made_at", Instant, nullable=False),
    Column("erased_at", Instant),
    Column("told", JSON(none_as_null=True)),  # the days that it told somebody in the family: [what, day] each
    Column("seen_by", JSON(none_as_null=True)),  # the people of the case who get it or a copy; null: an older version's
)

work_list = Table(  # derived from letters and cases: `work_list.py`
    "work_list",
    METADATA,
    Column("letter_id", ForeignKey("letters.letter_id"), primary_key=True),
    Column("hub", String(64), nullable=False),  # in which the case is now
    Column("status", String(16), nullable=False),
    Column("due_on", Date, nullable=False),
    Column("kind", String(64), nullable=False),
    Index(None, "hub", "status", "due_on", "letter_id", "kind"),
)

documents = Table(
    "documents",
    METADATA,
    Column("letter_id", ForeignKey("letters.letter_id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("part", String(32), nullable=False),
    Column("form", String(16), nullable=False),
    Column("language", String(35)),
    Column("large_print", Boolean),
    Column("copy_to", String(64), nullable=False),  # empty: the reader's own. Null would escape the constraint
    Column("sha256", String(64), nullable=False, index=True),
    Column("size", Integer, nullable=False),
    Column("pages", Integer),
    UniqueConstraint("letter_id", "part", "form", "language", "copy_to"),
)

findings = Table(
    "findings",
    METADATA,
    Column("letter_id", ForeignKey("letters.letter_id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("code", String(64), nullable=False),
    Column("severity", String(16), nullable=False),
    Column("place", Text, nullable=False),
    Column("acknowledged_by", Text),
    Column("acknowledged_on", Date),
)

letter_statuses = Table(
    "letter_statuses",
    METADATA,
    Column("number", _COUNTED, primary_key=True),
    Column("letter_id", ForeignKey("letters.letter_id"), nullable=False, index=True),
    Column("status", String(16), nullable=False),
    Column("changed_by", Text),  # null: the service itself, for an event
    Column("changed_on", Date, nullable=False),
    Column("route", String(16)),
    Column("changed_at", Instant, nullable=False),
    Column("key_name", String(120)),
    Column("reason", Text),
    Column("takes_back", _COUNTED),  # the number of the step that was recorded in error
)

post_runs = Table(
    "post_runs",
    METADATA,
    Column("run_id", String(64), primary_key=True),
    Column("hub", String(64), nullable=False, index=True),
    Column("state", String(16), nullable=False),
    Column("duplex", Boolean, nullable=False),
    Column("postage", String(16), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("key_name", String(120)),
    Column("closed_by", Text),
    Column("closed_on", Date),
    Column("closed_at", Instant),
    Column("closed_key", String(120)),
)

deliveries = Table(  # of one document each, which its place among the letter's names: so none leaves by two
    "deliveries",
    METADATA,
    Column("letter_id", ForeignKey("letters.letter_id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("way", String(16)),
    Column("decides", Boolean, nullable=False),  # whether the letter is sent by it, as its reader's own is
    Column("state", String(16), nullable=False),
    Column("code", String(64), nullable=False),  # why it is in that state
    Column("channel", String(64)),
    Column("tries", Integer, nullable=False),
    Column("not_before", Instant),
    Column("claimed_at", Instant),
    Column("run_id", ForeignKey("post_runs.run_id"), index=True),
    Column("envelope", Integer),  # its place in that run, from 1
    ForeignKeyConstraint(
        ["letter_id", "position"],
        ["documents.letter_id", "documents.position"],
        name="fk_deliveries_document",
    ),
    Index(None, "state", "way"),
)

delivery_steps = Table(
    "delivery_steps",
    METADATA,
    Column("number", _COUNTED, primary_key=True),
    Column("letter_id", ForeignKey("letters.letter_id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("code", String(64), nullable=False),
    Column("changed_by", Text),  # null: the service itself
    Column("changed_at", Instant, nullable=False),
    Column("key_name", String(120)),
    Column("reason", Text),
)

pack_approvals = Table(
    "pack_approvals",
    METADATA,
    Column("number", _COUNTED, primary_key=True),
    Column("event_id", ForeignKey("events.event_id"), nullable=False, index=True),  # that gave the pack
    Column("kind", String(64), nullable=False),  # of the pack's letters
    Column("pack_sha256", String(64), nullable=False),
    Column("manifest", JSON, nullable=False),
    Column("approved_by", Text, nullable=False),
    Column("approved_on", Date, nullable=False),
    Column("approved_at", Instant, nullable=False),
    Column("key_name", String(120)),
)

chain_links = Table(
    "chain_links",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("key", String(80), nullable=False, index=True),
    Column("salt", String(32)),
    Column("content_sha256", String(64), nullable=False),
    Column("sha256", String(64), nullable=False),  # of the link before and of this one
)

chain_head = Table(  # one row
    "chain_head",
    METADATA,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
)

runs = Table(
    "runs",
    METADATA,
    Column("run_id", String(64), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("asked", JSON, nullable=False),
    Column("hubs", JSON, nullable=False),  # whose cases it is about
    Column("status", String(16), nullable=False, index=True),
    Column("total", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("failed", JSON, nullable=False),
    Column("key_name", String(120)),
    Column("made_at", Instant, nullable=False),
    Column("finished_at", Instant),
)

run_leases = Table(
    "run_leases",
    METADATA,
    Column("run_id", ForeignKey("runs.run_id"), primary_key=True),
    Column("beat_at", Instant, nullable=False),
)

run_letters = Table(
    "run_letters",
    METADATA,
    Column("run_id", ForeignKey("runs.run_id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("letter_id", ForeignKey("letters.letter_id"), nullable=False),
    UniqueConstraint("run_id", "letter_id"),
)

keys = Table(
    "keys",
    METADATA,
    Column("name", String(120), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("hub", String(64)),
    Column("key_sha256", String(64), nullable=False, unique=True),
    Column("made_at", Instant, nullable=False),
    Column("revoked_at", Instant),
)

accesses = Table(
    "accesses",
    METADATA,
    Column("number", _COUNTED, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("key_name", String(120)),
    Column("action", String(64), nullable=False),
    Column("target", String(120), nullable=False, index=True),
)
