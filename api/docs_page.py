"""The page at `/docs`: the OpenAPI document as plain HTML, without a script and without anything from elsewhere."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from .pages import PAGES

Json = Mapping[str, Any]


def page(document: Json) -> str:
    """The OpenAPI document, to be read by people."""
    schemas = document["components"]["schemas"]
    return PAGES.get_template("docs.html").render(
        title=document["info"]["title"],
        description=document["info"]["description"].split("\n\n"),
        calls=list(_calls(document)),
        shapes=[_shape(name, schemas[name]) for name in sorted(schemas)],
    )


def _calls(document: Json) -> Iterator[Json]:
    for path, methods in document["paths"].items():
        for method, call in methods.items():
            yield {
                "id": call["operationId"],
                "name": f"{method.upper()} {path}",
                "description": call.get("description", "").split("\n\n"),
                "parameters": call.get("parameters", ()),
                "bodies": list(_bodies(call.get("requestBody", {}).get("content", {}))),
                "answers": list(_answers(call["responses"])),
            }


def _bodies(content: Json) -> Iterator[Json]:
    for media_type, body in content.items():
        single = {"example": {"value": body["example"]}} if "example" in body else {}
        yield {
            "media_type": media_type,
            "shape": _words(body["schema"]),
            "examples": {
                name: json.dumps(example["value"], indent=2, ensure_ascii=False)
                for name, example in body.get("examples", single).items()
            },
        }


def _answers(responses: Json) -> Iterator[Json]:
    for status, response in sorted(responses.items()):
        content = response.get("content", {})
        yield {
            "status": status,
            "description": response["description"],
            "types": [(media_type, _words(body.get("schema", {}))) for media_type, body in content.items()],
        }


def _shape(name: str, schema: Json) -> Json:
    required = schema.get("required", ())
    fields = [
        {"name": field, "words": _words(part), "required": field in required, "about": part.get("description", "")}
        for field, part in schema.get("properties", {}).items()
    ]
    about = schema.get("description", "").split("\n\n")
    return {"name": name, "about": about, "fields": fields, "words": "" if fields else _words(schema)}


def _words(schema: Json) -> str:
    """A schema in a few words: `Person`, `list of Person`, `date or null`, `one of "post", "email"`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return " or ".join(_words(one) for one in schema[several])
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return f"one of {', '.join(json.dumps(one) for one in schema['enum'])}"
    if schema.get("type") == "array":
        return f"list of {_words(schema.get('items', {}))}"
    plain = str(schema.get("format") or schema.get("type") or "anything")
    return f"{plain} like {schema['pattern']}" if "pattern" in schema else plain
