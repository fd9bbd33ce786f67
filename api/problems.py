"""From an exception to an answer: one table, and RFC 9457 problem details that never echo a value."""

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Self

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from correspondence import checks
from correspondence.making import Closed
from correspondence.pack_approval import NoSuchPack
from correspondence.protocol.letters import Move, Status
from correspondence.protocol.record import record
from correspondence.protocol.refusals import Conflict, Inconsistent, NotInProtocol, Reason, Refused
from correspondence.reading import MAX_BYTES, Malformed
from correspondence.received import NoSuchPerson
from correspondence.storage import (
    IN_WORDS,
    CaseErased,
    CaseOfAnotherHub,
    DocumentDamaged,
    NoReason,
    NoSuchCase,
    NoSuchDelivery,
    NoSuchDocument,
    NoSuchLetter,
    NoSuchPostRun,
    NoSuchRun,
    NotAcknowledged,
    NothingToPost,
    NotSaidOf,
    NoWordWithoutReason,
    PostRunClosed,
    TooManyWait,
    Trouble,
    UnderWay,
    UnlawfulMove,
    UnlawfulWord,
    trouble_in,
)

from . import refusals, request_ids
from .refusals import Refusal

LOG = logging.getLogger("correspondence.api")
MEDIA_TYPE = "application/problem+json"
TOO_LARGE = "too_large"
BODY_SECONDS = 20
"""How long a body may take to come, however it comes."""


@record
class Row:
    """How one kind of exception is answered. `rule` is given where the exception does not name its own."""

    status: int
    title: str
    rule: str = ""


TABLE: Mapping[type[Exception], Row] = {
    Malformed: Row(status=422, title="This body is not one of the contract's"),
    NotInProtocol: Row(status=422, title="The Protocol does not allow this"),
    Inconsistent: Row(status=422, title="This contradicts itself, the directory or its case"),
    Conflict: Row(status=409, title="This conflicts with what is recorded"),
    refusals.NoKey: Row(status=401, title="A key is needed"),
    refusals.NotAllowed: Row(status=403, title="This key may not do this"),
    refusals.AnotherHub: Row(status=403, title="This key may not do this"),
    refusals.LooseningNeedsSupervisor: Row(status=403, title="This key may not do this"),
    refusals.MistakeNeedsSupervisor: Row(status=403, title="This key may not do this"),
    refusals.AgainNeedsSupervisor: Row(status=403, title="This key may not do this"),
    refusals.ApprovalNeedsSupervisor: Row(status=403, title="This key may not do this"),
    CaseOfAnotherHub: Row(status=403, title="This key may not do this", rule=refusals.AnotherHub.rule),
    refusals.NotLocal: Row(status=403, title="This server is for trying out"),
    refusals.NotAcceptable: Row(status=406, title="This type is not given"),
    refusals.TooSlow: Row(status=408, title="This body did not come"),
    refusals.WrongMediaType: Row(status=415, title="This type is not taken"),
    refusals.UnknownHub: Row(status=422, title="This call names something unknown"),
    refusals.UnknownKind: Row(status=422, title="This call names something unknown"),
    refusals.UnknownCursor: Row(status=422, title="This call names something unknown"),
    refusals.NoRoute: Row(status=422, title="This status is incomplete"),
    refusals.InTheFuture: Row(status=422, title="This status has an impossible day"),
    refusals.BeforeItsLastStep: Row(status=422, title="This status has an impossible day"),
    refusals.AnotherRoute: Row(status=409, title="This letter goes another way"),
    refusals.WhichLetter: Row(status=409, title="One letter is to be named"),
    refusals.LetterHeld: Row(status=409, title="This letter is held"),
    NoSuchCase: Row(status=404, title="Not found", rule="no_such_case"),
    refusals.RunUnfinished: Row(status=409, title="This run is not finished"),
    NoSuchPerson: Row(status=404, title="Not found", rule="no_such_person"),
    NoSuchRun: Row(status=404, title="Not found", rule="no_such_run"),
    NoSuchPack: Row(status=404, title="Not found", rule="no_such_pack"),
    NoSuchLetter: Row(status=404, title="Not found", rule="no_such_letter"),
    NoSuchDocument: Row(status=404, title="Not found", rule="no_such_document"),
    NoSuchDelivery: Row(status=404, title="Not found", rule="no_such_delivery"),
    NoSuchPostRun: Row(status=404, title="Not found", rule="no_such_post_run"),
    CaseErased: Row(status=410, title="This was erased", rule="erased"),
    UnlawfulMove: Row(status=409, title="A letter cannot move so", rule="unlawful_move"),
    NoReason: Row(status=422, title="This status is incomplete", rule="reason_required"),
    NotAcknowledged: Row(status=409, title="Findings are to be acknowledged", rule="not_acknowledged"),
    UnderWay: Row(status=409, title="A letter cannot move so", rule="under_way"),
    UnlawfulWord: Row(status=409, title="That cannot be said of this delivery", rule="unlawful_word"),
    NoWordWithoutReason: Row(status=422, title="This word is incomplete", rule="reason_required"),
    NothingToPost: Row(status=409, title="Nothing waits for the post", rule="nothing_to_post"),
    PostRunClosed: Row(status=409, title="This run was posted", rule="post_run_closed"),
    NotSaidOf: Row(status=409, title="Letters of this run were taken back", rule="not_said_of"),
    TooManyWait: Row(status=503, title="Too many wait", rule="too_many_wait"),
    Closed: Row(status=503, title="The service ends", rule="closing"),
    DocumentDamaged: Row(status=500, title="A document is damaged", rule="document_damaged"),
}
"""Every exception that a call may end in and its answer; looked up by class, then by its bases."""

