"""A family is told how things stand (Protocol 3.2(v))."""

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from correspondence.protocol.fields import FreeText, LanguageTag, People, PersonId, Several
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Reason
from correspondence.protocol.rules import broken
from correspondence.protocol.words.tags import Tag

from .event import CaseEvent
from .waiting import in_hub

if TYPE_CHECKING:
    from correspondence.protocol.directory import Hub
    from correspondence.protocol.history.found import Found


class Progress(StrEnum):
    """What has happened towards allocation, for the family's update (Protocol 3.2(v))."""

    STILL_WAITING = "still_waiting"
    REVIEWED_NO_CHANGE = "reviewed_no_change"
    FILING_DATE_CHANGED = "filing_date_changed"
    HEARING_DATE_CHANGED = "hearing_date_changed"
    ADVISER_EXPECTED_SOON = "adviser_expected_soon"


@record
class Note:
    """Free text for one person alone, in that person's language; `english`: what it says, for an English copy."""

    person_id: PersonId
    language: LanguageTag
    text: FreeText
    english: FreeText | None = None

    @property
    def english_twice(self) -> bool:
        """Whether English is given of what is in English."""
        return self.english is not None and Tag.of(self.language).language == "en"


@record
class UpdateDue(CaseEvent):
    """A family update is wanted now (Protocol 3.2(v)). `only`: whose update is due; absent, the whole family's."""

    paragraph = "3.2(v)"
    tells_the_work = True

    type: Literal["update_due"]
    progress: Several[Progress]
    notes: Several[Note] = ()
    only: People[PersonId] | None = None

    def faults(self, hub: "Hub | None") -> Iterator[Reason]:
        """Each progress and each reader's note is given once; somebody is named, and everybody named is of the case."""
        readers = [note.person_id for note in self.notes]
        fields = [f"notes.{place}.person_id" for place in range(len(readers))]
        yield from broken(
            *(
                (n > 1, "progress_repeated", "progress", f"{code} is given {n} times: once is enough")
                for code, n in Counter(self.progress).items()
            ),
            *(
                (readers.index(each) < place, "note_repeated", fields[place], "a person has one note at most")
                for place, each in enumerate(readers)
            ),
            *(
                (each.english_twice, "note_in_english_twice", f"notes.{place}.english", "the note itself is in English")
                for place, each in enumerate(self.notes)
            ),
        )
        nobody = "name whose update is due, or leave this out for the whole family's"
        yield from broken((self.only == (), "nobody_named", "only", nobody), source="3.2(v)")
        yield from self.strangers(*zip(fields, readers, strict=True))
        yield from self.strangers(
            *((f"only.{place}", each) for place, each in enumerate(self.only or ())), source="3.2(v)"
        )

    def faults_in(self, found: "Found") -> Iterator[Reason]:
        """A family is told that it waits while it waits, on the day that is recorded."""
        return in_hub(self, found.now, "an update would say that it waits there")
