"""Courts' lists: one for a week and a court, kept as it was made, owed again from the day it was sent."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from correspondence import runs, verification
from correspondence.cases import CaseFiles
from correspondence.documents import DocumentForm
from correspondence.protocol.directory import Court, Directory
from correspondence.protocol.letters import Status
from correspondence.protocol.owed.duty import DutyName
from correspondence.protocol.refusals import Conflict, Inconsistent, NotInProtocol
from correspondence.protocol.subject import lists_of
from correspondence.service import Service
from correspondence.storage import Mistake, Register, RunStatus, StoredLetter, StoredRun, UnlawfulMove
from tests import build

from .conftest import Clock, move, post

CASE, OTHER = "CM26P00417", "CM26P00418"
MONDAY = build.day("Mon 30 Nov 2026")
NEXT_MONDAY = build.day("Mon 7 Dec 2026")
WEEK_AFTER = build.day("Mon 14 Dec 2026")
HERE = ("essex", "chelmsford")


def keep(service: Service, week_of: date = MONDAY, today: date | None = None) -> tuple[StoredLetter, bool]:
    """The list of the example Hub for its court, and whether it was made now."""
    read = CaseFiles(service.register)
    letters, is_new = service.lists.keep(*HERE, week_of, today or week_of, read, "lists-desk")
    (letter,) = letters
    return letter, is_new


def run_lists(service: Service, week_of: date = MONDAY, court: str | None = None) -> StoredRun:
    """Make the lists of a week on that day, for every Hub."""
    hubs = tuple(service.directory.hubs)
    run = runs.ask_court_lists(service, week_of, week_of, court=court, hubs=hubs, by="lists-desk")
    return runs.carry_out(service, run, week_of)


def sheet(service: Service, letter: StoredLetter) -> list[list[str]]:
    """The rows of a list's CSV, without their heading."""
    content = service.register.document(letter.letter_id, DocumentForm.CSV, "en", part="list").decode("utf-8-sig")
    return [line.split(",") for line in content.splitlines()[1:]]


def numbers(service: Service, letter: StoredLetter) -> list[str]:
    """The case numbers in a list."""
    return [number for row in sheet(service, letter) for number in row if number in (CASE, OTHER)]


def other_case(changes: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"event_id": "decision-2", "case.case_number": OTHER, **(changes or {})}


def send(service: Service, letter: StoredLetter, on: date) -> StoredLetter:
    return move(service, move(service, letter, Status.APPROVED, on), Status.SENT, on)


def sent(service: Service, letter: StoredLetter, on: date = MONDAY) -> StoredLetter:
    return send(service, letter, on)


def stands(service: Service, letter: StoredLetter) -> Status:
    now = service.register.letter(letter.letter_id)
    assert now is not None
    return now.status


def with_directory(service: Service, directory: Directory) -> Service:
    return Service(service.register, directory)


def hub_with(**changes: Any) -> Directory:
    """A directory of one Hub that serves one court, with other facts about it."""
    one = build.directory()
    return replace(one, hubs={"essex": replace(one.hubs["essex"], **({"courts": ("chelmsford",)} | changes))})


def two_courts() -> Directory:
    """The example's Hub serves a second court."""
    one = hub_with(courts=("chelmsford", "basildon"))
    second = Court(name="the Family Court at Basildon", email="family.basildon@example.org")
    return replace(one, courts={**one.courts, "basildon": second})


# One list for a week


@pytest.mark.drawn
def test_a_list_is_kept_with_its_letter_its_table_and_its_spreadsheet(service: Service) -> None:
    post(service, "hub_allocation_decided")
    letter, is_new = keep(service)
    assert (is_new, letter.status, letter.findings) == (True, Status.DRAFT, ())
    assert (letter.kind, letter.recipient, letter.subject) == ("opening_list", "court:chelmsford", lists_of("essex"))
    assert {(d.part, str(d.form)) for d in letter.documents} == {
        *(("letter", form) for form in ("pdf", "docx")),
        *(("list", form) for form in ("pdf", "docx", "csv")),
    }
    assert numbers(service, letter) == [CASE]


