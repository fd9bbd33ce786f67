"""A pack as one thing: the index of its finished files, one hash over all of them, and whether an approval stands.

An approval is of the very bytes that were seen. Nothing is stored here: whoever keeps an approval keeps its manifest.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Protocol, TypeAlias

from correspondence.catalogue.letters import DocumentForm, Letter, OfficeView
from correspondence.catalogue.pack_index import IndexedDocument, IndexOccasion, in_groups, write_index
from correspondence.catalogue.packs import Pack
from correspondence.documents import WrittenLetter
from correspondence.protocol.letters import Status
from correspondence.protocol.refusals import Inconsistent, Reason
from correspondence.writing import write_to_office


class Kept(Protocol):
    """A finished file, as it was made or as the register keeps it."""

    @property
    def part(self) -> str: ...
    @property
    def form(self) -> DocumentForm: ...
    @property
    def language(self) -> str: ...
    @property
    def pages(self) -> int | None: ...
    @property
    def sha256(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PackedDocument:
    """One file of a pack: whose letter, which part, form and language, and the hash of its bytes."""

    letter_id: str
    part: str
    form: DocumentForm
    language: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackManifest:
    """Every file of a pack, in order, each once."""

    documents: tuple[PackedDocument, ...]

    @property
    def sha256(self) -> str:
        """One hash over every file, its letter, part, form and language: in whatever order the letters came."""
        rows = ("\x1f".join((x.letter_id, x.part, x.form, x.language, x.sha256)) for x in sorted(self.documents))
        return sha256("\x1e".join(rows).encode()).hexdigest()


def manifest_of(written: Sequence[WrittenLetter]) -> PackManifest:
    """The manifest of finished letters.

    Raises `Inconsistent` naming each letter that has no document or is held: such a pack cannot go, so it cannot be
    approved.
    """
    faults = [fault for one in written for fault in _faults(one)]
    if faults:
        raise Inconsistent(faults)
    return PackManifest(documents=tuple(sorted(_packed(one.letter, x) for one in written for x in one.documents)))


def _faults(one: WrittenLetter) -> Iterator[Reason]:
    if not one.documents:
        yield _reason("pack_unwritten", one.letter, "this letter of the pack has no document")
    if one.status is Status.HELD:
        blocking = len(one.findings)
        yield _reason("pack_held", one.letter, f"this letter of the pack is held, with {blocking} findings")


def _reason(rule: str, letter: Letter, detail: str) -> Reason:
    return Reason(rule=rule, field=letter.letter_id, detail=detail, source="ours")


def _packed(letter: Letter, document: Kept) -> PackedDocument:
    return PackedDocument(
        letter_id=letter.letter_id,
        part=document.part,
        form=document.form,
        language=document.language,
        sha256=document.sha256,
    )


def pack_sha256(written: Sequence[WrittenLetter]) -> str:
    """The one hash of a pack. Raises `Inconsistent` as `manifest_of`."""
    return manifest_of(written).sha256


def index_of(pack: Pack, written: Sequence[WrittenLetter]) -> WrittenLetter:
    """The index of *pack*, whose letters *written* are, finished: a document for the file, written and examined.

    Raises `Inconsistent` where *written* are not exactly the pack's letters, and as `manifest_of`.
    """
    manifest_of(written)
    if sorted(one.letter.letter_id for one in written) != sorted(letter.letter_id for letter in pack.letters):
        detail = f"the pack has {len(pack.letters)} letters, and these {len(written)} are not they"
        raise Inconsistent([Reason(rule="pack_of_others", field=pack.kind.code, detail=detail, source="ours")])
    return write_to_office(index_letter(pack, {one.letter.letter_id: one.documents for one in written}))


def of_pack(pack: Pack, written: Iterable[WrittenLetter]) -> tuple[WrittenLetter, ...]:
    """Those of *written* that are the pack's letters."""
    mine = {letter.letter_id for letter in pack.letters}
    return tuple(one for one in written if one.letter.letter_id in mine)