AGAIN_SECONDS = 10
TROUBLES: Mapping[Trouble, Row] = {
    Trouble.BUSY: Row(status=503, title="The register is busy", rule="register_busy"),
    Trouble.UNREACHABLE: Row(status=503, title="The register cannot be reached", rule="register_unreachable"),
    Trouble.READ_ONLY: Row(status=503, title="The register cannot be written to", rule="register_read_only"),
    Trouble.FULL: Row(status=507, title="The disk is full", rule="disk_full"),
    Trouble.DAMAGED: Row(status=500, title="The register is damaged", rule="register_damaged"),
}
"""What is answered when the database or the disk fails, whatever call it was: nothing of that call is recorded."""

UNEXPECTED = Row(status=500, title="Something went wrong here", rule="unexpected")
_HTTP_RULES = {404: "no_such_page", 405: "method_not_allowed"}


class ReasonAnswer(BaseModel):
    """One of several reasons for a refusal."""

    model_config = ConfigDict(frozen=True)

    field: str
    rule: str
    detail: str
    source: str


class CodeAnswer(BaseModel):
    """A finding that stands in the way: its code, what it means to staff and what mends it."""

    model_config = ConfigDict(frozen=True)

    code: str
    says: str
    mends: str

    @classmethod
    def of(cls, code: str) -> Self:
        """A code with its words."""
        says, mends = checks.meaning(code)
        return cls(code=code, says=says, mends=mends)


class Choice(BaseModel):
    """One letter that could have been asked for."""

    model_config = ConfigDict(frozen=True)

    recipient: str
    kind: str
    letter_id: str


def _is_none(value: object) -> bool:
    return value is None


