"""A case as the register has it: its events read again, how it stands by them, and a letter's files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from correspondence.documents import Document
from correspondence.protocol.directory import Directory, Hub
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import CaseFile, fold
from correspondence.protocol.letters import LetterRecord
from correspondence.protocol.owed.list_duties import lists_due
from correspondence.protocol.owed.standing import Standing, standing
from correspondence.protocol.refusals import Conflict, Reason, Refused
from correspondence.reading import read_kept_event
from correspondence.storage import Register, StoredLetter, Unfolded

_E = TypeVar("_E")

UNREADABLE = "unreadable_record"
"""The rule by which whatever needs a damaged record is refused, and what its staff duty is called."""

_CODE = Path(__file__).parent
_BATCH = 200
"""How many cases are read in one go: enough that queries cost nothing, few enough for any database."""


class Unreadable(Conflict):
    """What the register keeps of a case or an area can no longer be read: damaged, or of another version's shape."""

    def __init__(self, ordinal: int) -> None:
        detail = f"what is kept of event {ordinal} here can no longer be read; nothing of it is lost by that"
        super().__init__([Reason(rule=UNREADABLE, field="case_number", detail=detail, source="ours")])


def read_each(bodies: Iterable[bytes], read: Callable[[bytes], _E]) -> list[_E]:
    """The events that *bodies* are, in order. Raises `Unreadable` for one that is damaged."""
    events = []
    for ordinal, body in enumerate(bodies, 1):
        try:
            events.append(read(body))
        except Refused as damaged:
            raise Unreadable(ordinal) from damaged
    return events


def events_of(register: Register, case_number: str) -> list[AnyEvent]:
    """The events of a case in order of arrival; none for a case nobody has heard of. Raises `Unreadable`."""
    return read_each(register.received(case_number), read_kept_event)


def case_file_of(register: Register, case_number: str) -> CaseFile | None:
    """How a case stands, or None for a case nobody has heard of. Raises `Unreadable`."""
    return _folded(register, register.read_cases([case_number])[case_number])


def _folded(register: Register, found: CaseFile | Unfolded) -> CaseFile | None:
    """A case as it was read, folded if it is not; None for one nobody has heard of. Raises `Unreadable`."""
    if isinstance(found, CaseFile) or not found.bodies:
        return found if isinstance(found, CaseFile) else None
    case_file = fold(read_each(found.bodies, read_kept_event), found.letters)
    register.folded.keep(case_file)
    return case_file


def hub_of(case_file: CaseFile, directory: Directory) -> Hub:
    """The Hub of a case. Raises `Conflict` where the directory has lost it."""
    if case_file.hub not in directory.hubs:
        detail = "the directory no longer has the Hub of this case"
        raise Conflict([Reason(rule="hub_left_directory", field="hub", detail=detail, source="ours")])
    return directory.hubs[case_file.hub]


@dataclass(slots=True)
class CaseFiles:
    """The case files of a register, read in batches; each is read and folded once for as long as this lives.

    One that is damaged stops no other: its number stands in `unreadable`.
    """

    register: Register
    _known: dict[str, CaseFile | None] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)

    @property
    def numbers(self) -> frozenset[str]:
        """The cases that were read so far."""
        return frozenset(self._known)

    def of(self, case_numbers: Iterable[str]) -> tuple[CaseFile, ...]:
        """How these cases stand, in that order, without those nobody has heard of and those that cannot be read."""
        wanted = tuple(case_numbers)
        unread = [number for number in wanted if number not in self._known]
        for start in range(0, len(unread), _BATCH):
            for number, read in self.register.read_cases(unread[start : start + _BATCH]).items():
                self._known[number] = self._folded(number, read)
        return tuple(found for number in wanted if (found := self._known[number]) is not None)

    def _folded(self, number: str, found: CaseFile | Unfolded) -> CaseFile | None:
        try:
            return _folded(self.register, found)
        except Unreadable:
            self.unreadable.add(number)
            return None


@dataclass(frozen=True, slots=True)
class Derive:
    """What the register keeps beside each case, or list (`protocol.owed`), as a directory has its Hub."""

    directory: Directory
    name: str

    def __call__(self, case_file: CaseFile) -> Standing:
        """How a case stands. Raises `KeyError` where the directory has lost its Hub."""
        return standing(case_file, self.directory.hubs[case_file.hub])

    def lists_due(self, hub: str, lists: Sequence[LetterRecord]) -> Mapping[str, date]:
        """By when each list on its way is owed, by the id of its letter; of a Hub that the directory has lost, none."""
        return lists_due(self.directory.hubs[hub], lists) if hub in self.directory.hubs else {}


def derive_by(directory: Directory) -> Derive:
    """What derives standings by *directory*; its name changes with anything in that and with the Protocol's code."""
    return Derive(directory, sha256(f"{_code()}{directory!r}".encode()).hexdigest())


@cache
def _code() -> str:
    """A hash of all that turns events into duties: the Protocol as this version has it, and the bank holidays."""
    files = (*sorted((_CODE / "protocol").rglob("*.py")), _CODE / "reading.py")
    total = sha256(version("holidays").encode())
    for path in files:
        total.update(path.read_bytes())
    return total.hexdigest()


def documents_of(register: Register, stored: StoredLetter) -> tuple[Document, ...]:
    """A letter's documents with the bytes that were kept. Raises `DocumentDamaged` when they are no longer those."""
    return tuple(
        Document(
            form=kept.form,
            language=kept.language,
            large_print=kept.large_print,
            content=register.content(kept),
            pages=kept.pages,
            copy_to=kept.copy_to,
            part=kept.part,
        )
        for kept in stored.documents
    )
