"""The register: cases and events, letters with their documents, findings and ways, runs, keys and accesses."""

import sqlalchemy as sa
from alembic import op

revision = "0002"  # 0001 was never released: what it made is refused, not changed
down_revision: str | None = None

_INSTANT = sa.DateTime(timezone=True)
_COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the first tables."""
    _cases_and_events()
    _letters()
    op.create_index("ix_letters_case_number", "letters", ["case_number"])
    _documents_and_findings()
    _letter_statuses()
    _runs()
    _keys_and_accesses()


def _cases_and_events() -> None:
    op.create_table(
        "cases",
        sa.Column("case_number", sa.String(80), nullable=False),
        sa.Column("hub", sa.String(64), nullable=False),
        sa.Column("is_open", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("case_number", name="pk_cases"),
    )
    op.create_index("ix_cases_hub", "cases", ["hub"])
    op.create_table(
        "events",
        sa.Column("event_id", sa.String(64), nullable=False),
        sa.Column("case_number", sa.String(80), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("type", sa.String(64), nullable=False),
        sa.Column("occurred_on", sa.Date, nullable=False),
        sa.Column("taken_on", sa.Date, nullable=False),
        sa.Column("body", sa.LargeBinary),
        sa.Column("body_sha256", sa.String(64), nullable=False),
        sa.Column("warnings", sa.JSON, nullable=False),
        sa.Column("recorded_at", _INSTANT, nullable=False),
        sa.Column("key_name", sa.String(120)),
        sa.Column("erased_at", _INSTANT),
        sa.PrimaryKeyConstraint("event_id", name="pk_events"),
        sa.UniqueConstraint("case_number", "sequence", name="uq_events_case_number_sequence"),
        sa.ForeignKeyConstraint(["case_number"], ["cases.case_number"], name="fk_events_case_number"),
    )


def _letters() -> None:
    op.create_table(
        "letters",
        sa.Column("letter_id", sa.String(64), nullable=False),
        sa.Column("event_id", sa.String(64), nullable=False),
        sa.Column("given_by", sa.String(64), nullable=False),
        sa.Column("case_number", sa.String(80), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("recipient", sa.String(80), nullable=False),
        sa.Column("hub", sa.String(64), nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        *(sa.Column(name, sa.String(n)) for name, n in _ERASED_WITH_A_LETTER),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("dated", sa.Date, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("wording", sa.Text),
        sa.Column("content", sa.String(64)),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("sent_on", sa.Date),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.Column("erased_at", _INSTANT),
        sa.PrimaryKeyConstraint("letter_id", name="pk_letters"),
        sa.UniqueConstraint("event_id", "kind", "recipient", name="uq_letters_event_id_kind_recipient"),
        sa.ForeignKeyConstraint(["event_id"], ["events.event_id"], name="fk_letters_event_id"),
        sa.ForeignKeyConstraint(["given_by"], ["events.event_id"], name="fk_letters_given_by"),
        sa.ForeignKeyConstraint(["case_number"], ["cases.case_number"], name="fk_letters_case_number"),
    )


_ERASED_WITH_A_LETTER = (("audience", 16), ("language", 35), ("form", 16), ("route", 16))
_DOCUMENT = ["letter_id", "part", "form", "language", "copy_to"]


def _documents_and_findings() -> None:
    op.create_table(
        "documents",
        sa.Column("letter_id", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("part", sa.String(32), nullable=False),
        sa.Column("form", sa.String(16), nullable=False),
        sa.Column("language", sa.String(35)),
        sa.Column("large_print", sa.Boolean),
        sa.Column("copy_to", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("pages", sa.Integer),
        sa.PrimaryKeyConstraint("letter_id", "position", name="pk_documents"),
        sa.UniqueConstraint(*_DOCUMENT, name="uq_documents_letter_id_part_form_language_copy_to"),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.letter_id"], name="fk_documents_letter_id"),
    )
    op.create_index("ix_documents_sha256", "documents", ["sha256"])
    op.create_table(
        "findings",
        sa.Column("letter_id", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("severity", sa.String(16), nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("acknowledged_by", sa.Text),
        sa.Column("acknowledged_on", sa.Date),
        sa.PrimaryKeyConstraint("letter_id", "position", name="pk_findings"),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.letter_id"], name="fk_findings_letter_id"),
    )


def _letter_statuses() -> None:
    op.create_table(
        "letter_statuses",
        sa.Column("number", _COUNTED, nullable=False),
        sa.Column("letter_id", sa.String(64), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("changed_by", sa.Text),
        sa.Column("changed_on", sa.Date, nullable=False),
        sa.Column("route", sa.String(16)),
        sa.Column("changed_at", _INSTANT, nullable=False),
        sa.Column("key_name", sa.String(120)),
        sa.PrimaryKeyConstraint("number", name="pk_letter_statuses"),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.letter_id"], name="fk_letter_statuses_letter_id"),
    )
    op.create_index("ix_letter_statuses_letter_id", "letter_statuses", ["letter_id"])


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("run_id", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("asked", sa.JSON, nullable=False),
        sa.Column("hubs", sa.JSON, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("failed", sa.JSON, nullable=False),
        sa.Column("key_name", sa.String(120)),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.Column("finished_at", _INSTANT),
        sa.PrimaryKeyConstraint("run_id", name="pk_runs"),
    )
    op.create_index("ix_runs_status", "runs", ["status"])
    op.create_table(
        "run_letters",
        sa.Column("run_id", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("letter_id", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("run_id", "position", name="pk_run_letters"),
        sa.UniqueConstraint("run_id", "letter_id", name="uq_run_letters_run_id_letter_id"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.run_id"], name="fk_run_letters_run_id"),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.letter_id"], name="fk_run_letters_letter_id"),
    )


def _keys_and_accesses() -> None:
    op.create_table(
        "keys",
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("hub", sa.String(64)),
        sa.Column("key_sha256", sa.String(64), nullable=False),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.Column("revoked_at", _INSTANT),
        sa.PrimaryKeyConstraint("name", name="pk_keys"),
        sa.UniqueConstraint("key_sha256", name="uq_keys_key_sha256"),
    )
    op.create_table(
        "accesses",
        sa.Column("number", _COUNTED, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("key_name", sa.String(120)),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("target", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_accesses"),
    )
    op.create_index("ix_accesses_target", "accesses", ["target"])
