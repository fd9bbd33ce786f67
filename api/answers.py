"""The shapes of what is answered: letters, duties, cases. Never a body, an address, a rationale or a risk."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Self
from urllib.parse import urlencode

from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field

from correspondence import checks
from correspondence.catalogue.kind import LETTER_PART
from correspondence.documents import DocumentForm, Finding, Severity
from correspondence.protocol.case.people import Form, Route
from correspondence.protocol.letters import Audience, Status
from correspondence.protocol.owed.duty import Duty
from correspondence.protocol.owed.obligations import DUTY_NAMES
from correspondence.received import Received
from correspondence.service import Outcome
from correspondence.storage import StoredDocument, StoredEvent, StoredLetter


class Answer(BaseModel):
    """Something that is answered as JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)

    def response(self, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
        """This as an answer."""
        return Response(self.model_dump_json(), status, headers, media_type="application/json")


def _is_none(value: object) -> bool:
    return value is None


class FindingAnswer(Answer):
    """What a check found: a stable code and a place, what it means to staff (`says`) and what `mends` it."""

    code: str
    severity: Severity
    where: str
    says: str
    mends: str

    @classmethod
    def of(cls, finding: Finding) -> Self:
        """A finding with the words of its code."""
        says, mends = checks.meaning(finding.code)
        return cls(code=finding.code, severity=finding.severity, where=finding.where, says=says, mends=mends)


class DocumentAnswer(Answer):
    """One file of a letter, of one of its parts: the letter itself, or a draft order that goes with it.

    `pages` is null where the form has none; `copy_to` names whom a copy is for.
    """

    part: str
    form: DocumentForm
    language: str
    copy_to: str | None
    href: str
    sha256: str
    pages: int | None


class LetterAnswer(Answer):
    """One letter. `recipient` is a person id, or the sort of reader and its key, as in `court:chelmsford`.

    `language` and `form` are what that reader asked for. `case_number` is null for what
    is of no one case: a court's list, a document about a service area.
    """

    letter_id: str
    kind: str
    case_number: str | None
    recipient: str
    audience: Audience
    language: str
    form: Form
    status: Status
    dated: date
    due_on: date
    source: str
    documents: tuple[DocumentAnswer, ...]
    findings: tuple[FindingAnswer, ...]

    @classmethod
    def of(cls, letter: StoredLetter) -> Self:
        """A letter as the register has it."""
        return cls(
            letter_id=letter.letter_id,
            kind=letter.kind,
            case_number=letter.subject.case_number,
            recipient=letter.recipient,
            audience=letter.audience,
            language=letter.language,
            form=letter.form,
            status=letter.status,
            dated=letter.dated,
            due_on=letter.due_on,
            source=letter.source,
            documents=tuple(document_answer(letter, document) for document in letter.documents),
            findings=tuple(map(FindingAnswer.of, letter.findings)),
        )


def kept_document(
    letter: StoredLetter,
    form: DocumentForm,
    language: str | None = None,
    copy_to: str | None = None,
    part: str = LETTER_PART,
) -> StoredDocument | None:
    """The document of that form: in the reader's language, which is kept first, unless another is named."""
    return next(
        (
            document
            for document in letter.documents
            if (document.part, document.form, document.copy_to) == (part, form, copy_to)
            and language in (None, document.language)
        ),
        None,
    )


def document_answer(letter: StoredLetter, document: StoredDocument) -> DocumentAnswer:
    """A document of a letter, and where it is fetched."""
    query = {"copy_to": document.copy_to} if document.copy_to else {}
    if kept_document(letter, document.form, copy_to=document.copy_to, part=document.part) != document:
        query["language"] = document.language
    if document.part != LETTER_PART:
        query["part"] = document.part
    path = f"/letters/{letter.letter_id}/document.{document.form}"
    return DocumentAnswer(
        part=document.part,
        form=document.form,
        language=document.language,
        copy_to=document.copy_to,
        href=f"{path}?{urlencode(query)}" if query else path,
        sha256=document.sha256,
        pages=document.pages,
    )


class ReceivedAnswer(Answer):
    """A letter that went to somebody, or (`is_copy`) a copy of one to the court, and what had become of it by a day.

    `version` is whose words it has; `route` is null for a copy, as no record says by which way that went. `documents`
    are the files in the language that was sent, and the copy for the reader's own solicitor.
    """

    letter_id: str
    kind: str
    is_copy: bool
    version: Audience
    language: str
    form: Form
    route: Route | None
    approved_by: str | None
    approved_on: date | None
    sent_on: date
    status: Status
    returned_on: date | None
    documents: tuple[DocumentAnswer, ...]

    @classmethod
    def of(cls, received: Received) -> Self:
        """What somebody received, as the records have it."""
        letter, approved = received.letter, received.approved
        return cls(
            letter_id=letter.letter_id,
            kind=letter.kind,
            is_copy=received.is_copy,
            version=letter.audience,
            language=letter.language,
            form=letter.form,
            route=received.route,
            approved_by=approved.by if approved else None,
            approved_on=approved.on if approved else None,
            sent_on=received.sent_on,
            status=received.status,
            returned_on=received.returned_on,
            documents=tuple(document_answer(letter, document) for document in received.documents),
        )


class DutyAnswer(Answer):
    """Something owed by a date. `why` is the sum in words; `person_id` is null unless it is owed to one person.

    What is owed in no one case has a null `case_number`: a court's list, which alone has a `court`, and what is owed
    about a service area (the next report on its Hub, the documents that an event gave), which alone has a
    `service_area`.
    """

    duty: str = Field(json_schema_extra={"enum": [*DUTY_NAMES]})
    case_number: str | None
    court: str | None = Field(None, exclude_if=_is_none)
    service_area: str | None = Field(None, exclude_if=_is_none)
    person_id: str | None = None
    due_on: date
    source: str
    why: str
    overdue: bool
    provisional: bool
    for_staff: bool
    done_on: date | None


def duty_answers(duties: Sequence[Duty]) -> tuple[DutyAnswer, ...]:
    """Duties in their order."""
    return tuple(DutyAnswer.model_validate(duty) for duty in duties)


class EventAnswer(Answer):
    """What became of an event: the letters it gave, what its case is owed, and what staff should know.

    `case_number` is null for an event of a service area, which has no duties.
    """

    event_id: str
    case_number: str | None
    letters: tuple[LetterAnswer, ...]
    duties: tuple[DutyAnswer, ...]
    warnings: tuple[str, ...]

    @classmethod
    def of(cls, outcome: Outcome) -> Self:
        """An outcome of the service."""
        return cls(
            event_id=outcome.event_id,
            case_number=outcome.subject.case_number,
            letters=tuple(LetterAnswer.of(letter) for letter in outcome.letters),
            duties=duty_answers(outcome.duties),
            warnings=outcome.warnings,
        )


class CaseEventAnswer(Answer):
    """What the register says of an event besides its body. An erased one has no letters left."""

    event_id: str
    type: str
    occurred_on: date
    erased: bool


class CaseAnswer(Answer):
    """A case: its events in order of arrival, its letters, its duties.

    `withheld` is there for supervisors alone: what is hidden, of whom, from whom and why, in words without a value.
    """

    case_number: str
    hub: str
    events: tuple[CaseEventAnswer, ...]
    letters: tuple[LetterAnswer, ...]
    duties: tuple[DutyAnswer, ...]
    withheld: tuple[str, ...] | None = Field(None, exclude_if=_is_none)


def case_event_answers(history: Sequence[StoredEvent]) -> tuple[CaseEventAnswer, ...]:
    """Events in their order."""
    return tuple(CaseEventAnswer.model_validate(event) for event in history)


class HealthAnswer(Answer):
    """That the service is alive."""

    status: str = Field(examples=["ok"])


class ReadyAnswer(Answer):
    """Whether the service can do its work: `ready` or `not_ready`, and of each check `ok` or what it found."""

    status: str = Field(examples=["ready"])
    checks: dict[str, str] = Field(examples=[{"database": "ok", "disk": "ok", "letters": "ok"}])


def many(answers: Sequence[Answer]) -> Response:
    """Several answers as one JSON array."""
    return Response(f"[{','.join(one.model_dump_json() for one in answers)}]", media_type="application/json")
