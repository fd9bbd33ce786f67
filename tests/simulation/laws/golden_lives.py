"""The golden scenarios as lives: what was posted, and every letter that was written, in its words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from correspondence import rendering
from correspondence.catalogue import reconcile
from correspondence.catalogue.letter import Letter
from correspondence.documents import Listing, Run, Table, Text
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import fold
from correspondence.protocol.letters import LetterRecord
from correspondence.simulation.seen import Posted, Seen, SeenLetter
from tests import build
from tests.golden.scenario import read_json, sent_on, steps_before
from tests.golden.scenarios import Place

from .made import CASE, directory, document, steps


def words(text: Text) -> str:
    """The finished words of a text, a line for each block."""
    return "\n".join(_lines(text))


def _lines(text: Text) -> Iterator[str]:
    for block in text.blocks:
        if isinstance(block, Table):
            yield from (block.caption, " | ".join(block.header), *map(" | ".join, block.rows))
        elif isinstance(block, Listing):
            yield from map(_said, block.items)
        else:
            yield _said(block.runs)


def _said(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def seen_letter(letter: Letter, status: str, on: date) -> SeenLetter:
    """A letter that came to that status on *on*, with its words in its reader's language and in English."""
    languages = dict.fromkeys((rendering.written(letter.language) or "en", "en"))
    texts = [rendering.compose(letter, language, part) for part in letter.kind.parts for language in languages]
    return SeenLetter(
        letter_id=letter.letter_id,
        kind=letter.kind.code,
        event_id=letter.event_id,
        given_by=letter.given_by,
        subject=CASE,
        hub="essex",
        recipient=letter.recipient,
        audience=letter.audience,
        language=letter.language,
        form=letter.form,
        status=status,
        dated=letter.dated,
        due_on=letter.due.due_on if letter.due else None,
        findings=(),
        documents=tuple(document(words(text), language=text.language) for text in texts),
        history=steps(status, on),
    )


@dataclass
class _Told:
    """What has happened so far in a scenario."""

    received: tuple[AnyEvent, ...] = ()
    records: tuple[LetterRecord, ...] = ()
    posted: tuple[Posted, ...] = ()
    sent: tuple[SeenLetter, ...] = ()
    written: dict[tuple[str, str], Letter] = field(default_factory=dict)

    def take(self, body: dict[str, Any], today: date | None) -> tuple[Letter, ...]:
        """An event, on *today* or its own day, and the letters that it gives."""
        event = build.read(body)
        on = today or event.occurred_on
        self.received = (*self.received, event)
        self.posted = (*self.posted, Posted(body=body, on=on, taken=True, rule=""))
        given = tuple(reconcile.letters(event, fold(self.received, self.records), build.sample(), on))
        self.written |= {(x.kind.code, x.recipient): x for x in given}
        return given

    def send(self, kind: str, recipient: str, on: date) -> None:
        """The letter of that kind that was written last to that reader goes."""
        letter = self.written[kind, recipient]
        self.records = (*self.records, sent_on(letter, on))
        self.sent = (*self.sent, seen_letter(letter, "sent", on))


def life(place: Place) -> Seen:
    """The scenario at the end of its day: what its last event gives are drafts, those before it went as it says."""
    about, last = (read_json(place.folder / name, {}) for name in ("scenario.json", "event.json"))
    told, today = _Told(), date.fromisoformat(about.get("today", last["occurred_on"]))
    for step in steps_before(place.folder):
        if "event" in step:
            told.take(step["event"], None)
        else:
            sent = step["sent"]
            told.send(sent["kind"], sent["recipient"], date.fromisoformat(sent["on"]))
    drafts = tuple(seen_letter(letter, "draft", today) for letter in told.take(last, today))
    letters = (*told.sent, *drafts)
    return Seen(today=today, directory=directory(), posted=told.posted, letters=letters, duties=())
