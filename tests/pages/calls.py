"""`docs/api.md`: the OpenAPI document as a short page, with who may call, from the policy that the tests hold it to."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastapi import FastAPI

from api.app import create_app
from correspondence.service import Service
from correspondence.storage import Register
from tests import build
from tests.api.calls import NOW
from tests.api.test_policy import FOR, POLICY, About, Place, World

from .markdown import table

Json = Mapping[str, Any]

_HEAD = """# The API

Made from the OpenAPI document of the service by `make pages`. The service itself answers with the whole of it, every
shape and an example of each event: `/docs` for people, `/openapi.json` for programs.

A call carries `Authorization: Bearer KEY`; `correspondence key add` makes keys. A body is JSON in UTF-8, its days are
written `2026-11-30`, and a field that is not in the contract is refused. Every answer has a `Request-Id`, by which its
line in the log is found.

"""
_WHO = """## Who may

A key has a role and, as a rule, a Hub. What a call is about decides who may make it; a key that may not is answered 403
with the rule `role` or `another_hub`.

"""
_EVENTS = """## Events

What `POST /events` takes. Each has `event_id`, `type`, `occurred_on` and `recorded_by` besides; those of a case have
`hub` and `case` too, and may have `override`. A field in brackets may be left out.

"""
_ERRORS = """## Refusals

A refusal is a problem detail (`application/problem+json`, RFC 9457). `rule` is for programs, `detail` for people;
`field` says where in the body or the query, `source` by which paragraph of the Protocol. No refusal repeats what was
sent. Where findings stand in the way, `codes` names them and `meanings` has the words of [their table](codes.md).

"""
_PLACES: Mapping[frozenset[Place], str] = {
    frozenset({Place.OWN, Place.EVERYWHERE}): "that Hub, or none",
    frozenset({Place.OWN, Place.OTHER_HUB, Place.EVERYWHERE}): "a Hub of that area",
    frozenset(Place): "any Hub, or none",
}


def page() -> str:
    """The whole page."""
    document = openapi()
    parts = [_HEAD, "## Calls\n\n", *_calls(document), _WHO, _who(), "\n", _EVENTS, _events(document), "\n"]
    return "".join([*parts, _ERRORS, _refusals(document)])


def openapi() -> Json:
    """The document of an application on an empty register: nothing in it depends on what was kept."""
    with TemporaryDirectory() as folder, Register.open(None, Path(folder), lambda: NOW) as register:
        app = create_app(Service(register, build.directory()), dev=False, today=lambda: date(2026, 11, 30))
        return app.openapi()


def _calls(document: Json) -> Iterator[str]:
    for path, methods in document["paths"].items():
        for method, call in methods.items():
            yield f"### {method.upper()} {path}\n\n{call['description']}\n\n"
            yield table(("", ""), [(f"**{name}**", said) for name, said in _about(method, path, call) if said])
            yield "\n"


def _about(method: str, path: str, call: Json) -> Iterator[tuple[str, str]]:
    taken = {status: answer for status, answer in call["responses"].items() if int(status) < 400}
    yield "about", ", ".join(sorted(_subjects()[method.upper(), path]))
    yield "asks", "; ".join(_parameter(each) for each in call.get("parameters", ()))
    yield "body", ", ".join(map(_named, _shapes(call.get("requestBody", {}))))
    yield "answers", "; ".join(f"{status}: {', '.join(_types(taken[status]))}" for status in sorted(taken))
    yield "refuses", ", ".join(sorted(status for status in call["responses"] if status not in taken))


def _parameter(asked: Json) -> str:
    said = f" ({asked['description']})" if "description" in asked else ""
    return f"`{asked['name']}`{said}"


def _types(answer: Json) -> Iterator[str]:
    for media_type, body in answer.get("content", {}).items():
        shape = _shape(body.get("schema", {}))
        yield media_type.split(";")[0] + (f" {shape}" if shape else "")


def _shapes(body: Json) -> list[str]:
    return [name for each in body.get("content", {}).values() if (name := _shape(each["schema"]))]


def _named(shape: str) -> str:
    """A shape of a body with its fields; an event has a chapter of its own."""
    properties = openapi_shapes()[shape].get("properties", {})
    fields = _fields(properties, openapi_shapes()[shape].get("required", ()))
    return f"{shape}: {fields}" if fields else f"[{shape}](#events)"


@cache
def openapi_shapes() -> Json:
    """Every shape of the document, by name."""
    shapes: Json = openapi()["components"]["schemas"]
    return shapes


def _shape(schema: Json) -> str:
    if schema.get("type") == "array":
        return f"list of {_shape(schema['items'])}"
    return str(schema["$ref"]).rsplit("/", 1)[-1] if "$ref" in schema else ""


def _fields(names: Iterable[str], required: Iterable[str]) -> str:
    needed = set(required)
    return ", ".join(f"`{name}`" if name in needed else f"[`{name}`]" for name in names)


def _who() -> str:
    anybody = (str(About.SERVICE), "anybody", "no key is asked for")
    rows = ((str(about), ", ".join(sorted(roles)), _PLACES[places]) for about, (roles, places) in FOR.items())
    return table(("a call about", "is for keys of the role", "made for"), (anybody, *rows))


@cache
def _subjects() -> Mapping[tuple[str, str], frozenset[About]]:
    """What each call is about, by the policy of the tests, for which every name in a world of examples will do."""
    anything = World(
        app=FastAPI(),
        keys={},
        events={"family": {}, "area": {}, "areas": {}},
        letters=dict.fromkeys((About.FAMILY, About.LIST, About.AREA, About.AREAS), ""),
        runs=dict.fromkeys((About.FAMILY, About.LIST), ""),
        pack={},
        reference="",
        post_run="",
    )
    return {call: frozenset(subjects(anything)) for call, subjects in POLICY.items()}


def _events(document: Json) -> str:
    shapes = document["components"]["schemas"]
    kinds = {name: shapes[ref.rsplit("/", 1)[-1]] for name, ref in shapes["Event"]["discriminator"]["mapping"].items()}
    of_all = set.intersection(*(set(kind["properties"]) for kind in kinds.values())) | {"hub", "case", "override"}
    rows = []
    for name, kind in kinds.items():
        own = [field for field in kind["properties"] if field not in of_all or _is_own_hub(field, kind)]
        rows.append((f"`{name}`", kind["description"].split("\n\n")[0], _fields(own, kind.get("required", ()))))
    return table(("type", "what happened", "fields of its own"), rows)


def _is_own_hub(field: str, kind: Json) -> bool:
    """An event of a service area may name a Hub, which no case says then."""
    return field == "hub" and "case" not in kind["properties"]


def _refusals(document: Json) -> str:
    said = {
        (status, answer["description"])
        for methods in document["paths"].values()
        for call in methods.values()
        for status, answer in call["responses"].items()
        if int(status) >= 400
    }
    return table(("status", "when"), sorted(said))
