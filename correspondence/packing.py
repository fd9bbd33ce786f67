"""A pack as one thing: the index of its finished files, one hash over all of them, and whether an approval stands.

An approval is of the very bytes that were seen. Nothing is stored here: `pack_approval` keeps an approval's manifest.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Protocol, Self, TypeAlias

from correspondence.catalogue.composing import NEW, References, compose_index
from correspondence.catalogue.file.pack_index import in_groups
from correspondence.catalogue.kind import DocumentForm
from correspondence.catalogue.letter import Letter, OfficeView
from correspondence.catalogue.occasions.pack import IndexedDocument, IndexOccasion, Pack
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


_Row: TypeAlias = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackManifest:
    """Every file of a pack, in order, each once."""

    documents: tuple[PackedDocument, ...]

    @property
    def sha256(self) -> str:
        """One hash over every file, its letter, part, form and language: in whatever order the letters came."""
        return sha256("\x1e".join("\x1f".join(row) for row in self.rows).encode()).hexdigest()

    @property
    def rows(self) -> tuple[_Row, ...]:
        """The files as plain rows of text, as a register keeps them."""
        return tuple((x.letter_id, x.part, x.form, x.language, x.sha256) for x in sorted(self.documents))

    @classmethod
    def of_rows(cls, rows: Iterable[_Row]) -> Self:
        """The manifest that `rows` are of."""
        return cls(
            documents=tuple(
                PackedDocument(letter_id=letter_id, part=part, form=DocumentForm(form), language=language, sha256=sha)
                for letter_id, part, form, language, sha in rows
            )
        )


def manifest_of(written: Sequence[WrittenLetter]) -> PackManifest:
    """The manifest of finished letters.

    Raises `Inconsistent` naming each letter that has no document or is held: such a pack cannot go, so it cannot be
    approved.
    """
    faults = [fault for one in written for fault in _faults(one)]
    if faults:
        raise Inconsistent(faults)
    return manifest_of_files({one.letter.letter_id: one.documents for one in written})


def manifest_of_files(files: Mapping[str, Sequence[Kept]]) -> PackManifest:
    """The manifest of the finished files of letters, by their ids."""
    return PackManifest(documents=tuple(sorted(_packed(each, x) for each in files for x in files[each])))


def _faults(one: WrittenLetter) -> Iterator[Reason]:
    if not one.documents:
        yield _reason("pack_unwritten", one.letter, "this letter of the pack has no document")
    if one.status is Status.HELD:
        blocking = len(one.findings)
        yield _reason("pack_held", one.letter, f"this letter of the pack is held, with {blocking} findings")


def _reason(rule: str, letter: Letter, detail: str) -> Reason:
    return Reason(rule=rule, field=letter.letter_id, detail=detail, source="ours")


def _packed(letter_id: str, document: Kept) -> PackedDocument:
    return PackedDocument(
        letter_id=letter_id,
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


def index_letter(pack: Pack, files: Mapping[str, Sequence[Kept]], kept: References = NEW) -> Letter:
    """The index of *pack* as a letter, not yet written; *files* are the finished files of each of its letters.

    *kept*: its reference, where it was kept.
    """
    manifest = manifest_of_files({letter.letter_id: files[letter.letter_id] for letter in pack.letters})
    occasion = IndexOccasion(
        pack=pack,
        documents=tuple(_indexed(letter, x) for letter in pack.letters for x in files[letter.letter_id]),
        pack_sha256=manifest.sha256,
    )
    return compose_index(occasion, kept)


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
    """What became of a letter or of one file of it since a pack was approved, or was written."""

    MISSING = "missing"
    NEW = "new"
    CHANGED = "changed"
    HELD = "held"
    SENT_BACK = "sent_back"


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


class PackState(StrEnum):
    """Whether a pack is the one that was approved; `void` where it was, and something differs since."""

    UNAPPROVED = "unapproved"
    APPROVED = "approved"
    VOID = "void"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackStanding:
    """How a pack stands. `differs`: what is not as it was approved, or would not be so were it written now."""

    state: PackState
    differs: tuple[Difference, ...] = ()


def standing(approved: PackManifest | None, current: PackManifest, outdated: Iterable[Difference] = ()) -> PackStanding:
    """Whether the approval of *approved* still stands: only for the very files that it was given for.

    *outdated*: what of *current* is not as it would be were it written now. Where nothing was *approved* yet, that
    is all that differs.
    """
    differs = {*outdated} if approved is None else {*outdated, *differences(approved, current)}
    state = PackState.UNAPPROVED if approved is None else PackState.VOID if differs else PackState.APPROVED
    return PackStanding(state=state, differs=tuple(sorted(differs)))
