"""The last line of defence: a finished document is searched for everything its reader may not know.

Letters are built from an allow-list and should never hold any of it. This looks again at what was really made: every
text, tagged or not, metadata, links, names of parts and of the file (FPR 2010 r.29.1; protocol.md section 7).
A find names the detail and the place, never the value.

What is searched for, and how disguised it may be, is in `searching`; what accounts for a value that happens to read
the same, in `allowances`. Two rules hold beside them:

- A child's letter whose household is not open has its address on a page of its own (`own_page`): page 1 of the PDF,
  and in the DOCX paragraphs in an address style before the first page break. There, and nowhere else, may the address
  on the envelope stand.
- HTML and plain text are never posted, so the reader's own address does not stand in them either.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from correspondence.catalogue.letter import Letter
from correspondence.documents import Document, Finding, Text
from correspondence.protocol.case.people import Detail
from correspondence.protocol.directory import Directory
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.history.disclosure import KeptBack

from .allowances import NOT_POSTED, Allowances, allowances, cover, postal_parts
from .codes import CODES, finding
from .contents import Contents, read
from .docx_contents import COVER
from .searching import Needle, Searchable, needle

_COVERS = frozenset({"pdf page 1", COVER})

Secrets = tuple[tuple[str, Needle], ...]
"""What must not be found: the detail it is, and what to look for."""


def secrets_in(kept: KeptBack) -> Secrets:
    """What is kept back from the readers of a letter, each value once: looked for in every document of the letter."""
    every = ((e.detail, _needle(e.detail, value)) for e in kept.entries for value in e.values)
    return tuple(dict.fromkeys(every))


def _needle(detail: str, value: str) -> Needle:
    return replace(needle(value, is_phone=detail == Detail.PHONE), is_name=detail == "name")


def examine(
    letter: Letter,
    document: Document,
    text: Text | None,
    case_file: CaseFile,
    directory: Directory,
    secrets: Secrets,
) -> tuple[Finding, ...]:
    """What of *secrets* (`secrets_in` it) stands in *document*, each as `disclosure.<detail>` and its place.

    `disclosure.unreadable` says that a place could not be searched.
    """
    contents = read(letter, document)
    found = {("unreadable", where) for where in contents.unreadable}
    allowed = allowances(letter, document, text, case_file, directory)
    apart = cover(letter.envelope.lines) if letter.envelope.own_page else None
    texts, markup = _searchable(contents)
    unposted = postal_parts(letter) if document.form in NOT_POSTED else ()
    for detail, sought in (*secrets, *((str(Detail.ADDRESS), part) for part in unposted)):
        everything = texts if sought.is_word else (*texts, markup)
        found |= {(detail, where) for where in _places(sought, everything, allowed, apart)}
    return tuple(finding(CODES[f"disclosure.{detail}"], where) for detail, where in sorted(found))


def _searchable(contents: Contents) -> tuple[tuple[Searchable, ...], Searchable]:
    """What a reader reads, and the markup around it."""
    read_out = (Searchable(contents.apart, apart=True), *map(Searchable, contents.running))
    return read_out, Searchable(contents.markup, apart=True)


def _places(
    sought: Needle, texts: Iterable[Searchable], allowed: Allowances, apart: Allowances | None
) -> Iterator[str]:
    """The places where a value stands and nothing accounts for it."""
    for text in texts:
        starts = allowed.unaccounted(sought, text)
        if starts and apart is not None:
            on_cover = [start for start in starts if text.place(start) in _COVERS]
            leaked = set(apart.unaccounted(sought, text, _COVERS))
            starts = [start for start in starts if start not in on_cover or start in leaked]
        yield from (text.place(start) for start in starts)
