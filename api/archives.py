"""Kept files in one archive, each letter in a folder of its number, with an index over them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fastapi.responses import StreamingResponse

from correspondence.protocol.record import record
from correspondence.storage import StoredDocument, StoredLetter

from .answers import Answer
from .context import Context
from .files import ZIP, chunks, kept_name, open_archive

INDEX = "index.json"
Members = Iterator[tuple[str, bytes]]


@record
class Entry:
    """A letter in an archive: what its line of the index says, and which of its files are there."""

    said: Answer
    letter: StoredLetter
    documents: Sequence[StoredDocument]


def zipped(
    here: Context, key_name: str | None, name: str, about: Mapping[str, Any], entries: Sequence[Entry]
) -> StreamingResponse:
    """The archive of that name; *about* stands at the head of its index. The same letters give the same bytes.

    No name of a file holds a person's name or a caller's text. Each reading is recorded.
    """
    for each in entries:
        here.service.register.note_access(key_name, "read all documents", each.letter.letter_id)
    file, size = open_archive(_members(here, about, entries))
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Length": str(size)}
    return StreamingResponse(chunks(file), 200, headers, ZIP)


def _members(here: Context, about: Mapping[str, Any], entries: Sequence[Entry]) -> Members:
    lines = [_line(place, each) for place, each in enumerate(entries, start=1)]
    yield INDEX, json.dumps({**about, "letters": lines}, ensure_ascii=False, indent=2).encode()
    for place, each in enumerate(entries, start=1):
        for kept in each.documents:
            letter_id = each.letter.letter_id
            content = here.service.register.document(letter_id, kept.form, kept.language, kept.copy_to, kept.part)
            yield _name(place, each.letter, kept), content


def _line(place: int, entry: Entry) -> dict[str, Any]:
    files = [{"file": _name(place, entry.letter, kept), "sha256": kept.sha256} for kept in entry.documents]
    return {**entry.said.model_dump(mode="json"), "files": files}


def _name(place: int, letter: StoredLetter, kept: StoredDocument) -> str:
    return f"{place:03}/{kept_name(letter, kept)}"