def test_the_same_week_again_is_the_list_that_was_made_though_cases_changed_since(service: Service) -> None:
    post(service, "hub_allocation_decided")
    first, _ = keep(service)
    post(service, "hub_allocation_decided", other_case({"occurred_on": "2026-12-01"}))
    again, is_new = keep(service, MONDAY + timedelta(days=4))
    assert (again, is_new) == (first, False)
    assert len(service.register.history("hub:essex")) == 1


def test_every_day_of_a_week_names_that_week(service: Service) -> None:
    post(service, "hub_allocation_decided")
    first, _ = keep(service, build.day("Sun 6 Dec 2026"))
    for weekday in range(7):
        assert keep(service, MONDAY + timedelta(days=weekday), build.day("Sun 6 Dec 2026")) == (first, False)
    assert keep(service, NEXT_MONDAY)[1]


def test_the_next_weeks_list_goes_on_from_the_last(service: Service) -> None:
    post(service, "hub_allocation_decided")
    first = sent(service, keep(service)[0])
    post(service, "hub_allocation_decided", other_case({"occurred_on": "2026-12-02"}))
    second, _ = keep(service, NEXT_MONDAY)
    assert (first.kind, second.kind) == ("opening_list", "weekly_list")
    standings = {number: row for row in sheet(service, second) for number in (CASE, OTHER) if number in row}
    assert "new" in standings[OTHER]
    assert "held" in standings[CASE]


def test_a_list_that_was_never_sent_told_the_court_nothing(service: Service) -> None:
    post(service, "hub_allocation_decided")
    sent(service, keep(service)[0])
    post(service, "hub_allocation_decided", other_case({"occurred_on": "2026-12-02"}))
    unsent, _ = keep(service, NEXT_MONDAY)
    post(service, "case_closed", {"occurred_on": "2026-12-09"})
    third, _ = keep(service, WEEK_AFTER)
    standings = {number: row for row in sheet(service, third) for number in (CASE, OTHER) if number in row}
    assert "new" in standings[OTHER]
    assert "gone" in standings[CASE]
    last = service.lists.last(*HERE)
    assert last is not None
    assert last.week_of == MONDAY
    assert stands(service, unsent) is Status.WITHDRAWN


@pytest.mark.parametrize("way", [(), (Status.APPROVED,)])
def test_the_next_list_takes_the_place_of_one_of_an_earlier_week_that_was_not_sent(
    service: Service, way: tuple[Status, ...]
) -> None:
    post(service, "hub_allocation_decided")
    first, _ = keep(service)
    for status in way:
        move(service, first, status, MONDAY)
    second, _ = keep(service, NEXT_MONDAY)
    assert (stands(service, first), second.kind) == (Status.WITHDRAWN, "opening_list")
    assert [row for row in sheet(service, second) if CASE in row and "new" in row]


def test_a_list_that_was_sent_stands_when_the_next_is_made(service: Service) -> None:
    first = sent(service, keep(service)[0])
    keep(service, NEXT_MONDAY)
    assert stands(service, first) is Status.SENT


def test_a_list_that_came_back_is_made_again_and_told_the_court_nothing(service: Service) -> None:
    post(service, "hub_allocation_decided")
    first = move(service, sent(service, keep(service)[0]), Status.RETURNED, MONDAY)
    again, is_new = keep(service)
    assert (is_new, again.kind, again.letter_id != first.letter_id) == (True, "opening_list", True)
    assert stands(service, first) is Status.RETURNED


def test_a_list_waits_where_the_one_it_goes_on_from_came_back_and_is_then_made_anew(service: Service) -> None:
    post(service, "hub_allocation_decided")
    first = sent(service, keep(service)[0])
    second, _ = keep(service, NEXT_MONDAY)
    move(service, first, Status.RETURNED, NEXT_MONDAY)
    with pytest.raises(UnlawfulMove):
        move(service, second, Status.APPROVED, NEXT_MONDAY)
    assert stands(service, second) is Status.HELD
    anew, is_new = keep(service, NEXT_MONDAY)
    assert (is_new, anew.kind, stands(service, second)) == (True, "opening_list", Status.WITHDRAWN)


def test_a_list_is_due_from_the_day_on_which_the_last_was_sent_as_its_duty_is(service: Service) -> None:
    send(service, keep(service)[0], build.day("Wed 2 Dec 2026"))
    second, _ = keep(service, NEXT_MONDAY)
    assert (None, "chelmsford", second.due_on) in list_duties(service, NEXT_MONDAY, "essex")
    assert [court for _, court, _ in list_duties(service, NEXT_MONDAY, "essex")].count("chelmsford") == 1
    assert second.due_on == build.day("Wed 9 Dec 2026")


