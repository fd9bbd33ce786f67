"""The cover index of a pack: every document in it with its pages and its hash, for whoever approves it, and the file.

It lists finished files, so it is written after the letters, by `correspondence.packing`.
"""

from correspondence.catalogue.kind import OFFICE_FORMS, Facts, LetterKind, Post, letter_part
from correspondence.catalogue.occasions.pack import IndexedDocument, IndexOccasion, Scope
from correspondence.catalogue.reader import Envelope, Reader
from correspondence.protocol.addressees import to_file
from correspondence.protocol.areas.events import ActivationDecided
from correspondence.protocol.case.people import Route
from correspondence.protocol.days.clocks import Deadline
from correspondence.protocol.letters import Audience
from correspondence.protocol.record import record

CODE = "pack_index"

_GROUP = 16


@record
class PackIndexFacts(Facts):
    """The index of a pack: what it is, and every document in it. `pack_sha256`: one hash over them all, in groups."""

    scope: Scope
    letters: int
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
    return (Reader(key=to_file(scope), ordinal=ordinal, audience=Audience.FILE, name=scope, envelope=envelope),)


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
