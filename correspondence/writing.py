"""A letter written in every language and form its reader and our staff need, and examined. Nothing is stored.

Letters are made behind the door of `making`: by a server in its workers, side by side.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from correspondence import checks
from correspondence.catalogue.composing import compose_list
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.reconcile import Plan
from correspondence.documents import Document, Finding, WrittenLetter
from correspondence.making import (
    Beside,
    Closed,
    Examine,
    MakeAgain,
    OfCase,
    OfList,
    OfOffice,
    SayFingerprint,
    Write,
    make,
    make_all,
)
from correspondence.protocol.directory import Directory
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.letters import Status
from correspondence.protocol.lists.court_lists import CourtListMade
from correspondence.protocol.refusals import Refused
from correspondence.storage import CaseMoved, NewLetter, StoredDocument

HINDERS = (CaseMoved, Refused, Closed)
"""What may keep a letter from being written instead of another: an event that comes meanwhile does it, or the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A plan carried out: the letters written, the ids of those taken back, and what is found now in some that stay."""

    letters: tuple[WrittenLetter, ...]
    withdrawn: tuple[str, ...]
    found: dict[str, tuple[Finding, ...]]


def carry_out(plan: Plan, case_file: CaseFile, directory: Directory) -> Written:
    """Write what a plan has to be written. One letter's trouble is a finding on that letter and never stops another's.

    Where a held letter would be held again, in the same words, it stays, with what was found now; so does one that an
    alert alone held.
    """
    every = write_all([each.letter for each in plan.to_write], case_file, directory)
    found: dict[str, tuple[Finding, ...]] = dict.fromkeys(plan.stopped, (checks.OPEN_ALERT,))
    letters: list[WrittenLetter] = []
    withdrawn = [*plan.withdrawn]
    for planned, written in zip(plan.to_write, every, strict=True):
        old = planned.instead_of
        if old and (planned.stands or (planned.says_the_same and written.status is Status.HELD)):
            found[old] = written.findings
            continue
        letters.append(written)
        withdrawn += [old] if old else []
    return Written(letters=tuple(letters), withdrawn=tuple(withdrawn), found=found)


def write(letter: Letter, case_file: CaseFile, directory: Directory) -> WrittenLetter:
    """One letter in every part, language and form its reader and our staff need, with what the checks found."""
    (written,) = write_all([letter], case_file, directory)
    return written


def write_all(letters: Sequence[Letter], case_file: CaseFile, directory: Directory) -> tuple[WrittenLetter, ...]:
    """The letters of a case, each as `write` has it."""
    return _written(letters, OfCase(case_file=case_file, directory=directory))


def write_to_office(letter: Letter) -> WrittenLetter:
    """One document that is of no case: it is made of the directory and of figures alone."""
    (written,) = write_to_offices([letter])
    return written


def write_to_offices(letters: Sequence[Letter]) -> tuple[WrittenLetter, ...]:
    """Documents that are of no case, each as `write_to_office` has it."""
    return _written(letters, OfOffice())


def write_court_list(
    made: CourtListMade, directory: Directory, today: date, case_files: Sequence[CaseFile]
) -> WrittenLetter:
    """A court's list and the letter with it, dated *today*. *case_files*: every case that the list may speak of.

    Raises `Inconsistent` when nobody holds the signing post that day.
    """
    (written,) = _written([compose_list(made, directory, today)], OfList(case_files=case_files))
    return written


def _written(letters: Sequence[Letter], beside: Beside) -> tuple[WrittenLetter, ...]:
    every = make_all([Write(letter=letter, beside=beside) for letter in letters])
    return tuple(
        WrittenLetter(
            letter=letter,
            documents=made.documents,
            findings=made.findings,
            wording=made.wording,
            fingerprint=made.fingerprint,
            told=made.told,
        )
        for letter, made in zip(letters, every, strict=True)
    )


def examine_again(
    letter: Letter, documents: Sequence[Document], case_file: CaseFile, directory: Directory, on: date
) -> tuple[Finding, ...]:
    """What every check finds in a letter's kept documents, as the case stands, were it to go *on* that day."""
    return _examined(letter, documents, OfCase(case_file=case_file, directory=directory, on=on))


def examine_list_again(
    letter: Letter, documents: Sequence[Document], case_files: Sequence[CaseFile]
) -> tuple[Finding, ...]:
    """What every check finds in a court list's kept documents, as the cases stand that it may speak of."""
    return _examined(letter, documents, OfList(case_files=case_files))


def examine_office_again(letter: Letter, documents: Sequence[Document]) -> tuple[Finding, ...]:
    """What every check finds in the kept documents of a letter that is of no case."""
    return _examined(letter, documents, OfOffice())


def _examined(letter: Letter, documents: Sequence[Document], beside: Beside) -> tuple[Finding, ...]:
    return make(Examine(letter=letter, documents=documents, beside=beside))


def render_kept(letter: Letter, kept: StoredDocument) -> Document | None:
    """A document made again, as the register says it was made; None where it can be made no more."""
    return make(
        MakeAgain(
            letter=letter,
            part=kept.part,
            form=kept.form,
            language=kept.language,
            large_print=kept.large_print,
            copy_to=kept.copy_to,
        )
    )


def fingerprint() -> str:
    """What makes the bytes of letters now, as one hash."""
    return make(SayFingerprint())


def as_new(written: WrittenLetter, hub: str) -> NewLetter:
    """A written letter as the register keeps it, with the Hub that writes it and what made its bytes."""
    return NewLetter(written=written, hub=hub, wording=written.wording, fingerprint=written.fingerprint)