def due_on(service: Service, letter: StoredLetter) -> date:
    now = service.register.letter(letter.letter_id)
    assert now is not None
    return now.due_on


def test_a_list_on_its_way_moves_to_the_day_of_its_duty_when_the_one_before_comes_back(service: Service) -> None:
    first = send(service, keep(service)[0], build.day("Wed 2 Dec 2026"))
    second, _ = keep(service, NEXT_MONDAY)
    assert due_on(service, second) == build.day("Wed 9 Dec 2026")
    move(service, first, Status.RETURNED, NEXT_MONDAY)
    (duty,) = (d for d in service.duties(NEXT_MONDAY) if d.court == "chelmsford")
    assert due_on(service, second) == duty.due_on < NEXT_MONDAY
    never_came_back = Mistake(by="S. Visor", on=NEXT_MONDAY, reason="It was another court's")
    service.take_back(first.letter_id, never_came_back)
    assert due_on(service, second) == build.day("Wed 9 Dec 2026")


def test_a_list_on_its_way_is_due_as_often_as_is_agreed_with_the_court_by_now(service: Service) -> None:
    post(service, "hub_allocation_decided")
    send(service, keep(service)[0], MONDAY)
    second, _ = keep(service, NEXT_MONDAY)
    fortnightly = with_directory(service, hub_with(list_every_days=14))
    assert (None, "chelmsford", build.day("Mon 14 Dec 2026")) in list_duties(fortnightly, NEXT_MONDAY)
    assert due_on(fortnightly, second) == build.day("Mon 14 Dec 2026")


def test_a_list_goes_no_more_once_the_day_has_passed_by_which_it_promises_the_next(service: Service) -> None:
    letter, _ = keep(service)
    letter = move(service, letter, Status.APPROVED, NEXT_MONDAY)  # it promises the next by that very day
    with pytest.raises(UnlawfulMove):
        move(service, letter, Status.SENT, NEXT_MONDAY + timedelta(days=1))
    assert stands(service, letter) is Status.HELD
    anew, is_new = keep(service, MONDAY, NEXT_MONDAY + timedelta(days=1))
    assert (is_new, anew.dated, stands(service, letter)) == (True, build.day("Tue 8 Dec 2026"), Status.WITHDRAWN)


def test_a_list_without_a_case_is_kept_too(service: Service) -> None:
    letter, is_new = keep(service)
    assert (is_new, letter.status, sheet(service, letter)) == (True, Status.DRAFT, [])


def test_a_case_that_was_listed_and_closed_is_in_one_list_more_and_then_not_even_read(service: Service) -> None:
    post(service, "hub_allocation_decided")
    sent(service, keep(service)[0])
    post(service, "case_closed", {"occurred_on": "2026-12-03"})
    second = sent(service, keep(service, NEXT_MONDAY)[0], NEXT_MONDAY)
    assert "closed" in sheet(service, second)[0]

    read = CaseFiles(service.register)
    (third,), _ = service.lists.keep(*HERE, WEEK_AFTER, WEEK_AFTER, read, None)
    assert sheet(service, third) == []
    assert read.numbers == frozenset()


def test_a_list_that_was_withdrawn_is_made_anew_from_what_is_known_by_then(service: Service) -> None:
    post(service, "hub_allocation_decided")
    first, _ = keep(service)
    move(service, first, Status.WITHDRAWN, MONDAY)
    post(service, "hub_allocation_decided", other_case({"occurred_on": "2026-11-30"}))
    second, is_new = keep(service)
    assert (is_new, second.kind) == (True, "opening_list")
    assert second.letter_id != first.letter_id
    assert numbers(service, second) == [CASE, OTHER]
    assert keep(service) == (second, False)


def test_no_list_is_made_for_a_week_before_that_of_the_last(service: Service) -> None:
    keep(service, NEXT_MONDAY)
    with pytest.raises(Conflict) as refused:
        keep(service, MONDAY, NEXT_MONDAY)
    assert refused.value.reasons[0].rule == "later_list_made"


