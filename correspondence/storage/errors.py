"""What the register refuses, by name. No message holds an id or a person's value; the attributes hold ids."""

from collections.abc import Iterable
from enum import StrEnum

from correspondence.protocol.letters import Move, Status


class Fault(StrEnum):
    """What is wrong with something that was kept."""

    MISSING = "missing"
    CHANGED = "changed"
    INSERTED = "inserted"
    DAMAGED = "damaged"


class DocumentDamaged(Exception):
    """A document's file is gone, or is no longer what was kept. It is never served."""

    def __init__(self, sha256: str, fault: Fault) -> None:
        self.sha256 = sha256
        self.fault = fault
        super().__init__(f"a document's file is {fault}")


class EventExists(Exception):
    """An event with this id is already recorded: nothing was kept."""

    def __init__(self, event_id: str) -> None:
        self.event_id = event_id
        super().__init__("an event with this id is already recorded")


class TooManyWait(Exception):
    """More wait to add to this case or list than may: nothing was kept, and it can be sent again."""

    def __init__(self) -> None:
        super().__init__("too many others wait to be recorded here; nothing of this was, send it again")


class CaseMoved(Exception):
    """The case is no longer what the caller read: nothing was kept, read again and retry."""

    def __init__(self, case_number: str) -> None:
        self.case_number = case_number
        super().__init__("something was recorded for this case meanwhile")


class CaseOfAnotherHub(Exception):
    """The case is in another Hub than the only one that the caller may act for: nothing was kept."""

    def __init__(self, case_number: str) -> None:
        self.case_number = case_number
        super().__init__("this key is for another Hub")


class CaseErased(Exception):
    """What was asked for has been erased; only its id, hashes and days are left."""

    def __init__(self, case_number: str) -> None:
        self.case_number = case_number
        super().__init__("this was erased")


class NoSuchCase(Exception):
    """The register has no such case."""

    def __init__(self, case_number: str) -> None:
        self.case_number = case_number
        super().__init__("there is no such case")


class NoSuchRun(Exception):
    """The register has no such run."""

    def __init__(self, run_id: str) -> None:
        self.run_id = run_id
        super().__init__("there is no such run")


class NoSuchLetter(Exception):
    """The register has no such letter (of this case)."""

    def __init__(self, letter_id: str) -> None:
        self.letter_id = letter_id
        super().__init__("there is no such letter")


class NoSuchDocument(Exception):
    """The letter has no document of that form, language and copy."""

    def __init__(self, letter_id: str) -> None:
        self.letter_id = letter_id
        super().__init__("the letter has no such document")


class UnlawfulMove(Exception):
    """A letter may not go from the one status to the other."""

    def __init__(self, letter_id: str, before: Status, after: Status | Move) -> None:
        self.letter_id = letter_id
        self.before = before
        self.after = after
        super().__init__(f"a letter that is {before} cannot become {after}")


class UnderWay(Exception):
    """A letter may have left the house: until its delivery is settled nobody moves it by hand."""

    def __init__(self, letter_id: str) -> None:
        self.letter_id = letter_id
        super().__init__("this letter is being handed over, or may have been: say first what became of its delivery")


class NoSuchDelivery(Exception):
    """The register has no such delivery."""

    def __init__(self) -> None:
        super().__init__("there is no such delivery")


class UnlawfulWord(Exception):
    """A delivery that is there cannot be said to be so. `before`: where it is."""

    def __init__(self, before: str, word: str) -> None:
        self.before = before
        super().__init__(f"of a delivery that is {before.replace('_', ' ')} nobody can say `{word}`")


class NoWordWithoutReason(Exception):
    """Whoever says so of a delivery says why."""

    def __init__(self, word: str) -> None:
        super().__init__(f"say in `reason` why a delivery is said to be `{word}`")


class NoSuchPostRun(Exception):
    """The register has no such post run."""

    def __init__(self) -> None:
        super().__init__("there is no such post run")


class PostRunClosed(Exception):
    """It is known already what was posted of that run."""

    def __init__(self) -> None:
        super().__init__("what was posted of this run was said before")


class NothingToPost(Exception):
    """No letter of the Hub waits for the post."""

    def __init__(self) -> None:
        super().__init__("no approved letter of this Hub waits to be posted")


class NotSaidOf(Exception):
    """Letters of a post run are no longer to go, and nobody said whether they were taken out of it.

    `references`: of their deliveries.
    """

    def __init__(self, references: Iterable[str]) -> None:
        self.references = tuple(references)
        super().__init__("some letters of this run were taken back since it was made: say of each what became of it")


class NoReason(Exception):
    """Whoever moves a letter so says why."""

    def __init__(self, move: Move) -> None:
        super().__init__(f"say in `reason` why a letter is {move.replace('_', ' ')}")


class NotAcknowledged(Exception):
    """Whoever approves a letter acknowledges each of its findings by code; `codes` are those left out."""

    def __init__(self, letter_id: str, codes: Iterable[str]) -> None:
        self.letter_id = letter_id
        self.codes = tuple(codes)
        super().__init__(f"not acknowledged: {', '.join(self.codes)}")


class KeyNameTaken(Exception):
    """A key of this name was made before. A revoked key's name stays taken, so that the record stays readable."""

    def __init__(self) -> None:
        super().__init__("a key of this name was made before")


class KeyNeedsHub(Exception):
    """A key with this role is for one Hub, and none was named."""

    def __init__(self) -> None:
        super().__init__("a key with this role needs a hub")


class NoSuchKey(Exception):
    """No key of this name is in use."""

    def __init__(self) -> None:
        super().__init__("no key of this name is in use")
