"""Our own printer: the approved letters of a Hub that go by post, as one archive to print, and what was posted of it.

Nothing here posts anything. A run claims what it holds, so that no other run holds it too; that it was posted is what
a person says, envelope by envelope where one was left out.
"""

import csv
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import date
from hashlib import sha256
from io import BytesIO, StringIO
from uuid import uuid4

import pikepdf

from correspondence.checks import print_area
from correspondence.documents import DocumentForm
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Inconsistent, Reason
from correspondence.service import Service
from correspondence.storage import (
    CaseErased,
    DeliveryState,
    DocumentDamaged,
    NewPostRun,
    NoSuchDelivery,
    NoSuchPostRun,
    NotSaidOf,
    PostRunClosed,
    PostRunState,
    StoredDelivery,
    StoredLetter,
    StoredPostRun,
    Told,
    Way,
)

from .channels import Channels

POSTED, NOT_POSTED, NOT_PRINTABLE, DAMAGED = "posted", "not_posted", "no_pdf", "document_damaged"
MANIFEST, ADDRESSES = "manifest.csv", "addresses.txt"
_COLUMNS = ("envelope", "insert", "reference", "file", "pages", "sheets", "postage", "sha256", "kept_sha256")


@record
class Posted:
    """What a person says of a run: who, on which day it was posted, and what of it was not.

    `not_posted`: the references of what was taken out of it. `went_all_the_same`: of what is no longer to go, and was
    posted before anybody could take it out.
    """

    by: str
    on: date
    not_posted: tuple[str, ...] = ()
    went_all_the_same: tuple[str, ...] = ()


def make_run(service: Service, channels: Channels, hub: str, today: date, key_name: str | None = None) -> StoredPostRun:
    """A run of all that waits to be posted in a Hub, each letter examined again and its pages looked at.

    What cannot be printed is for a person. Raises `NothingToPost`.
    """
    deliveries = service.register.deliveries
    deliveries.make_missing()
    waiting = deliveries.waiting(Way.POST, [hub])
    wanted = []
    for each in waiting:
        try:
            letter = service.moving.to_hand_over(each.key.letter_id, today)
            fault = _fault(service, letter, each) if letter is not None else None
        except CaseErased:
            continue
        except DocumentDamaged:
            letter, fault = None, DAMAGED
        if letter is None and fault is None:
            continue
        if fault is None:
            wanted.append(each)
            continue
        with suppress(CaseErased, NoSuchDelivery):
            claimed = deliveries.claim(each.key, channels.printer_name)
            if claimed is not None:
                deliveries.note(claimed, Told(state=DeliveryState.FAILED, code=fault), today, service.derive)
    failed = {x.key.letter_id for x in waiting} - {x.key.letter_id for x in wanted}
    new = NewPostRun(
        run_id=str(uuid4()),
        hub=hub,
        duplex=channels.printer.duplex,
        postage=channels.printer.postage,
        key_name=key_name,
    )
    whole = [x.key for x in wanted if x.key.letter_id not in failed]
    return service.register.post_runs.add(new, channels.printer_name, whole)


def _fault(service: Service, letter: StoredLetter, delivery: StoredDelivery) -> str | None:
    """Why a document cannot be printed and posted; None where it can."""
    if delivery.form is not DocumentForm.PDF:
        return NOT_PRINTABLE
    return print_area.problem(service.register.content(letter.documents[delivery.key.position]))