def index_letter(pack: Pack, files: Mapping[str, Sequence[Kept]]) -> Letter:
    """The index of *pack* as a letter, not yet written; *files* are the finished files of each of its letters."""
    manifest = PackManifest(
        documents=tuple(sorted(_packed(letter, x) for letter in pack.letters for x in files[letter.letter_id]))
    )
    occasion = IndexOccasion(
        pack=pack,
        documents=tuple(_indexed(letter, x) for letter in pack.letters for x in files[letter.letter_id]),
        pack_sha256=manifest.sha256,
    )
    return write_index(occasion)


def _indexed(letter: Letter, document: Kept) -> IndexedDocument:
    view = letter.view
    office = view.name or ""
    post = view.reader_post if isinstance(view, OfficeView) else None
    return IndexedDocument(
        post=post if post is not None and post not in office else None,
        office=office[:1].upper() + office[1:] or None,
        reference=letter.letter_id,
        form=document.form,
        pages=document.pages,
        sha256=in_groups(document.sha256),
    )


class Change(StrEnum):
    """What became of a letter or of one file of it since a pack was approved."""

    MISSING = "missing"
    NEW = "new"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Difference:
    """One difference between two packs. `part`, `form` and `language` are empty where it is of the whole letter."""

    letter_id: str
    change: Change
    part: str = ""
    form: str = ""
    language: str = ""


_Place: TypeAlias = tuple[str, str, str]
_Hashes: TypeAlias = Mapping[_Place, str]


def differences(approved: PackManifest, current: PackManifest) -> tuple[Difference, ...]:
    """What of *current* is not as it was in *approved*, letter by letter, and file by file within a letter."""
    before, now = _by_letter(approved.documents), _by_letter(current.documents)
    found: list[Difference] = []
    for letter_id in sorted({*before, *now}):
        if letter_id not in now:
            found.append(Difference(letter_id=letter_id, change=Change.MISSING))
        elif letter_id not in before:
            found.append(Difference(letter_id=letter_id, change=Change.NEW))
        else:
            found += _within(letter_id, before[letter_id], now[letter_id])
    return tuple(found)


def _by_letter(documents: Iterable[PackedDocument]) -> dict[str, dict[_Place, str]]:
    found: dict[str, dict[_Place, str]] = {}
    for each in documents:
        found.setdefault(each.letter_id, {})[each.part, each.form, each.language] = each.sha256
    return found


def _within(letter_id: str, before: _Hashes, now: _Hashes) -> Iterator[Difference]:
    for place in sorted({*before, *now}):
        if before.get(place) == now.get(place):
            continue
        change = Change.MISSING if place not in now else Change.NEW if place not in before else Change.CHANGED
        part, form, language = place
        yield Difference(letter_id=letter_id, change=change, part=part, form=form, language=language)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackApproval:
    """Who approved a pack as one, on which day, and what it was: its hash, and the manifest that explains it."""

    pack_sha256: str
    manifest: PackManifest
    by: str
    on: date


def approve(written: Sequence[WrittenLetter], by: str, on: date) -> PackApproval:
    """The approval of a pack as it now is. Raises `Inconsistent` as `manifest_of`."""
    manifest = manifest_of(written)
    return PackApproval(pack_sha256=manifest.sha256, manifest=manifest, by=by, on=on)


class PackState(StrEnum):
    """Whether a pack is the one that was approved."""

    APPROVED = "approved"
    VOID = "void"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackStanding:
    """How an approval stands against a pack: void once anything differs, and then `differs` says what."""

    state: PackState
    differs: tuple[Difference, ...] = ()


def standing(approval: PackApproval, current: PackManifest) -> PackStanding:
    """Whether *approval* still stands: only for the very files that it was given for. The hash decides."""
    if approval.pack_sha256 == current.sha256:
        return PackStanding(state=PackState.APPROVED)
    return PackStanding(state=PackState.VOID, differs=differences(approval.manifest, current))
