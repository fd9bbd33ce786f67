"""The command that calls a service that is up: an event goes there, and what became of it is told."""

import io
import json
import os
import zipfile
from argparse import Namespace
from collections.abc import Mapping
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import OpenerDirector, ProxyHandler, Request, build_opener

from correspondence.protocol.refusals import Reason, Refused

from . import settings
from .writing import write_whole

MOST_SECONDS = 300
_NOTHING_ANSWERS = (
    "nothing answers at {}; start it with `make run` or `correspondence serve`, or name another with --to"
)
_NOT_OURS = "what answers at {} is another program; name the service's address with --to"


def post(given: Namespace) -> None:
    """`post EVENT.json ... [--to ADDRESS] [-o DIR]`: posts events in their order, and says what each gave.

    The first that is refused ends it. With a folder the documents are written there, those of held letters apart.
    """
    for path in given.events:
        body = settings.read_file(path)
        answer = json.loads(_send(given.to, body, "application/json"))
        _tell(path, answer)
        if given.output is not None and answer["letters"]:
            _write(given.to, body, given.output / path.stem if len(given.events) > 1 else given.output)


def _tell(path: Path, answer: Mapping[str, Any]) -> None:
    letters = answer["letters"]
    print(f"{path.name}: recorded; {len(letters) or 'no'} letter{'s' if len(letters) != 1 else ''}")
    for letter in letters:
        print(f"  {letter['kind']} to {letter['recipient']} ({letter['audience']}): {letter['status']}")
        for finding in letter["findings"]:
            print(f"    {finding['severity']}: {finding['code']} at {finding['where']}: {finding['says']}")
    for warning in answer["warnings"]:
        print(f"  warning: {warning}")


def send_and_write(address: str, event: Path, folder: Path) -> None:
    """Post *event* and write the documents that it gives into *folder*. Raises `Refused` or `WrongUse`."""
    _write(address, settings.read_file(event), folder)


def _write(address: str, body: bytes, folder: Path) -> None:
    documents = zipfile.ZipFile(io.BytesIO(_send(address, body, "application/zip")))
    folder.mkdir(parents=True, exist_ok=True)
    for name in documents.namelist():
        write_whole(folder / name, documents.read(name))
        print(f"  {folder / name}")


def _send(address: str, body: bytes, accept: str) -> bytes:
    """The answer to *body* posted as an event. Posted again it is the same event, and answered as the first time."""
    headers = {"Content-Type": "application/json", "Accept": accept}
    if key := os.environ.get("CORRESPONDENCE_KEY"):
        headers["Authorization"] = f"Bearer {key}"
    request = Request(f"{address.rstrip('/')}/events", data=body, headers=headers)
    try:
        with _opener(address).open(request, timeout=MOST_SECONDS) as answer:
            if answer.headers.get_content_type() != accept:
                raise settings.WrongUse(_NOT_OURS.format(address))
            content: bytes = answer.read()
            return content
    except HTTPError as refused:
        with refused:
            raise _as_refused(address, refused) from None
    except (OSError, HTTPException):
        raise settings.WrongUse(_NOTHING_ANSWERS.format(address)) from None


def _opener(address: str) -> OpenerDirector:
    """Calls of this machine itself go through no proxy."""
    return build_opener(ProxyHandler({})) if settings.is_loopback(urlsplit(address).hostname or "") else build_opener()


def _as_refused(address: str, answer: HTTPError) -> Exception:
    """A refusal with the service's own reasons."""
    if answer.headers.get_content_type() != "application/problem+json":
        return settings.WrongUse(_NOT_OURS.format(address))
    problem = json.loads(answer.read())
    if answer.code == 401:
        return settings.WrongUse(f"{problem['detail']}; CORRESPONDENCE_KEY gives the key")
    several = problem.get("reasons") or [problem]
    return Refused(
        [
            Reason(rule=one["rule"], field=one.get("field") or "", detail=one["detail"], source=one.get("source") or "")
            for one in several
        ]
    )
