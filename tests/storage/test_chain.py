"""What is changed, removed or put into the register behind its back is found and named."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import JSON, Boolean, Column, Date, Engine, Integer, LargeBinary, Table, create_engine
from sqlalchemy.types import DateTime, TypeDecorator

from correspondence.protocol.letters import Status
from correspondence.storage import chain
from correspondence.storage.chain import Broken
from correspondence.storage.delivery_records import DeliveryKey, NewPostRun, Postage
from correspondence.storage.errors import Fault
from correspondence.storage.records import PackApproval, StatusChange
from correspondence.storage.register import Register
from correspondence.storage.tables import (
    METADATA,
    chain_head,
    chain_links,
    deliveries,
    delivery_steps,
    documents,
    events,
    findings,
    letter_statuses,
    letters,
    pack_approvals,
    post_runs,
)

from .samples import CASE, LEAK, TODAY, TRANSLATION, event, keep, letter, open_register

FIRST, SECOND, THIRD = "AAAA-AAAA-AAAA", "BBBB-BBBB-BBBB", "CCCC-CCCC-CCCC"
RUN = "11111111-1111-4111-8111-111111111111"
CHAINED = (
    events,
    letters,
    documents,
    findings,
    letter_statuses,
    pack_approvals,
    deliveries,
    delivery_steps,
    post_runs,
)
NAMED = (events, letters, pack_approvals, post_runs)
"""A link is about one of these rows, with those of other tables that are of it."""
BESIDE = {"cases", "standings", "owed", "work_list", "runs", "run_leases", "run_letters", "keys", "accesses"}
"""What is derived, tells how far something is, or says who called: no hash is kept of it."""


@pytest.fixture
def kept(register: Register) -> Register:
    """A register with two events, three letters, the approval of a pack, and a post run.

    One letter was approved with the pack and waits to leave; one lies in the run.
    """
    written = (
        letter(FIRST, findings=[TRANSLATION]),
        letter(SECOND, recipient="p2", findings=[LEAK]),
        letter(THIRD, recipient="c1"),
    )
    keep(register, event(), *written)
    keep(register, event("e-2"), expected_events=1)
    manifest = ((FIRST, "letter", "pdf", "pl", "0" * 64),)
    approval = PackApproval(
        event_id="decision-1", kind="hub_letter", pack_sha256="0" * 64, manifest=manifest, by="R. Sample", on=TODAY
    )
    register.pack_approvals.add(approval, [TRANSLATION.code])
    register.set_status(THIRD, StatusChange(status=Status.APPROVED, by="R. Sample", on=TODAY))
    run = NewPostRun(run_id=RUN, hub="essex", duplex=True, postage=Postage.FIRST)
    register.post_runs.add(run, "own", [DeliveryKey(letter_id=THIRD, position=0)])
    return register


@pytest.fixture
def behind(kept: Register, folder: Path) -> Iterator[Engine]:
    """The database, reached past the register, where no reference is watched."""
    engine = create_engine(f"sqlite:///{folder / 'register.sqlite'}")
    yield engine
    engine.dispose()


def found(engine: Engine, *changes: str) -> list[Broken]:
    """What is found once these statements were carried out; they are taken back."""
    with engine.connect() as connection:
        for change in changes:
            assert connection.exec_driver_sql(change).rowcount > 0, change
        broken = list(chain.broken(connection))
        connection.rollback()
    return broken


def another(column: Column[object]) -> str:
    """A value that the example has nowhere in that column, as SQLite writes it."""
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    values = {
        Boolean: f"NOT coalesce({column.name}, 0)",
        Integer: "77",
        JSON: "'[\"changed\"]'",
        Date: "'2001-01-01'",
        DateTime: "'2001-01-01 00:00:00.000000'",
        LargeBinary: "X'00'",
    }
    return next((value for of, value in values.items() if isinstance(kind, of)), "'changed'")


def test_all_tables_are_chained_but_those_that_are_named_here() -> None:
    assert {table.name for table in CHAINED} == set(METADATA.tables) - BESIDE - {"chain_links", "chain_head"}


def test_nothing_is_found_in_what_was_kept_moved_and_erased(kept: Register) -> None:
    assert kept.broken_rows() == ()
    kept.set_status(FIRST, StatusChange(status=Status.SENT, by="R. Sample", on=TODAY))
    kept.replace_findings(SECOND, [TRANSLATION], TODAY)
    keep(kept, event("e-3"), expected_events=2, withdrawn=[SECOND])
    assert kept.broken_rows() == ()
    kept.post_runs.close(RUN, "R. Sample", TODAY)
    assert kept.broken_rows() == ()
    before = kept.chain_length()
    kept.erase_case(CASE)
    assert kept.broken_rows() == ()
    assert kept.chain_length()[0] > before[0]


@pytest.mark.parametrize("table", CHAINED, ids=str)
def test_a_value_that_is_changed_in_any_column_is_found(table: Table, behind: Engine) -> None:
    name = str(table)
    one = f"WHERE rowid = (SELECT min(rowid) FROM {name})"
    for column in METADATA.tables[name].columns:
        changed = found(behind, f"UPDATE {name} SET {column.name} = {another(column)} {one}")
        assert changed, column
        assert all(each.kind != "chain" for each in changed)


@pytest.mark.parametrize("table", CHAINED, ids=str)
def test_a_row_that_is_removed_is_found_and_what_it_was_of_is_named(table: Table, behind: Engine) -> None:
    removed = found(behind, f"DELETE FROM {table} WHERE rowid = (SELECT min(rowid) FROM {table})")
    assert len(removed) == 1
    assert removed[0].fault is (Fault.MISSING if table in NAMED else Fault.CHANGED)
    assert removed[0].key in ("decision-1", FIRST, "1", RUN)


def test_a_row_that_is_put_in_is_found(behind: Engine) -> None:
    columns = (
        "case_number, 9, type, occurred_on, taken_on, body, body_sha256, warnings, recorded_at, key_name, erased_at"
    )
    copy = f"INSERT INTO events SELECT 'put-in', {columns} FROM events WHERE event_id = 'decision-1'"
    assert found(behind, copy) == [Broken(kind="event", key="put-in", fault=Fault.INSERTED)]
    columns = f"99, '{FIRST}', 'sent', changed_by, changed_on, route, changed_at, key_name, reason, takes_back"
    step = f"INSERT INTO letter_statuses SELECT {columns} FROM letter_statuses LIMIT 1"
    assert found(behind, step) == [Broken(kind="letter", key=FIRST, fault=Fault.CHANGED)]


def test_whoever_puts_a_link_right_too_breaks_the_chain(behind: Engine) -> None:
    last = "(SELECT max(number) FROM chain_links)"
    assert {each.kind for each in found(behind, f"DELETE FROM chain_links WHERE number = {last}")} >= {"chain"}
    assert {each.kind for each in found(behind, "DELETE FROM chain_links WHERE number = 1")} >= {"chain"}
    for column in chain_links.columns:
        assert found(behind, f"UPDATE chain_links SET {column.name} = {another(column)} WHERE number = {last}"), column
    for name in ("number", "sha256"):
        assert found(behind, f"UPDATE chain_head SET {name} = {another(chain_head.columns[name])}")


def test_after_an_erasure_nothing_that_was_said_of_the_case_can_be_guessed(kept: Register, folder: Path) -> None:
    kept.erase_case(CASE)
    with kept.standings._engine.connect() as connection:
        links = connection.execute(chain_links.select().order_by(chain_links.c.number)).all()
    newest = {(link.kind, link.key): link.number for link in links}
    earlier = [link for link in links if link.kind != "approval" and link.number != newest[link.kind, link.key]]
    assert earlier
    assert {link.salt for link in earlier} == {None}


def test_the_same_row_twice_gives_two_hashes(folder: Path) -> None:
    with open_register(folder) as register:
        keep(register, event(), letter(FIRST, findings=[TRANSLATION]))
        for found_now in ([LEAK], [TRANSLATION], [LEAK], [TRANSLATION]):
            register.replace_findings(FIRST, found_now, TODAY)
        with register.standings._engine.connect() as connection:
            links = connection.execute(chain_links.select().where(chain_links.c.key == FIRST)).all()
    assert len({link.content_sha256 for link in links}) == len(links) == 5