def test_of_two_who_ask_at_once_one_makes_the_list_and_both_have_it(service: Service) -> None:
    both = with_directory(service, two_courts())
    asked = [court for court in ("chelmsford", "basildon") for _ in range(2)]
    read = CaseFiles(service.register)
    with ThreadPoolExecutor(4) as callers:
        made = list(callers.map(lambda court: both.lists.keep("essex", court, MONDAY, MONDAY, read, None), asked))
    assert sorted(is_new for _, is_new in made) == [False, False, True, True]
    assert made[0][0] == made[1][0] != made[2][0] == made[3][0]
    assert len(service.register.history("hub:essex")) == 2


# The Hub's own stream is no case


def test_the_stream_of_a_hub_is_no_open_case_and_owes_nothing_itself(service: Service) -> None:
    keep(service)
    assert service.register.open_cases() == ()
    assert service.register.cases_of("essex") == ()
    assert {d.duty for d in service.duties(MONDAY)} == {DutyName.COURT_LIST, DutyName.OPERATION_REPORT}
    run = runs.ask_due_updates(service, date(2027, 6, 1), date(2027, 6, 1), hubs=("essex",), by=None)
    assert (runs.carry_out(service, run, date(2027, 6, 1)).failed) == ()


@pytest.mark.drawn
def test_all_that_was_kept_of_a_list_is_whole_and_is_made_again_with_the_same_bytes(service: Service) -> None:
    post(service, "hub_allocation_decided")
    keep(service)
    proofs = list(verification.verify(service))
    assert {proof.fault for proof in proofs} == {None}
    lists = [proof.made_again for proof in proofs if proof.event_id.startswith("court-list-") and proof.letter_id]
    assert lists == [True] * 5


def test_an_erased_case_leaves_its_number_alone_in_the_list_it_was_in(service: Service) -> None:
    post(service, "hub_allocation_decided")
    sent(service, keep(service)[0])
    service.register.erase_case(CASE)
    second, _ = keep(service, NEXT_MONDAY)
    (row,) = sheet(service, second)
    assert CASE in row
    assert "ZW" not in row  # nothing is known of its people any more


# Before it is sent


def test_a_list_goes_its_way_by_e_mail(service: Service) -> None:
    post(service, "hub_allocation_decided")
    letter, _ = keep(service)
    sent = send(service, letter, MONDAY)
    assert (sent.status, str(sent.route), sent.sent_on) == (Status.SENT, "email", MONDAY)


def test_a_list_is_held_once_somebody_in_one_of_its_cases_is_hidden(service: Service) -> None:
    """The initials were told of when nobody was; the list that is made instead has none."""
    post(service, "hub_allocation_decided")
    letter, _ = keep(service)
    hidden = {"occurred_on": "2026-11-30", "case.people.1.in_refuge": True}
    post(service, "review_recorded", hidden)
    with pytest.raises(Exception, match="held"):
        move(service, letter, Status.APPROVED, MONDAY)
    held = service.register.letter(letter.letter_id)
    assert held is not None
    assert (held.status, {f.code for f in held.findings}) == (Status.HELD, {"out_of_date"})
    anew, is_new = keep(service)
    assert (is_new, anew.status, stands(service, letter)) == (True, Status.DRAFT, Status.WITHDRAWN)
    assert "ZS" in str(sheet(service, letter))
    assert "ZS" not in str(sheet(service, anew))


def test_a_list_is_held_where_the_directory_has_changed_since(service: Service) -> None:
    letter, _ = keep(service)
    contact = replace(build.hub().contact, phone="01632 960999")
    with pytest.raises(Exception, match="held"):
        move(with_directory(service, hub_with(contact=contact)), letter, Status.APPROVED, MONDAY)


def test_a_held_list_is_tried_again_when_it_is_asked_for_again(service: Service) -> None:
    letter, _ = keep(service)
    contact = replace(build.hub().contact, phone="01632 960999")
    with pytest.raises(Exception, match="held"):
        move(with_directory(service, hub_with(contact=contact)), letter, Status.APPROVED, MONDAY)
    again, is_new = keep(service)
    assert (again.letter_id, again.status, is_new) == (letter.letter_id, Status.DRAFT, False)


# What is owed


