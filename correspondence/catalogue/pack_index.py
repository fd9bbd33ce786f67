"""The cover index of a pack: every document in it with its pages and its hash, for whoever approves it, and the file.

It lists finished files, so it is written after the letters, by `correspondence.packing`.
"""

from correspondence.protocol.area_events import ActivationDecided
from correspondence.protocol.clocks import Deadline
from correspondence.protocol.fields import record
from correspondence.protocol.letters import Audience
from correspondence.protocol.people import Form, Route

from .kind import OFFICE_FORMS, DocumentForm, Facts, LetterKind, Post, letter_part
from .letter import Letter, OfficeView, letter_id
from .packs import Pack, Scope
from .reader import Envelope, Reader

CODE = "pack_index"

_GROUP = 16


@record
class IndexedDocument:
    """One file of a pack, as the index lists it. `pages` is known of a PDF alone; `sha256` stands in groups."""

    post: str | None
    office: str | None
    reference: str
    form: DocumentForm
    pages: int | None
    sha256: str


@record
class PackIndexFacts(Facts):
    """The index of a pack: what it is, and every document in it. `pack_sha256`: one hash over them all, in groups."""

    scope: Scope
    letters: int
    documents: tuple[IndexedDocument, ...]
    pack_sha256: str


@record
class IndexOccasion:
    """What an index is written on: the pack, its finished files, and their hash as a whole."""

    pack: Pack
    documents: tuple[IndexedDocument, ...]
    pack_sha256: str


def in_groups(sha256: str) -> str:
    """A hash in groups that can be read aloud and compared, and that fit a column."""
    return " ".join(sha256[start : start + _GROUP] for start in range(0, len(sha256), _GROUP))


def _to(occasion: IndexOccasion) -> tuple[Reader, ...]:
    """The file, which is sent to nobody: one index for each scope."""
    scope = occasion.pack.scope
    envelope = Envelope(route=Route.NONE)
    ordinal = 1 + list(Scope).index(scope)
    return (Reader(key=f"file:{scope}", ordinal=ordinal, audience=Audience.FILE, name=scope, envelope=envelope),)


def _facts(occasion: IndexOccasion, _reader: Reader) -> PackIndexFacts:
    return PackIndexFacts(
        scope=occasion.pack.scope,
        letters=len(occasion.pack.letters),
        documents=occasion.documents,
        pack_sha256=in_groups(occasion.pack_sha256),
    )


def _due(occasion: IndexOccasion, _reader: Reader) -> Deadline:
    """With the first letter of the pack (ours)."""
    return min((letter.due for letter in occasion.pack.letters), key=lambda due: due.due_on)


PACK_INDEX: LetterKind[IndexOccasion] = LetterKind(
    code=CODE,
    documents=("index of A5 to A7 and A11",),
    title="Index of a notification pack",
    source="4.5",
    sent_on=ActivationDecided,
    to=_to,
    recipients="the file, for whoever approves the pack",
    facts=_facts,
    facts_type=PackIndexFacts,
    due=_due,
    deadline="with the letters of the pack (ours)",
    signed_by=Post.CHIEF_EXECUTIVE,
    versions=(Audience.FILE,),
    parts=(letter_part(CODE, OFFICE_FORMS),),
    waits_for_alerts=False,
)


def write_index(occasion: IndexOccasion) -> Letter:
    """The index of a pack, of the day of its letters. The pack has one letter at least."""
    pack = occasion.pack
    (reader,) = PACK_INDEX.to(occasion)
    reference = letter_id(pack.letters[0].event_id, CODE, reader.key)
    facts = PACK_INDEX.facts(occasion, reader)
    return Letter(
        letter_id=reference,
        kind=PACK_INDEX,
        event_id=pack.letters[0].event_id,
        given_by=pack.event_id,
        case_number=pack.letters[0].case_number,
        recipient=reader.key,
        ordinal=reader.ordinal,
        audience=reader.audience,
        language=reader.language,
        form=Form.STANDARD,
        dated=pack.dated,
        due=PACK_INDEX.due(occasion, reader),
        view=_view(pack, reader, reference, facts),
        envelope=reader.envelope,
    )


def _view(pack: Pack, reader: Reader, reference: str, facts: Facts) -> OfficeView:
    """The index as its template sees it: signed by nobody, it names who signs the letters."""
    first = pack.letters[0].view
    if not isinstance(first, OfficeView):
        raise TypeError("a pack is of letters to offices")
    return OfficeView(
        key="file",
        name=reader.name,
        reader_post=None,
        salutation="",
        dated=pack.dated,
        reference=reference,
        area=pack.area,
        signed_by=first.signed_by,
        post=first.post,
        sender=first.sender,
        facts=facts,
    )