def members(service: Service, run: StoredPostRun) -> Iterator[tuple[str, bytes]]:
    """The files of a run: its manifest, its address sheet, then each envelope's inserts in the order they are printed.

    The same run gives the same bytes. What is no longer to go is in it no more: its number is left out. Raises
    `DocumentDamaged`.
    """
    inside = [each for each in run.deliveries if not is_to_be_taken_out(each)]
    letters = {x.key.letter_id: letter for x in inside if (letter := service.register.letter(x.key.letter_id))}
    printed, rows = [], [_COLUMNS]
    counted: dict[int, int] = {}
    for each in inside:
        envelope = each.envelope or 0
        insert = counted[envelope] = counted.get(envelope, 0) + 1
        kept = service.register.content(letters[each.key.letter_id].documents[each.key.position])
        content, pages = as_printed(kept, duplex=run.duplex)
        name = f"{envelope:04}-{insert}.pdf"
        sheets = -(-pages // 2) if run.duplex else pages
        hashes = (sha256(content).hexdigest(), each.sha256)
        rows.append((str(envelope), str(insert), str(each.key), name, str(pages), str(sheets), run.postage, *hashes))
        printed.append((name, content))
    yield MANIFEST, _csv(rows)
    yield ADDRESSES, _addresses(service, inside, letters)
    yield from printed


def as_printed(pdf: bytes, *, duplex: bool) -> tuple[bytes, int]:
    """A PDF as it is printed, and its pages: on both sides of a sheet an odd number of them is made even, by a blank
    page, so that what is printed after it begins on a sheet of its own.
    """
    with pikepdf.open(BytesIO(pdf)) as document:
        pages = len(document.pages)
        if not duplex or pages % 2 == 0:
            return pdf, pages
        left, bottom, right, top = (float(edge) for edge in document.pages[-1].mediabox)
        document.add_blank_page(page_size=(right - left, top - bottom))
        padded = BytesIO()
        document.save(padded, deterministic_id=True)
        return padded.getvalue(), pages + 1


def _csv(rows: Collection[tuple[str, ...]]) -> bytes:
    written = StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()


def _addresses(service: Service, inside: Collection[StoredDelivery], letters: dict[str, StoredLetter]) -> bytes:
    """The address of each envelope, under its number: to count and compare by, or to write on one without a window."""
    blocks = []
    for envelope, letter_id in dict.fromkeys((each.envelope or 0, each.key.letter_id) for each in inside):
        stored = letters[letter_id]
        letter = service.letters_about(stored.subject).as_it_was(stored)
        lines = letter.envelope.lines if letter is not None else ()
        blocks.append("\n".join((f"{envelope:04}  {letter_id}", *(f"      {line}" for line in lines))))
    return ("\n\n".join(blocks) + "\n").encode()


def is_to_be_taken_out(delivery: StoredDelivery) -> bool:
    """Whether what lies in a run is no longer to go: an event took its letter back since the run was made."""
    return delivery.state is DeliveryState.CLAIMED and not delivery.may_still_leave


def say_posted(service: Service, run_id: str, said: Posted, today: date, key_name: str | None = None) -> StoredPostRun:
    """Record that a run was posted, but for what was taken out of it: that waits again, where it is still to go.

    It can be said again where this was cut short. Raises `NoSuchPostRun`, `PostRunClosed`; `NotSaidOf` with what is no
    longer to go and was not said to have been taken out; `Inconsistent` for what is not in the run.
    """
    run = service.register.post_runs.find(run_id)
    if run is None:
        raise NoSuchPostRun
    if run.state is PostRunState.CLOSED:
        raise PostRunClosed
    _check(run, said)
    for each in run.deliveries:
        if each.state is DeliveryState.CLAIMED:
            _settle(service, each, said, today, key_name)
    return service.register.post_runs.close(run_id, said.by, said.on, key_name)


def _settle(service: Service, lying: StoredDelivery, said: Posted, today: date, key_name: str | None) -> None:
    is_posted = str(lying.key) not in said.not_posted
    told = Told(state=DeliveryState.ACCEPTED, code=POSTED) if is_posted else _TAKEN_OUT
    deliveries = service.register.deliveries
    deliveries.note(lying, told, said.on, service.derive, by=said.by, key_name=key_name)
    if is_posted:
        service.moving.has_gone(lying.key.letter_id, today)


_TAKEN_OUT = Told(state=DeliveryState.WAITING, code=NOT_POSTED)


def _check(run: StoredPostRun, said: Posted) -> None:
    """Raise where what is said of a run does not fit it."""
    lying = {str(each.key): each for each in run.deliveries}
    for field, references in (("not_posted", said.not_posted), ("went_all_the_same", said.went_all_the_same)):
        if {*references} - lying.keys():
            raise Inconsistent([_reason("not_in_this_run", field, "this is not in the run")])
    if {*said.not_posted} & {*said.went_all_the_same}:
        raise Inconsistent([_reason("said_both", "went_all_the_same", "this was taken out, and went all the same")])
    halves = {x.envelope for x in run.deliveries if str(x.key) in said.not_posted}
    torn = [x for x in run.deliveries if x.envelope in halves and str(x.key) not in said.not_posted]
    if any(each.state is DeliveryState.CLAIMED for each in torn):
        raise Inconsistent(
            [_reason("half_an_envelope", "not_posted", "an envelope is taken out with all that is in it")]
        )
    gone = [key for key, each in lying.items() if is_to_be_taken_out(each)]
    if unsaid := [key for key in gone if key not in {*said.not_posted, *said.went_all_the_same}]:
        raise NotSaidOf(unsaid)


def _reason(rule: str, field: str, detail: str) -> Reason:
    return Reason(rule=rule, field=field, detail=detail, source="ours")
