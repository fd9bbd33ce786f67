"""Our own printer: each approved letter in one run, printed as it was kept, posted when a person says so."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path

import pikepdf
import pytest

from correspondence.checks import print_area
from correspondence.dispatch import own_printer
from correspondence.dispatch.channels import NO_FILE, OwnPrinter
from correspondence.dispatch.own_printer import ADDRESSES, MANIFEST, Posted, as_printed, make_run, members, say_posted
from correspondence.protocol.letters import Status
from correspondence.protocol.refusals import Inconsistent
from correspondence.storage import (
    DeliveryState,
    NoSuchPostRun,
    NothingToPost,
    NotSaidOf,
    Postage,
    PostRunClosed,
    PostRunState,
    StatusChange,
    StoredPostRun,
)
from tests.build import EXAMPLES

from .conftest import TODAY, House, family

pytestmark = pytest.mark.drawn


@pytest.fixture
def posting(house: House) -> House:
    """With the mother's letter approved, which goes by post."""
    house.approve("p2")
    return house


def run_of(house: House, *, duplex: bool = True) -> StoredPostRun:
    """A run of what waits in Essex."""
    printer = OwnPrinter(type="own_printer", duplex=duplex, postage=Postage.FIRST)
    return make_run(house.service, replace(NO_FILE, printer=printer), "essex", TODAY, "desk")


def files_of(house: House, run: StoredPostRun) -> dict[str, bytes]:
    return dict(members(house.service, run))


def said(**more: Sequence[str]) -> Posted:
    return Posted(by="R. Sample", on=TODAY, **{name: tuple(each) for name, each in more.items()})


def withdraw(house: House) -> None:
    """An event takes the mother's letter back: her address was wrong."""
    letter = house.letter("p2")
    house.service.register.keep_instead(
        letter.subject, [], expected_events=1, withdrawn=[letter.letter_id], on=TODAY, derive=house.service.derive
    )