class Problem(BaseModel):
    """An answer to a call that was refused (RFC 9457). It names field and rule, never a value that was sent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: str = Field(description="`/problems/` and the rule", examples=["/problems/no_such_letter"])
    title: str
    status: int
    detail: str
    rule: str
    request_id: str | None = Field(None, exclude_if=_is_none, description="of this call, as in its header and the log")
    field: str | None = Field(None, exclude_if=_is_none, description="which field of the body or the query")
    source: str | None = Field(None, exclude_if=_is_none, description="the paragraph of the Protocol, or `ours`")
    reasons: tuple[ReasonAnswer, ...] | None = Field(None, exclude_if=_is_none, description="every reason of several")
    choices: tuple[Choice, ...] | None = Field(None, exclude_if=_is_none, description="the letters there are")
    codes: tuple[str, ...] | None = Field(None, exclude_if=_is_none, description="the findings that stand in the way")
    meanings: tuple[CodeAnswer, ...] | None = Field(None, exclude_if=_is_none, description="what these codes mean")
    references: tuple[str, ...] | None = Field(
        None, exclude_if=_is_none, description="the deliveries that stand in the way"
    )
    before: Status | None = Field(None, exclude_if=_is_none, description="the status the letter has")
    after: Status | Move | None = Field(None, exclude_if=_is_none, description="the status it was to have")


def answer_all(app: FastAPI) -> None:
    """Answer every exception of the table, and those of the framework, with problem details."""
    for kind in (*TABLE, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, _answer)


async def _answer(_request: Request, error: Exception) -> Response:
    if isinstance(error, DocumentDamaged):
        said = {"request_id": request_ids.current()}
        LOG.error("the file of document %s is %s", error.sha256, error.fault, extra=said)
    return answer(error)


def answer(error: Exception) -> Response:
    """The answer to a call that ended in *error*."""
    if isinstance(error, HTTPException):
        return _of_framework(error)
    if isinstance(error, RequestValidationError):
        error = Malformed(reasons_of(error.errors()))
    if trouble := trouble_in(error):
        return _of_trouble(trouble)
    row = next((TABLE[kind] for kind in type(error).__mro__ if kind in TABLE), UNEXPECTED)
    if isinstance(error, Refused):
        return _of_reasons(row, error.reasons)
    if isinstance(error, Refusal):
        return _response(row, error.rule, error.detail, field=error.field or None, headers=error.headers, **error.more)
    return _response(row, row.rule, _detail(error, row), **_more(error))


def _of_reasons(row: Row, reasons: Sequence[Reason]) -> Response:
    first = reasons[0]
    if first.rule == TOO_LARGE:
        row = Row(status=413, title="This body is too large")
    several = [ReasonAnswer(field=r.field, rule=r.rule, detail=r.detail, source=r.source) for r in reasons]
    return _response(
        row,
        first.rule,
        first.detail,
        field=first.field or None,
        source=first.source or None,
        reasons=several if len(several) > 1 else None,
    )


def _of_trouble(trouble: Trouble) -> Response:
    row = TROUBLES[trouble]
    return _response(row, row.rule, f"{IN_WORDS[trouble]}; nothing of this call was recorded")


def _of_framework(error: HTTPException) -> Response:
    row = Row(status=error.status_code, title="There is no such call", rule=_HTTP_RULES.get(error.status_code, "http"))
    return _response(row, row.rule, "this address has no such call; /docs lists all", headers=error.headers)


def _detail(error: Exception, row: Row) -> str:
    """Our own exceptions' messages hold no id and no value (`storage.errors`); nobody knows what others' do."""
    return "it was noted, without what was sent" if row is UNEXPECTED else str(error)


def _more(error: Exception) -> dict[str, Any]:
    if isinstance(error, UnlawfulMove):
        return {"before": error.before, "after": error.after}
    if isinstance(error, NotSaidOf):
        return {"field": "not_posted", "references": error.references}
    if isinstance(error, UnlawfulWord):
        return {"field": "word"}
    if isinstance(error, NoReason | NoWordWithoutReason):
        return {"field": "reason"}
    if isinstance(error, NotAcknowledged):
        return {"field": "acknowledges", "codes": error.codes}
    return {}


def _response(row: Row, rule: str, detail: str, headers: Mapping[str, str] | None = None, **more: Any) -> Response:
    if more.get("codes"):
        more["meanings"] = tuple(map(CodeAnswer.of, more["codes"]))
    more |= {"title": row.title, "status": row.status, "request_id": request_ids.current()}
    problem = Problem(type=f"/problems/{rule}", detail=detail, rule=rule, **more)
    again = {"Retry-After": str(AGAIN_SECONDS)} if row.status == 503 else {}
    return Response(problem.model_dump_json(), row.status, again | dict(headers or {}), MEDIA_TYPE)


UNKNOWN_FIELD = "unknown_field"
_RULES = {"extra_forbidden": UNKNOWN_FIELD, "unexpected_keyword_argument": UNKNOWN_FIELD}
_OWN_WORDS = {
    UNKNOWN_FIELD: "this field is not in the contract",
    "missing": "this is required",
    "string_pattern_mismatch": "this text does not have the required form",
    "enum": "this is none of the values that are allowed",
    "literal_error": "this is none of the values that are allowed",
    "value_error": "this does not have the required form",
}


def reasons_of(errors: Sequence[Any]) -> list[Reason]:
    """What pydantic found, each by field and rule. A field that we do not know may itself be a person's value."""
    found = []
    for error in errors:
        rule = _RULES.get(error["type"], error["type"])
        *holders, name = map(str, error["loc"] or ("",))
        field = ".".join((*holders, "(unknown)" if rule == UNKNOWN_FIELD else name))
        found.append(Reason(rule=rule, field=field, detail=_OWN_WORDS.get(rule, error["msg"])))
    return found


_WHEN = {
    401: "No key, or nobody's.",
    403: "A key whose role or Hub does not allow this.",
    404: "There is no such thing.",
    408: f"The body did not come within {BODY_SECONDS} seconds.",
    406: "None of the types that are accepted is given.",
    409: "It conflicts with what is recorded. Nothing is stored, unless this call says otherwise.",
    410: "It was erased.",
    413: f"The body has more than {MAX_BYTES} bytes.",
    415: "The body does not say that it is JSON.",
    422: "The body or the query is wrong, or the Protocol does not allow it. Nothing is stored.",
    500: "A document's file is no longer what was kept (`document_damaged`), or something unexpected happened.",
    503: "The service ends, or its register is busy or out of reach: try again. Nothing is stored.",
    507: "The disk is full. Nothing is stored.",
}


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What the OpenAPI document says of a call that is refused: one shape for all."""
    schema = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    of_bodies = (408,) if 413 in statuses else ()
    return {
        status: {"description": _WHEN.get(status, HTTPStatus(status).phrase), "content": schema}
        for status in (*of_bodies, *statuses, 500, 503, 507)
    }
