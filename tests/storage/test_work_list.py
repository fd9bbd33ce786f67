"""The index of where letters are is always what the letters and their cases say."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event as event_api

from correspondence.protocol.days.clocks import Deadline
from correspondence.protocol.letters import UNSENT, Audience, Status
from correspondence.storage.records import Mistake, PackApproval, StatusChange
from correspondence.storage.register import Register
from correspondence.storage.work_list import PAGE, PageEnd, WorkAsked, page

from .samples import CASE, LEAK, TODAY, event, keep, letter

EVERY = frozenset(Status)


def due(on: date) -> Deadline:
    return Deadline(due_on=on, why="", source="ours", provisional=False)


def name(i: int) -> str:
    """An id as letters have them, in the order of *i*."""
    return f"AAAA-AAAA-{i:04}"


def found(register: Register, statuses: frozenset[Status] = UNSENT, **asked: object) -> list[str]:
    """The ids of a page."""
    letters, _ = register.on_the_work_list(WorkAsked(statuses=statuses, **asked))  # type: ignore[arg-type]  # each test's own
    return [x.letter_id for x in letters]


def moved(register: Register, letter_id: str, *way: Status) -> None:
    for status in way:
        change = StatusChange(status=status, by="R. Sample", on=TODAY, reason="The street is not hers")
        register.set_status(letter_id, change)


def test_letters_come_soonest_due_first_and_those_of_one_day_always_in_the_same_order(register: Register) -> None:
    days = [3, 1, 2, 1, 3, 1]
    written = [
        letter(name(i), recipient=f"p{i}", due=due(TODAY + timedelta(days=d)), ordinal=i) for i, d in enumerate(days)
    ]
    keep(register, event(), *written)
    assert found(register) == [name(i) for i in (1, 3, 5, 2, 0, 4)]


def test_every_letter_is_on_one_page_and_the_last_page_says_that_it_is(register: Register) -> None:
    written = [letter(name(i), recipient=f"p{i}", due=due(TODAY + timedelta(days=i // 7))) for i in range(2 * PAGE + 7)]
    keep(register, event(), *written)
    seen: list[str] = []
    after: PageEnd | None = None
    sizes = []
    while True:
        letters, after = register.on_the_work_list(WorkAsked(statuses=UNSENT, after=after))
        seen += [x.letter_id for x in letters]
        sizes.append(len(letters))
        if after is None:
            break
    assert seen == [name(i) for i in range(len(written))]
    assert sizes == [PAGE, PAGE, 7]


def test_a_page_goes_on_after_the_same_letter_whatever_went_before_it(register: Register) -> None:
    keep(register, event(), *(letter(name(i), recipient=f"p{i}", due=due(TODAY)) for i in range(PAGE + 2)))
    _, after = register.on_the_work_list(WorkAsked(statuses=UNSENT))
    moved(register, name(0), Status.WITHDRAWN)
    moved(register, name(PAGE - 1), Status.WITHDRAWN)
    assert found(register, after=after) == [name(PAGE), name(PAGE + 1)]


@pytest.mark.parametrize("way", [[], [Status.APPROVED], [Status.SENT_BACK], [Status.APPROVED, Status.SENT]])
def test_a_letter_is_found_at_the_status_it_has_and_at_no_other(register: Register, way: list[Status]) -> None:
    keep(register, event(), letter(name(1)), letter(name(2), recipient="p2", findings=[LEAK]))
    moved(register, name(1), *way)
    now = way[-1] if way else Status.DRAFT
    assert {s: found(register, frozenset({s})) for s in Status if found(register, frozenset({s}))} == {
        now: [name(1)],
        Status.HELD: [name(2)],
    }


def test_what_events_examinations_approvals_and_mistakes_do_to_letters_it_follows(register: Register) -> None:
    keep(register, event(), letter(name(1)), letter(name(2), recipient="p2"), letter(name(3), recipient="p3"))
    keep(register, event("e-2"), expected_events=1, withdrawn=[name(1)], examined={name(2): [LEAK]})
    assert (found(register, frozenset({Status.HELD})), found(register, frozenset({Status.DRAFT}))) == (
        [name(2)],
        [name(3)],
    )
    register.replace_findings(name(2), [], TODAY)
    manifest = tuple((each, "letter", "pdf", "pl", "0" * 64) for each in (name(2), name(3)))
    approval = PackApproval(
        event_id="decision-1", kind="hub_letter", pack_sha256="0" * 64, manifest=manifest, by="R. Sample", on=TODAY
    )
    register.pack_approvals.add(approval)
    assert found(register, frozenset({Status.APPROVED})) == [name(2), name(3)]
    moved(register, name(2), Status.SENT)
    register.take_back(name(2), Mistake(by="S. Visor", on=TODAY, reason="It lay in the tray"))
    assert found(register, frozenset({Status.APPROVED})) == [name(2), name(3)]


def test_only_what_is_asked_for_is_found(register: Register) -> None:
    keep(register, event(), letter(name(1), due=due(TODAY)), letter(name(2), recipient="p2", due=due(date.max)))
    assert found(register, kind="hub_letter", due_by=TODAY) == [name(1)]
    assert found(register, kind="update") == []
    assert found(register, hubs=frozenset({"kent"})) == []
    assert found(register, hubs=frozenset({"kent", "essex"})) == [name(1), name(2)]


def test_a_letter_goes_with_its_case_to_another_hub(register: Register) -> None:
    keep(register, event(), letter(name(1)))
    keep(register, event("e-2", hub="kent"), expected_events=1)
    assert found(register, hubs=frozenset({"essex"})) == []
    assert found(register, hubs=frozenset({"kent"})) == [name(1)]


def test_what_stays_on_file_and_what_was_erased_is_on_no_list(register: Register) -> None:
    keep(register, event(), letter(name(1)), letter(name(2), recipient="file", audience=Audience.FILE))
    assert found(register, EVERY) == [name(1)]
    register.erase_case(CASE)
    assert found(register, EVERY) == []


def test_a_page_is_read_from_the_index_alone_in_its_order(register: Register) -> None:
    """So that it costs what it shows: no letter but those of the page is looked at."""
    asked = WorkAsked(statuses=UNSENT, hubs=frozenset({"essex"}), kind="hub_letter", due_by=TODAY)
    asked = replace(asked, after=PageEnd(due_on=TODAY, letter_id=name(1)))
    said: list[tuple[str, Any]] = []
    with register.standings._engine.connect() as connection:
        event_api.listen(connection, "before_cursor_execute", lambda *given: said.append((given[2], given[3])))
        page(connection, asked)
        ((statement, values),) = (each for each in said if "work_list" in each[0])
        steps = [row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
    read = [step for step in steps if "work_list" in step]
    assert len(read) == len(UNSENT)
    assert all("COVERING INDEX ix_work_list" in step and "hub=? AND status=?" in step for step in read), read
    assert sum("TEMP B-TREE" in step for step in steps) <= 1  # the few of each stretch are put in one order
