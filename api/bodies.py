"""What comes in: bodies within their limits, what an address asks for, and which type of answer is wanted."""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Annotated, TypeVar

from fastapi import Request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError, WithJsonSchema

from correspondence.protocol.refusals import Reason
from correspondence.reading import MAX_BYTES, Malformed, check_json, read_day

from . import problems
from .problems import TOO_LARGE, reasons_of
from .refusals import NotAcceptable, TooSlow, WrongMediaType

JSON = "application/json"
_T = TypeVar("_T")


def said(value: object) -> object:
    """What a parameter says; one that is given empty says nothing."""
    return None if value == "" else value


Said = Annotated[str | None, BeforeValidator(said), WithJsonSchema({"type": "string"})]


def _day(value: object) -> object:
    return read_day(value) if isinstance(value, str) and value else said(value)


_DAY_OR_EMPTY = {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "maxLength": 0}]}
Day = Annotated[date | None, BeforeValidator(_day), WithJsonSchema(_DAY_OR_EMPTY)]
"""A day that a parameter says."""

Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,80}$")]
Codes = Annotated[tuple[Code, ...], Field(max_length=100)]
"""The codes of the findings that somebody has seen."""


class Asked(BaseModel):
    """What the address of a call asks for. A parameter that we do not know is refused: it may be a slip."""

    model_config = ConfigDict(frozen=True, extra="forbid")


async def json_body(request: Request) -> bytes:
    """The body of a call, read no further than it may be long.

    Raises `WrongMediaType` for what is not said to be plain JSON, `Malformed` (`too_large`) past the limit, whatever
    length was announced, `TooSlow` where its end does not come in time.
    """
    _check_type(request.headers)
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced[:12]) > MAX_BYTES:
        raise _too_large()
    try:
        async with asyncio.timeout(problems.BODY_SECONDS):
            return await _whole(request)
    except TimeoutError:
        raise TooSlow from None


async def _whole(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BYTES:
            raise _too_large()
    return bytes(body)


def _check_type(headers: Mapping[str, str]) -> None:
    kind, *parameters = (part.strip().lower() for part in headers.get("content-type", "").split(";"))
    charsets = {p.removeprefix("charset=").strip('"') for p in parameters if p.startswith("charset=")}
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if kind != JSON or charsets - {"utf-8"} or encoding not in ("", "identity"):
        raise WrongMediaType


def _too_large() -> Malformed:
    return Malformed([Reason(rule=TOO_LARGE, field="", detail=f"a body has at most {MAX_BYTES} bytes")])


def read_as(adapter: TypeAdapter[_T], raw: bytes) -> _T:
    """What *raw* is, strictly and within the limits of every body. Raises `Malformed`."""
    body = json.dumps(check_json(raw))
    try:
        return adapter.validate_json(body, strict=True)
    except ValidationError as error:
        raise Malformed(reasons_of(error.errors(include_input=False, include_url=False))) from None


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """Which of the *offered* types an `Accept` header likes best, the first of equals; None where it takes none.

    No header takes anything. The most specific range that fits a type decides (RFC 9110, 12.5.1).
    """
    if not accept.strip():
        return offered[0]
    ranges = dict(_range(part) for part in accept.split(","))
    liking = {one: _liking(one, ranges) for one in offered}
    best = max(offered, key=lambda one: liking[one])
    return best if liking[best] > 0 else None


def _range(part: str) -> tuple[str, float]:
    kind, *parameters = (each.strip().lower() for each in part.split(";"))
    weights = [each.removeprefix("q=") for each in parameters if each.startswith("q=")]
    try:
        return kind, float(weights[0]) if weights else 1.0
    except ValueError:
        return kind, 0.0


def _liking(kind: str, ranges: Mapping[str, float]) -> float:
    wider = (kind, f"{kind.split('/')[0]}/*", "*/*")
    return next((ranges[each] for each in wider if each in ranges), 0.0)


def wanted_of(offered: Sequence[str]) -> Callable[[Request], str]:
    """What gives the one of these types that a caller accepts best. It raises `NotAcceptable`."""

    def wanted(request: Request) -> str:
        best = preferred(",".join(request.headers.getlist("accept")), offered)
        if best is None:
            raise NotAcceptable
        return best

    return wanted
