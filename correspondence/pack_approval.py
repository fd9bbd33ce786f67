"""A pack approved as one: by the hash over its very files, for as long as nothing differs from them.

A pack is the letters of one kind that one event gives. Its letters are approved together, and each is sent only while
that approval stands: a letter withdrawn, held, written anew or missing, an office that the directory has since, or has
otherwise, makes it void, and it is said letter by letter what differs.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from correspondence.area_letters import AreaLetters
from correspondence.catalogue.file.pack_index import PACK_INDEX
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.occasions.pack import Scope
from correspondence.catalogue.packs import PACK_KINDS
from correspondence.checks import OUT_OF_DATE
from correspondence.packing import (
    Change,
    Difference,
    PackManifest,
    PackStanding,
    PackState,
    manifest_of_files,
    standing,
)
from correspondence.protocol.addressees import to_file
from correspondence.protocol.letters import Status
from correspondence.protocol.refusals import Conflict, Reason
from correspondence.storage import PackApproval, StoredLetter
from correspondence.writing import HINDERS

_WHY = {
    Change.MISSING: "missing: it is withdrawn, or the directory no longer has its reader",
    Change.NEW: "new: it was not in the pack",
    Change.CHANGED: "changed: it says, or would say now, something else",
    Change.HELD: "held: a finding blocks it",
    Change.SENT_BACK: "sent back: somebody wants it mended; an approval of the whole pack approves it after all",
}


class NoSuchPack(Exception):
    """No event of that id gave a pack of that kind."""

    def __init__(self) -> None:
        super().__init__("there is no such pack")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackNow:
    """A pack as the register has it: its letters in their order, and how its approval stands.

    `outdated`: what would be otherwise were the pack written now. Nobody can approve it until that is mended. What was
    sent back makes an approval void too, and may be approved after all, with the pack.
    """

    event_id: str
    kind: str
    scope: Scope
    letters: tuple[StoredLetter, ...]
    manifest: PackManifest
    outdated: tuple[Difference, ...]
    standing: PackStanding
    approval: PackApproval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalWanted:
    """Somebody approves a pack, whose hash they name. `acknowledges`: the codes of the findings they have seen."""

    pack_sha256: str
    by: str
    on: date
    acknowledges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Packs:
    """The packs of the areas' events in a register."""

    areas: AreaLetters

    def of_event(self, event_id: str) -> tuple[PackNow, ...]:
        """The packs that an event gave, the national one first; none for an event that gave none."""
        given = {letter.kind for letter in self.areas.given_by(event_id)}
        return tuple(self.find(event_id, code) for code in PACK_KINDS if code in given)

    def find(self, event_id: str, kind: str) -> PackNow:
        """The pack of that kind that an event gave.

        Raises `NoSuchPack`, and `Inconsistent` where the directory now lacks whom it is signed by or written to.
        """
        every = tuple(x for x in self.areas.given_by(event_id) if x.kind == kind)
        if kind not in PACK_KINDS or not every:
            raise NoSuchPack
        last = {letter.recipient: letter for letter in every}
        letters = tuple(letter for letter in last.values() if letter.status is not Status.WITHDRAWN)
        manifest = manifest_of_files({letter.letter_id: letter.documents for letter in letters})
        taken_back = {x.recipient for x in last.values() if x not in letters} if self._is_overtaken(every[0]) else set()
        owed = {reader: letter for reader, letter in self._written_now(every).items() if reader not in taken_back}
        outdated = tuple(sorted(_outdated(last, owed)))
        sent_back = (x.letter_id for x in letters if x.status is Status.SENT_BACK)
        unwanted = tuple(Difference(letter_id=each, change=Change.SENT_BACK) for each in sent_back)
        approval = self.areas.register.pack_approvals.last(event_id, kind)
        approved = PackManifest.of_rows(approval.manifest) if approval else None
        return PackNow(
            event_id=event_id,
            kind=kind,
            scope=PACK_KINDS[kind].scope,
            letters=letters,
            manifest=manifest,
            outdated=outdated,
            standing=standing(approved, manifest, (*outdated, *unwanted)),
            approval=approval,
        )

    def index_of(self, pack: PackNow) -> tuple[StoredLetter, ...]:
        """The index that was written of a pack with the letters it has now; none while one of them was held then."""
        last_made_at = max((letter.made_at for letter in pack.letters), default=None)
        given = self.areas.given_by(pack.event_id)
        indexes = [x for x in given if x.kind == PACK_INDEX.code and x.recipient == to_file(pack.scope)]
        return tuple(x for x in indexes[-1:] if x.made_at == last_made_at)

    def _is_overtaken(self, letter: StoredLetter) -> bool:
        return self.areas.is_overtaken(letter)

    def _written_now(self, every: Sequence[StoredLetter]) -> dict[str, Letter]:
        """By their readers, the letters of a pack were they written now, each on the occasion and day that it is of."""
        composed = self.areas.written_now(every)
        return {letter.recipient: letter for letter in composed if letter.kind.code == every[0].kind}

    def approve(
        self, event_id: str, kind: str, wanted: ApprovalWanted, key_name: str | None = None, today: date | None = None
    ) -> PackNow:
        """Approve a pack as one, and with it each of its letters. Each is examined again first, as things stand now.

        Where something is outdated, what was not sent is written again at once, to be looked at. *today*: the London
        day; None for that of the approval.

        Raises `NoSuchPack`; `Conflict` where its hash is another than the one that is named, or where something is
        outdated, letter by letter; `NotAcknowledged` as `Register.set_status`; `TooManyWait`.
        """
        about = self.areas.register.stored_event(event_id)
        with self.areas.register.turns.at(about.subject.key if about else event_id):
            return self._approved(event_id, kind, wanted, key_name, today or wanted.on)

    def _approved(self, event_id: str, kind: str, wanted: ApprovalWanted, key_name: str | None, today: date) -> PackNow:
        letters = self.find(event_id, kind).letters
        found = self.areas.examine_pack(letters, wanted.on)
        for letter in letters:
            mine = found.get(letter.letter_id, letter.findings)
            if set(mine) != set(letter.findings):
                self.areas.register.replace_findings(letter.letter_id, mine, wanted.on, wanted.by, key_name)
        pack = self.find(event_id, kind)
        if pack.outdated:
            is_held_alone = all(each.change is Change.HELD for each in pack.outdated)
            if not is_held_alone or any(OUT_OF_DATE in mine for mine in found.values()):
                self._restate(event_id, kind, today, key_name)
            raise Conflict([_reason("pack_outdated", each) for each in pack.outdated])
        if pack.manifest.sha256 != wanted.pack_sha256:
            detail = "the pack's files are not those of this hash: look at them again"
            raise Conflict([Reason(rule="pack_changed", field="pack_sha256", detail=detail, source="ours")])
        approval = PackApproval(
            event_id=event_id,
            kind=kind,
            pack_sha256=wanted.pack_sha256,
            manifest=pack.manifest.rows,
            by=wanted.by,
            on=wanted.on,
        )
        self.areas.register.pack_approvals.add(approval, wanted.acknowledges, key_name)
        return self.find(event_id, kind)

    def _restate(self, event_id: str, kind: str, today: date, key_name: str | None) -> None:
        """Write again what was not sent of a pack: to every reader that the directory has now, under one day."""
        last = {x.recipient: x for x in self.areas.given_by(event_id) if x.kind == kind}
        unsent = {x.letter_id: x.subject for x in last.values() if x.sent_on is None}
        for subject in set(unsent.values()):
            with suppress(*HINDERS):
                self.areas.restate(subject, today, key_name, unsent.keys())

    def check_release(self, letter: StoredLetter, to: Status) -> None:
        """Raise `Conflict` where a letter of a pack is to be approved by itself, or sent while no approval stands."""
        if letter.kind not in PACK_KINDS:
            return
        if to is Status.APPROVED:
            detail = "a letter of a pack is approved with the whole pack, by its hash"
            raise Conflict([Reason(rule="approved_as_a_pack", field="status", detail=detail, source="ours")])
        now = self.find(letter.given_by, letter.kind).standing
        if now.state is PackState.VOID:
            raise Conflict([_reason("pack_approval_void", each) for each in now.differs])
        if now.state is PackState.UNAPPROVED:
            detail = "nobody has approved the pack that this letter is of"
            raise Conflict([Reason(rule="pack_not_approved", field="status", detail=detail, source="ours")])


