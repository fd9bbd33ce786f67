"""What is kept beside each case: kept with each change, derived anew when it may be wrong, and read without folding."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import event as sql_event
from sqlalchemy import text

from correspondence.cases import CaseFiles
from correspondence.protocol.letters import Status
from correspondence.protocol.owed.duty import Duty
from correspondence.service import Service
from tests import build, listed

from .conftest import move, post, send

CASE = "CM26P00417"
TODAY = build.day("Tue 1 Dec 2026")
DAYS = [build.DECIDED_ON + timedelta(days=days) for days in (0, 7, 15, 90, 400, 4000)]


def by_folding(service: Service, today: date) -> list[Duty]:
    """What every open case still owes, each folded for this alone."""
    return [
        duty
        for number in service.register.open_cases()
        for duty in service.duties_of(number, today)
        if duty.done_on is None
    ]


def kept(service: Service, today: date) -> list[Duty]:
    """The same as it is kept beside the cases, nothing derived anew."""
    return list(service.register.standings.duties(service.derive, today))


def agree(service: Service) -> None:
    """What is kept beside the cases is what their files give, on any day, and no case is behind."""
    assert service.register.standings.behind(service.derive) == ()
    for today in DAYS:
        assert kept(service, today) == by_folding(service, today)


@contextmanager
def statements(service: Service) -> Iterator[list[str]]:
    """The statements that the database is given meanwhile."""
    given_: list[str] = []

    def note(*said: object) -> None:
        given_.append(str(said[2]))

    engine = service.register.standings._engine
    sql_event.listen(engine, "before_cursor_execute", note)
    try:
        yield given_
    finally:
        sql_event.remove(engine, "before_cursor_execute", note)


def test_every_change_of_a_case_keeps_its_standing_with_it(service: Service) -> None:
    post(service, "hub_allocation_decided")
    agree(service)
    send(service, "p1", build.day("Fri 20 Nov 2026"))
    agree(service)
    move(service, send(service, "p2", build.day("Fri 20 Nov 2026")), Status.RETURNED, build.day("Mon 23 Nov 2026"))
    agree(service)
    post(service, "information_received", {"occurred_on": "2026-12-01"})
    agree(service)
    post(service, "adviser_allocated", {"occurred_on": "2026-12-03"})
    agree(service)
    post(service, "case_closed", {"occurred_on": "2026-12-04"})
    agree(service)
    assert kept(service, TODAY) == []


def test_another_directory_derives_every_case_anew(service: Service) -> None:
    post(service, "hub_allocation_decided")
    one = build.directory()
    sooner = replace(one, hubs={"essex": replace(one.hubs["essex"], allocation_lead_weeks=9)})
    other = Service(service.register, sooner)
    assert other.register.standings.behind(other.derive) == (CASE,)
    (allocation,) = (d for d in other.duties(TODAY) if d.duty == "allocation")
    assert "9 weeks" in allocation.why
    agree(other)
    assert [d.why for d in service.duties(TODAY) if d.duty == "allocation"] != [allocation.why]


def test_what_was_kept_wrongly_is_put_right_by_deriving_everything_anew(service: Service) -> None:
    post(service, "hub_allocation_decided")
    with service.register.standings._engine.begin() as connection:
        connection.execute(text("delete from owed"))
    assert kept(service, TODAY) == []
    assert service.derive_anew() == 0
    assert service.derive_anew(everything=True) == 1
    agree(service)


def test_an_erased_case_leaves_nothing_beside_it(service: Service) -> None:
    post(service, "hub_allocation_decided")
    service.register.erase_case(CASE)
    with service.register.standings._engine.connect() as connection:
        for table in ("standings", "owed"):
            assert connection.execute(text(f"select count(*) from {table}")).scalar_one() == 0


def test_a_hundred_cases_are_asked_what_they_owe_with_no_more_statements_than_one(service: Service) -> None:
    listed.keep(service, 1)
    with statements(service) as for_one:
        service.duties(TODAY)
    for i in range(2, 101):
        listed.keep(service, i)
    with statements(service) as for_many:
        owed = service.duties(TODAY)
    assert len({duty.case_number for duty in owed if duty.case_number}) == 100
    assert len(for_many) == len(for_one)


def test_a_list_reads_only_the_cases_that_can_be_in_it_and_all_of_them_at_once(service: Service) -> None:
    for i in range(1, 41):
        listed.keep(service, i, {"case.court": "chelmsford" if i % 4 == 0 else "basildon"})
    read = CaseFiles(service.register)
    with statements(service) as given_:
        service.lists.keep("essex", "chelmsford", listed.WEEK_OF, listed.MADE_ON, read, None)
    assert read.numbers == {listed.number(i) for i in range(4, 41, 4)}
    assert len([said for said in given_ if "events.body" in said]) < len(read.numbers)