def list_duties(service: Service, today: date, hub: str | None = None) -> list[tuple[str | None, str | None, date]]:
    every = (d for d in service.duties(today, hub) if d.duty is DutyName.COURT_LIST)
    return [(d.case_number, d.court, d.due_on) for d in every]


def test_the_first_list_is_owed_by_the_end_of_the_hubs_first_working_week(service: Service) -> None:
    opening = with_directory(service, hub_with(open_from=MONDAY))
    assert list_duties(opening, MONDAY) == [(None, "chelmsford", build.day("Fri 4 Dec 2026"))]


def test_the_next_list_is_owed_from_the_day_that_the_last_was_sent_and_only_then(service: Service) -> None:
    opening = with_directory(service, hub_with(open_from=MONDAY))
    letter, _ = keep(opening)
    first = [(None, "chelmsford", build.day("Fri 4 Dec 2026"))]
    assert list_duties(opening, MONDAY) == first
    letter = move(opening, letter, Status.APPROVED, MONDAY)
    assert list_duties(opening, MONDAY) == first
    letter = move(opening, letter, Status.SENT, build.day("Wed 2 Dec 2026"))
    assert list_duties(opening, MONDAY) == [(None, "chelmsford", build.day("Wed 9 Dec 2026"))]
    move(opening, letter, Status.RETURNED, build.day("Thu 3 Dec 2026"))
    assert list_duties(opening, MONDAY) == first


def test_a_list_is_owed_as_often_as_was_agreed_with_the_court(service: Service) -> None:
    fortnightly = with_directory(service, hub_with(list_every_days=14))
    letter, _ = keep(fortnightly)
    send(fortnightly, letter, MONDAY)
    (duty,) = (d for d in fortnightly.duties(build.day("Tue 15 Dec 2026")) if d.duty is DutyName.COURT_LIST)
    assert (duty.due_on, duty.overdue, duty.source) == (build.day("Mon 14 Dec 2026"), True, "Annex B")
    assert duty.why == "14 days from the last list, Monday 30 November 2026"


def test_each_court_is_owed_its_own_list(service: Service) -> None:
    both = with_directory(service, two_courts())
    assert {court for _, court, _ in list_duties(both, MONDAY)} == {"chelmsford", "basildon"}
    assert list_duties(both, MONDAY, "essex") == list_duties(both, MONDAY)


def test_a_hub_that_has_closed_owes_one_list_more_and_then_none(service: Service) -> None:
    post(service, "hub_allocation_decided")
    send(service, keep(service)[0], MONDAY)
    closed = with_directory(service, hub_with(closed_on=build.day("Thu 3 Dec 2026")))
    assert list_duties(closed, build.day("Fri 4 Dec 2026")) == [(None, "chelmsford", NEXT_MONDAY)]
    last, is_new = keep(closed, NEXT_MONDAY)
    assert is_new
    assert "gone" in sheet(closed, last)[0]
    send(closed, last, NEXT_MONDAY)
    assert list_duties(closed, NEXT_MONDAY) == []
    with pytest.raises(NotInProtocol) as refused:
        keep(closed, build.day("Mon 14 Dec 2026"))
    assert refused.value.reasons[0].rule == "hub_not_open"
    assert run_lists(closed, build.day("Mon 14 Dec 2026")).total == 0


def test_a_list_made_before_its_hub_closed_tells_of_no_closing_whenever_it_is_sent(service: Service) -> None:
    post(service, "hub_allocation_decided")
    made_while_open, _ = keep(service)
    closed = with_directory(service, hub_with(closed_on=build.day("Thu 3 Dec 2026")))
    send(closed, made_while_open, build.day("Thu 3 Dec 2026"))
    due = build.day("Thu 10 Dec 2026")
    assert list_duties(closed, build.day("Fri 4 Dec 2026")) == [(None, "chelmsford", due)]
    last, _ = keep(closed, NEXT_MONDAY)
    assert last.due_on == due
    send(closed, last, NEXT_MONDAY)
    assert list_duties(closed, NEXT_MONDAY) == []


@pytest.mark.parametrize("opens", [NEXT_MONDAY, build.day("Mon 4 Jan 2027")])
def test_a_hub_makes_no_list_before_it_opens(service: Service, opens: date) -> None:
    ahead = with_directory(service, hub_with(open_from=opens))
    with pytest.raises(NotInProtocol) as refused:
        keep(ahead, MONDAY, MONDAY)
    assert refused.value.reasons[0].rule == "hub_not_open"
    with pytest.raises(NotInProtocol):
        keep(ahead, MONDAY, opens)


