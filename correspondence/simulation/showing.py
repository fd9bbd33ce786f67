"""What a law is shown, gathered from a register: kept letters as anybody reads them, and duties as they are told."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from pydantic import TypeAdapter

from correspondence.protocol.owed.duty import Duty
from correspondence.protocol.subject import About, Subject
from correspondence.service import Service
from correspondence.storage import StatusRecord, StoredDocument, StoredLetter

from .seen import Posted, Seen, SeenDocument, SeenLetter
from .words import words_of

_DUTIES = TypeAdapter(tuple[Duty, ...])


@dataclass(slots=True)
class Album:
    """Everything of a life that a law may be shown, subject by subject, as it was last looked at."""

    posted: dict[Subject, list[Posted]] = field(default_factory=lambda: defaultdict(list))
    letters: dict[Subject, tuple[SeenLetter, ...]] = field(default_factory=dict)
    _events: set[str] = field(default_factory=set)
    _words: dict[str, str] = field(default_factory=dict)

    def note(self, subject: Subject, posted: Posted) -> None:
        """Somebody posted something about a subject."""
        self.posted[subject].append(posted)
        if posted.taken:
            self._events.add(posted.body["event_id"])

    def look(self, service: Service, subjects: Iterable[Subject]) -> None:
        """Look again at subjects that something happened to."""
        for subject in subjects:
            self._note_recorded(service, subject)
            stored, steps = service.register.letters_of_case(subject.key), service.register.steps_of_all(subject.key)
            self.letters[subject] = tuple(self._letter(service, x, steps.get(x.letter_id, ())) for x in stored)

    def _note_recorded(self, service: Service, subject: Subject) -> None:
        """Add what the service recorded by itself, such as an update that fell due, where it came among the others."""
        history = service.register.history(subject.key)
        for event in history:
            if event.event_id not in self._events:
                body = json.loads(service.register.body(event.event_id) or b"{}")
                self.note(subject, Posted(body=body, on=event.taken_on, taken=True, rule=""))
        came = {event.event_id: place for place, event in enumerate(history)}
        self.posted[subject].sort(key=lambda x: (x.on, came.get(x.body["event_id"], len(came))))

    def seen(self, service: Service, directory: Mapping[str, Any], subjects: Iterable[Subject], today: date) -> Seen:
        """These subjects, at the end of a day."""
        wanted = tuple(subjects)
        duties = (duty for subject in wanted for duty in _duties(service, subject, today))
        return Seen(
            today=today,
            directory=directory,
            posted=tuple(each for subject in wanted for each in self.posted.get(subject, ())),
            letters=tuple(each for subject in wanted for each in self.letters.get(subject, ())),
            duties=tuple(_DUTIES.dump_python(tuple(duties), mode="json")),
        )

    def _letter(self, service: Service, letter: StoredLetter, steps: Iterable[StatusRecord]) -> SeenLetter:
        return SeenLetter(
            letter_id=letter.letter_id,
            kind=letter.kind,
            event_id=letter.event_id,
            given_by=letter.given_by,
            subject=letter.subject.key,
            hub=letter.hub,
            recipient=letter.recipient,
            audience=str(letter.audience),
            language=letter.language,
            form=str(letter.form),
            status=str(letter.status),
            dated=letter.dated,
            due_on=letter.due_on,
            findings=tuple((f.code, str(f.severity), f.where) for f in letter.findings),
            documents=tuple(self._document(service, kept) for kept in letter.documents),
            history=tuple(chain.from_iterable(map(_shown, steps))),
        )

    def _document(self, service: Service, kept: StoredDocument) -> SeenDocument:
        if kept.sha256 not in self._words:
            self._words[kept.sha256] = words_of(kept.form, service.register.content(kept))
        return SeenDocument(
            form=str(kept.form),
            language=kept.language,
            copy_to=kept.copy_to,
            text=self._words[kept.sha256],
            sha256=kept.sha256,
        )


def _duties(service: Service, subject: Subject, today: date) -> Iterable[Duty]:
    """What is owed in a case, or to the courts of a Hub."""
    if subject.is_of_areas:
        key = subject.name or None
        return (duty for duty in service.areas.duties(today) if duty.service_area == key and not duty.court)
    if subject.about is About.HUB:
        return service.lists.duties(today, subject.name)
    return service.duties_of(subject.name, today) if subject.is_case else ()


def _shown(step: StatusRecord) -> Iterator[tuple[str, date, str]]:
    """A step of a letter's way; of one that takes another back, that it does, and where the letter then is again."""
    by = step.by or ""
    if step.takes_back is not None:
        yield "recorded_in_error", step.on, by
    yield str(step.status), step.on, by
