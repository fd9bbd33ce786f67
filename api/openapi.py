"""The OpenAPI document: FastAPI's, with the event as the core has it, and the project's own examples in it."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from correspondence.protocol.refusals import Refused
from correspondence.reading import incoming_adapter, read_incoming
from correspondence.shipped import EXAMPLES

from . import post_runs
from .deliveries import WORD
from .letters import STATUS
from .packs import APPROVED
from .problems import Problem
from .runs import CLOSING, COURT_LISTS, DUE

_REF = "#/components/schemas/{model}"
Json = dict[str, Any]

DESCRIPTION = """\
The letters that a children's case is owed while it waits in an Allocation Hub, and those with which a Hub is opened,
run and closed: an event comes in; which letters are owed, to whom and by when is decided; each is written, checked and
kept.

Every call but `/health`, `/metrics` and this document needs a key. Refusals are problem details (RFC 9457), which
name field and rule and never repeat what was sent."""

STATUS_EXAMPLE = {"status": "sent", "by": "R. Sample", "on": "2026-11-20", "route": "post", "acknowledges": []}


def examples() -> dict[str, Json]:
    """The project's example events that this version takes, by name, in the order of their names."""
    found = {path.stem: path.read_bytes() for path in sorted(EXAMPLES.glob("*.json"))}
    return {name: json.loads(raw) for name, raw in found.items() if _is_event(raw)}


def _is_event(raw: bytes) -> bool:
    try:
        read_incoming(raw)
    except Refused:
        return False
    return True


def describe(app: FastAPI) -> Callable[[], Json]:
    """What gives the document of *app*; it is made once, when it is first asked for."""

    def document() -> Json:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    return document


def _document(app: FastAPI) -> Json:
    made = get_openapi(title=app.title, version=app.version, description=DESCRIPTION, routes=app.routes)
    schemas = made.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    for name, schema in _own_schemas().items():
        if schemas.setdefault(name, schema) != schema:
            raise ValueError(f"two schemas are called {name}")
    made["paths"]["/events"]["post"]["requestBody"] = _event_body()
    status = made["paths"]["/letters/{letter_id}/status"]["post"]["requestBody"]["content"]["application/json"]
    status["example"] = STATUS_EXAMPLE
    return made


def _own_schemas() -> Mapping[str, Json]:
    """The shapes that FastAPI cannot see, since we read the bodies and write the problems ourselves."""
    return {
        **_schemas("Event", incoming_adapter().json_schema(ref_template=_REF)),
        **_schemas("LetterStatus", STATUS.json_schema(ref_template=_REF)),
        **_schemas("PackApproved", APPROVED.json_schema(ref_template=_REF)),
        **_schemas("CourtListsAsked", COURT_LISTS.json_schema(ref_template=_REF)),
        **_schemas("DueAsked", DUE.json_schema(ref_template=_REF)),
        **_schemas("ClosingAsked", CLOSING.json_schema(ref_template=_REF)),
        **_schemas("DeliveryWord", WORD.json_schema(ref_template=_REF)),
        **_schemas("PostRunAsked", post_runs.ASKED.json_schema(ref_template=_REF)),
        **_schemas("PostedSaid", post_runs.SAID.json_schema(ref_template=_REF)),
        **_schemas("Problem", Problem.model_json_schema(ref_template=_REF, mode="serialization")),
    }


def _schemas(name: str, whole: Json) -> Mapping[str, Json]:
    """A schema and those it is made of, by name."""
    parts: dict[str, Json] = whole.pop("$defs", {})
    return {**parts, name: whole}


def _event_body() -> Json:
    named = {name: {"summary": name.replace("_", " "), "value": value} for name, value in examples().items()}
    schema = {"$ref": _REF.format(model="Event")}
    return {"required": True, "content": {"application/json": {"schema": schema, "examples": named}}}
