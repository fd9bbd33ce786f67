"""Documents on their way out: types, names, headers, and several in one archive of stable bytes."""

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from fastapi import Response

from correspondence.documents import DocumentForm, name_of_file
from correspondence.protocol.record import record
from correspondence.storage import StoredDocument, StoredLetter

PDF, ZIP = "application/pdf", "application/zip"
HELD_HEADER = "Correspondence-Letters-Held"
_INLINE, _ATTACHMENT = "inline", "attachment"


@record
class Manner:
    """How a form is sent. What a browser can show stays out of the folder of downloads."""

    media_type: str
    disposition: str = _INLINE


MANNERS: Mapping[DocumentForm, Manner] = {
    DocumentForm.PDF: Manner(media_type=PDF),
    DocumentForm.DOCX: Manner(
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document", disposition=_ATTACHMENT
    ),
    DocumentForm.HTML: Manner(media_type="text/html; charset=utf-8"),
    DocumentForm.TXT: Manner(media_type="text/plain; charset=utf-8"),
    DocumentForm.CSV: Manner(media_type="text/csv; charset=utf-8; header=present", disposition=_ATTACHMENT),
}
PAGE_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
"""A letter as a web page runs nothing, loads nothing and sends nothing."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # a ZIP file knows no earlier day; none is told
_PLAIN_FILE = 0o100600 << 16
_CHUNK = 1 << 16


def kept_name(letter: StoredLetter, document: StoredDocument) -> str:
    """The name of a kept document's file, as `documents.file_name` has it: no person's name, no caller's text."""
    return name_of_file(letter.kind, letter.ordinal, document.part, document.language, document.copy_to, document.form)


def document_response(letter: StoredLetter, document: StoredDocument, content: bytes, status: int = 200) -> Response:
    """A document, named and marked by its hash. No cache may keep it (`traffic` says so of every answer)."""
    manner = MANNERS[document.form]
    headers = {
        "Content-Disposition": f'{manner.disposition}; filename="{kept_name(letter, document)}"',
        "Content-Language": document.language,
        "ETag": f'"{document.sha256}"',
    }
    if document.form is DocumentForm.HTML:
        headers["Content-Security-Policy"] = PAGE_POLICY
    return Response(content, status, headers, manner.media_type)


def archive(members: Iterable[tuple[str, bytes]]) -> bytes:
    """The ZIP file of these members, in this order; the same members give the same bytes. Nothing is compressed."""
    buffer = BytesIO()
    _write_archive(buffer, members)
    return buffer.getvalue()


def open_archive(members: Iterable[tuple[str, bytes]]) -> tuple[IO[bytes], int]:
    """The same ZIP file for more than memory should hold, and its size: an open file that nobody else can name."""
    opened = TemporaryFile()  # noqa: SIM115  # it outlives this call, and is closed by `chunks`
    try:
        _write_archive(opened, members)
        size = opened.tell()
        opened.seek(0)
    except BaseException:
        opened.close()
        raise
    return opened, size


def chunks(opened: IO[bytes]) -> Iterator[bytes]:
    """What an open file holds, piece by piece. It is closed at the end, and with that gone."""
    with opened:
        while piece := opened.read(_CHUNK):
            yield piece


def _write_archive(where: IO[bytes], members: Iterable[tuple[str, bytes]]) -> None:
    with ZipFile(where, "w", ZIP_STORED) as file:
        for name, content in members:
            info = ZipInfo(name, _EARLIEST)
            info.create_system = 3  # one system for all, so that equal members give equal bytes
            info.external_attr = _PLAIN_FILE
            file.writestr(info, content)