@pytest.mark.parametrize("duplex", [True, False])
def test_a_run_holds_each_letter_once_as_it_was_kept_with_a_manifest_and_an_address_sheet(
    posting: House, duplex: bool
) -> None:
    run = run_of(posting, duplex=duplex)
    files = files_of(posting, run)
    assert [*files] == [MANIFEST, ADDRESSES, "0001-1.pdf"]
    (row,) = csv.DictReader(StringIO(files[MANIFEST].decode()))
    letter = posting.letter("p2")
    kept = posting.service.register.content(letter.documents[0])
    with pikepdf.open(BytesIO(files["0001-1.pdf"])) as printed, pikepdf.open(BytesIO(kept)) as as_kept:
        pages, before = len(printed.pages), len(as_kept.pages)
    assert pages == (before + before % 2 if duplex else before)
    assert row == {
        "envelope": "1",
        "insert": "1",
        "reference": f"{letter.letter_id}-0",
        "file": "0001-1.pdf",
        "pages": str(pages),
        "sheets": str(pages // 2 if duplex else pages),
        "postage": "first",
        "sha256": sha256(files["0001-1.pdf"]).hexdigest(),
        "kept_sha256": letter.documents[0].sha256,
    }
    assert files == files_of(posting, run), "the same run gives the same bytes"


def test_the_address_sheet_has_the_lines_of_the_window_and_no_others(posting: House) -> None:
    sheet = files_of(posting, run_of(posting))[ADDRESSES].decode()
    mother = family()[1]
    letter = posting.letter("p2")
    composed = posting.service.letters_about(letter.subject).as_it_was(letter)
    assert composed is not None
    lines = [line.strip() for line in sheet.splitlines()]
    assert lines == [f"0001  {letter.letter_id}", *composed.envelope.lines]
    assert mother["address"]["postcode"] in lines


def test_an_odd_number_of_pages_is_made_even_by_a_blank_page_for_printing_on_both_sides() -> None:
    with pikepdf.new() as three, BytesIO() as written:
        for _ in range(3):
            three.add_blank_page(page_size=(595, 842))
        three.save(written)
        content = written.getvalue()
    padded, pages = as_printed(content, duplex=True)
    assert pages == 4
    with pikepdf.open(BytesIO(padded)) as document:
        assert [tuple(map(float, page.mediabox)) for page in document.pages] == [(0, 0, 595, 842)] * 4
    assert as_printed(content, duplex=True)[0] == padded
    assert as_printed(content, duplex=False) == (content, 3)


def test_nothing_is_sent_before_somebody_says_that_the_run_was_posted(posting: House) -> None:
    run = run_of(posting)
    assert posting.state("p2") == (DeliveryState.CLAIMED, "claimed")
    assert posting.letter("p2").status is Status.APPROVED
    closed = say_posted(posting.service, run.run_id, said(), TODAY, "desk")
    assert closed.state is PostRunState.CLOSED
    assert posting.letter("p2").status is Status.SENT
    step = posting.service.register.steps(posting.letter("p2").letter_id)[-1]
    assert (step.by, step.route, step.key_name) == ("R. Sample", posting.letter("p2").route, "desk")
    with pytest.raises(PostRunClosed):
        say_posted(posting.service, run.run_id, said(), TODAY)


def test_a_letter_lies_in_one_run(posting: House) -> None:
    run_of(posting)
    with pytest.raises(NothingToPost):
        run_of(posting)


def test_what_was_taken_out_of_a_run_waits_for_the_next(posting: House) -> None:
    run = run_of(posting)
    say_posted(posting.service, run.run_id, said(not_posted=[f"{posting.letter('p2').letter_id}-0"]), TODAY)
    assert posting.letter("p2").status is Status.APPROVED
    assert len(run_of(posting).deliveries) == 1


def test_what_is_no_longer_to_go_is_named_until_somebody_says_what_became_of_it(posting: House) -> None:
    run = run_of(posting)
    letter = posting.letter("p2")
    reference = f"{letter.letter_id}-0"
    withdraw(posting)
    again = posting.service.register.post_runs.find(run.run_id)
    assert again is not None
    assert [own_printer.is_to_be_taken_out(each) for each in again.deliveries] == [True]
    assert [*files_of(posting, again)] == [MANIFEST, ADDRESSES]
    with pytest.raises(NotSaidOf) as unsaid:
        say_posted(posting.service, run.run_id, said(), TODAY)
    assert unsaid.value.references == (reference,)
    say_posted(posting.service, run.run_id, said(not_posted=[reference]), TODAY)
    assert posting.letter("p2").status is Status.WITHDRAWN
    assert posting.state("p2")[0] is DeliveryState.CANCELLED


def test_what_went_all_the_same_is_told_as_sent(posting: House) -> None:
    run = run_of(posting)
    reference = f"{posting.letter('p2').letter_id}-0"
    letter_id = posting.letter("p2").letter_id
    withdraw(posting)
    say_posted(posting.service, run.run_id, said(went_all_the_same=[reference]), TODAY)
    found = posting.service.register.letter(letter_id)
    assert found is not None
    assert found.status is Status.SENT


@pytest.mark.parametrize(
    "wrong", [{"not_posted": ["0000-0000-0000-0"]}, {"went_all_the_same": ["x"]}, {"not_posted": [""]}]
)
def test_what_is_not_in_the_run_cannot_be_said_of_it(posting: House, wrong: dict[str, list[str]]) -> None:
    run = run_of(posting)
    with pytest.raises(Inconsistent):
        say_posted(posting.service, run.run_id, said(**wrong), TODAY)
    assert posting.letter("p2").status is Status.APPROVED


def test_a_run_that_nobody_made_was_not_posted(posting: House) -> None:
    with pytest.raises(NoSuchPostRun):
        say_posted(posting.service, "no-such-run", said(), TODAY)


def test_saying_it_again_goes_on_where_it_was_cut_short(posting: House, monkeypatch: pytest.MonkeyPatch) -> None:
    run = run_of(posting)
    with monkeypatch.context() as patch:
        patch.setattr(posting.service.register.post_runs, "close", _killed)
        with pytest.raises(KeyboardInterrupt):
            say_posted(posting.service, run.run_id, said(), TODAY)
    assert posting.letter("p2").status is Status.SENT
    say_posted(posting.service, run.run_id, said(), TODAY)
    steps = posting.service.register.steps(posting.letter("p2").letter_id)
    assert [step.status for step in steps].count(Status.SENT) == 1


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_does_not_fit_the_sheet_is_a_persons(posting: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(print_area, "PRINTED", print_area.Box(left=60, top=60, right=100, bottom=100))
    with pytest.raises(NothingToPost):
        run_of(posting)
    assert posting.state("p2") == (DeliveryState.FAILED, "outside_print_area")


def test_what_is_by_mail_or_by_hand_is_in_no_run(posting: House) -> None:
    posting.approve("p1")
    change = StatusChange(status=Status.SENT, by="R. Sample", on=TODAY, route=posting.letter("p2").route)
    posting.service.move_on(posting.letter("p2").letter_id, change)
    with pytest.raises(NothingToPost):
        run_of(posting)


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        ("hub_letter/*/p*.en.pdf", None),
        ("weekly_list/nil/*.list.en.pdf", "not_a4"),
        ("extension_decided/corrected_refused_too_late/p2.en.representative-copy.pdf", "beside_the_window"),
    ],
)
def test_the_print_area_is_looked_at(file: str, problem: str | None) -> None:
    found = sorted((EXAMPLES.parent / "golden_files").glob(file))[:3]
    assert found
    assert {print_area.problem(path.read_bytes()) for path in found} == {problem}


def test_a_file_that_is_no_pdf_or_too_long_cannot_be_posted() -> None:
    assert print_area.problem(b"no PDF") == "unreadable"
    with pikepdf.new() as long, BytesIO() as written:
        for _ in range(print_area.MOST_PAGES + 1):
            long.add_blank_page(page_size=(595.28, 841.89))
        long.save(written)
        assert print_area.problem(written.getvalue()) == "too_many_pages"


def test_a_damaged_document_is_a_persons_to_look_at(posting: House, tmp_path: Path) -> None:
    document = posting.letter("p2").documents[posting.delivery("p2").key.position]
    for path in (tmp_path / "var" / "documents").rglob(f"*{document.sha256}*"):
        path.write_bytes(b"")
    with pytest.raises(NothingToPost):
        run_of(posting)
    assert posting.state("p2") == (DeliveryState.FAILED, own_printer.DAMAGED)


def test_of_two_who_say_at_once_that_a_run_was_posted_one_is_told_that_it_was_said(posting: House) -> None:
    run = run_of(posting)
    posting.service.register.post_runs.close(run.run_id, "R. Sample", TODAY)
    with pytest.raises(PostRunClosed):
        posting.service.register.post_runs.close(run.run_id, "A. Other", TODAY)
    closed = posting.service.register.post_runs.find(run.run_id)
    assert closed is not None
    assert closed.closed_by == "R. Sample"