# Runs


def test_a_run_makes_the_list_of_every_court_and_running_it_twice_makes_nothing_twice(service: Service) -> None:
    both = with_directory(service, two_courts())
    post(both, "hub_allocation_decided")
    first, second = run_lists(both), run_lists(both, MONDAY + timedelta(days=2))
    assert (first.status, first.total, first.done, first.failed) == (RunStatus.DONE, 2, 2, ())
    letters = both.register.runs.letters(first.run_id)
    assert [x.recipient for x in letters] == ["court:chelmsford", "court:basildon"]
    assert both.register.runs.letters(second.run_id) == letters
    assert [len(sheet(both, x)) for x in letters] == [1, 0]
    assert len(both.register.history(lists_of("essex").key)) == 2


def test_one_court_alone_can_be_asked_for(service: Service) -> None:
    run = run_lists(with_directory(service, two_courts()), court="basildon")
    assert [x.recipient for x in service.register.runs.letters(run.run_id)] == ["court:basildon"]


def test_a_list_that_cannot_be_made_is_listed_and_stops_no_other(service: Service) -> None:
    """Nobody holds the signing post of the one Hub."""
    one = two_courts()
    vacant = replace(one.hubs["essex"], practice_supervisor=(), courts=("chelmsford",))
    fine = replace(one.hubs["essex"], name="Kent Allocation Hub", courts=("basildon",))
    run = run_lists(with_directory(service, replace(one, hubs={"essex": vacant, "kent": fine})))
    assert [(each.what, each.rule) for each in run.failed] == [("essex/chelmsford", "vacant_post")]
    assert [x.hub for x in service.register.runs.letters(run.run_id)] == ["kent"]


def test_what_an_interruption_left_out_is_made_by_the_next_run(service: Service) -> None:
    both = with_directory(service, two_courts())
    done: list[runs.Step] = []
    run = runs.ask_court_lists(both, MONDAY, MONDAY, court=None, hubs=("essex",), by=None)
    ended = runs.carry_out(both, run, MONDAY, done.append, lambda: bool(done))
    assert (ended.status, ended.done, ended.total) == (RunStatus.INTERRUPTED, 1, 2)
    whole = run_lists(both)
    assert len(both.register.runs.letters(whole.run_id)) == 2
    assert len(both.register.history("hub:essex")) == 2


@pytest.mark.parametrize(
    ("week_of", "court", "rule"),
    [
        (NEXT_MONDAY, None, "in_the_future"),
        (date(1815, 6, 18), None, "day_out_of_range"),
        (MONDAY, "atlantis", "court_unknown"),
        (MONDAY, "basildon", "court_not_served"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_by_rule(
    service: Service, week_of: date, court: str | None, rule: str
) -> None:
    served = with_directory(service, replace(two_courts(), hubs=build.directory().hubs))
    with pytest.raises(Inconsistent) as refused:
        runs.ask_court_lists(served, week_of, build.day("Sun 6 Dec 2026"), court=court, hubs=("essex",), by=None)
    assert [reason.rule for reason in refused.value.reasons] == [rule]


def test_each_case_of_a_hub_is_read_once_for_all_its_courts(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    post(service, "hub_allocation_decided")
    both = with_directory(service, two_courts())
    read: list[str] = []
    read_cases = Register.read_cases

    def noted(self: Register, case_numbers: Sequence[str]) -> Any:
        read.extend(case_numbers)
        return read_cases(self, case_numbers)

    monkeypatch.setattr(Register, "read_cases", noted)
    run_lists(both)
    assert read == [CASE]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Service]:
    """A register of its own, in the same order of events."""
    with Register.open(None, tmp_path / "elsewhere", Clock()) as register:
        yield Service(register, build.directory())


def test_the_same_cases_give_the_same_bytes(service: Service, elsewhere: Service) -> None:
    for each in (service, elsewhere):
        post(each, "hub_allocation_decided")
    one, other = keep(service)[0], keep(elsewhere)[0]
    assert [d.sha256 for d in one.documents] == [d.sha256 for d in other.documents]