def _outdated(last: Mapping[str, StoredLetter], now: Mapping[str, Letter]) -> Iterator[Difference]:
    """What differs between the *last* letter to each reader of a pack and those that would be written *now*.

    What was sent is past mending; a letter withdrawn for good reason, its reader being gone, is not missed.
    """
    for reader, stored in last.items():
        if stored.sent_on is None and (change := _change(stored, now.get(reader))):
            yield Difference(letter_id=stored.letter_id, change=change)
    yield from (Difference(letter_id=now[each].letter_id, change=Change.NEW) for each in now.keys() - last.keys())


def _change(stored: StoredLetter, now: Letter | None) -> Change | None:
    """What is wrong with an unsent letter, beside the one that would be written *now*, if any would."""
    is_withdrawn = stored.status is Status.WITHDRAWN
    if is_withdrawn is (now is not None):
        return Change.MISSING
    if is_withdrawn or now is None:
        return None
    if now.content != stored.content:
        return Change.CHANGED
    return Change.HELD if stored.status is Status.HELD else None


def _reason(rule: str, differs: Difference) -> Reason:
    """A difference as a reason for a refusal, under the id of its letter."""
    which = " ".join(part for part in (differs.part, differs.form, differs.language) if part)
    detail = f"{which}: {_WHY[differs.change]}" if which else _WHY[differs.change]
    return Reason(rule=rule, field=differs.letter_id, detail=detail, source="ours")
