"""Approvals of packs: many letters approved as one, by the hash over all of their files."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Engine, insert, select

from correspondence.protocol.letters import Status

from . import chain, statuses, work_list
from .chain import Kept
from .database import writing
from .records import PackApproval, StatusChange
from .tables import pack_approvals


class PackApprovals:
    """The approvals of packs in a register. Every method is one transaction. None is ever changed or removed."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock

    def add(self, new: PackApproval, acknowledges: Sequence[str] = (), key_name: str | None = None) -> None:
        """Record an approval, and approve with it each letter of its manifest that is a draft; or do nothing at all.

        *acknowledges*: the codes of the findings that the approver has seen. Raises `UnlawfulMove` where a letter is
        held or withdrawn, `NotAcknowledged`, `NoSuchLetter`, `CaseErased`.
        """
        wanted = StatusChange(status=Status.APPROVED, by=new.by, on=new.on, acknowledges=tuple(acknowledges))
        with writing(self._engine) as connection:
            at = self._clock()
            hand = statuses.Hand(by=new.by, on=new.on, at=at, key_name=key_name)
            statuses.approve_together(connection, dict.fromkeys(row[0] for row in new.manifest), wanted, hand)
            added = connection.execute(
                insert(pack_approvals).values(
                    event_id=new.event_id,
                    kind=new.kind,
                    pack_sha256=new.pack_sha256,
                    manifest=[list(row) for row in new.manifest],
                    approved_by=new.by,
                    approved_on=new.on,
                    approved_at=at,
                    key_name=key_name,
                )
            )
            theirs = dict.fromkeys(row[0] for row in new.manifest)
            work_list.refresh(connection, theirs)
            chain.note(connection, Kept.LETTER, theirs)
            chain.note(connection, Kept.APPROVAL, added.inserted_primary_key or ())

    def last(self, event_id: str, kind: str) -> PackApproval | None:
        """The last approval of a pack, or None where nobody has approved it."""
        its = pack_approvals.c
        wanted = select(pack_approvals).where(its.event_id == event_id, its.kind == kind).order_by(its.number.desc())
        with self._engine.connect() as connection:
            row = connection.execute(wanted.limit(1)).first()
        if row is None:
            return None
        return PackApproval(
            event_id=row.event_id,
            kind=row.kind,
            pack_sha256=row.pack_sha256,
            manifest=tuple((each[0], each[1], each[2], each[3], each[4]) for each in row.manifest),
            by=row.approved_by,
            on=row.approved_on,
        )
