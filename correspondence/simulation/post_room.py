"""What becomes of letters once they are written: approved, forgotten, sent late, come back; and packs, as a whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from correspondence.catalogue.packs import PACK_KINDS
from correspondence.protocol.addressees import is_court

from .actions import Action, ApprovePack, Move
from .families import of_chance
from .seen import SeenLetter

_ON_FILE = "file"
_OFFICER, _DIRECTOR = "Priya Sample", "Charlie Example"


@dataclass(slots=True)
class PostRoom:
    """Those who read, approve and post letters. They see each morning what was there the evening before."""

    rng: Random

    def morning(self, today: date, letters: Iterable[SeenLetter]) -> Iterator[Action]:
        """What they do with these letters today."""
        packs: dict[tuple[str, str], None] = {}
        for letter in letters:
            if letter.audience == _ON_FILE:
                continue
            if letter.kind in PACK_KINDS and letter.status in ("draft", "sent_back"):
                packs[letter.given_by, letter.kind] = None
            else:
                yield from self._with(letter, today)
        for event_id, kind in packs:
            if of_chance(self.rng, 40):
                yield ApprovePack(on=today, event_id=event_id, kind=kind, by=_DIRECTOR)

    def _with(self, letter: SeenLetter, today: date) -> Iterator[Move]:
        match letter.status:
            case "draft" | "approved" if of_chance(self.rng, 2):
                yield self._move(letter, today, "sent_back", reason="A word is misspelt.")
            case "draft" | "sent_back" if of_chance(self.rng, self._zeal(letter, today)):
                yield self._move(letter, today, "approved", acknowledges=of_chance(self.rng, 97))
            case "approved" if of_chance(self.rng, 65):
                yield self._move(letter, today, "sent")
            case "sent" if not is_court(letter.recipient) and self._may_come_back(letter, today):
                yield self._move(letter, today, "returned")
            case "sent" | "returned" if self._days_since(letter, today) < 4 and of_chance(self.rng, 0.8):
                yield self._move(letter, today, "recorded_in_error", reason="It was another letter.")
            case "draft" | "held" if of_chance(self.rng, 0.3):
                yield self._move(letter, today, "withdrawn")

    def _zeal(self, letter: SeenLetter, today: date) -> float:
        """How likely a letter is approved today: soon as a rule; one that was overlooked at first, much later."""
        return 60 if (today - letter.dated).days < 4 else 25

    def _may_come_back(self, letter: SeenLetter, today: date) -> bool:
        return 2 <= self._days_since(letter, today) <= 12 and of_chance(self.rng, 0.4)

    def _days_since(self, letter: SeenLetter, today: date) -> int:
        """For how many days a letter has been where it is."""
        return (today - letter.history[-1][1]).days

    def _move(
        self, letter: SeenLetter, today: date, status: str, *, acknowledges: bool = True, reason: str | None = None
    ) -> Move:
        return Move(
            on=today,
            given_by=letter.given_by,
            kind=letter.kind,
            recipient=letter.recipient,
            status=status,
            by=_OFFICER,
            acknowledges=acknowledges,
            reason=reason,
        )
