"""What happens in one case on one day, and who records it: reviews and alerts, courts and advisers, ends.

Whatever is recorded carries the whole case as its family then is, so that news of a family comes with the next event.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from .actions import Post
from .families import Family, of_chance
from .mistakes import mistyped

Body = dict[str, Any]

_SUPERVISOR = ("Ruth Example", "practice_supervisor")
_OFFICER = ("Priya Sample", "business_services_officer")
_MANAGER = ("Sam Example", "service_manager")


@dataclass(slots=True)
class Casework:
    """One case as those know it who work on it. `recorded`: what they posted of it, oldest first."""

    rng: Random
    family: Family
    decided_on: date
    recorded: list[Body] = field(default_factory=list)
    count: int = 0
    reviewed_on: date | None = None
    next_review_in: int = 13
    alerts: list[str] = field(default_factory=list)
    asked_on: date | None = None
    was_refused: bool = False
    leaves: bool = False
    has_adviser: bool = False
    is_filed: bool = False
    is_closed: bool = False
    mistaken: Body | None = None

    @property
    def is_placed(self) -> bool:
        """Whether a decision was posted."""
        return bool(self.recorded)

    @property
    def waits(self) -> bool:
        """Whether it waits in the Hub, for all that they know."""
        return self.is_placed and not (self.leaves or self.has_adviser or self.is_closed)

    def posts(self, today: date, refused: Callable[[], str], *, is_staffed: bool) -> Iterator[Post]:
        """What is posted of this case today. *refused* says by which rule the last was, if it was; then it is mended.

        *is_staffed*: whether its supervisor is at work.
        """
        if self.is_closed:
            return
        self._life_goes_on(today)
        for body in self._happens(today, is_staffed=is_staffed):
            for posted in mistyped(self.rng, body, today):
                yield from self._posted(posted, body, today, refused)

    def _posted(self, posted: Body, meant: Body, today: date, refused: Callable[[], str]) -> Iterator[Post]:
        """Something that is posted, and once it was refused, what was meant."""
        yield Post(on=today, body=posted)
        self.count += 1
        if not refused():
            self.recorded.append(posted)
            self.mistaken = posted if posted != meant else self.mistaken
        elif posted != meant and of_chance(self.rng, 80):
            yield Post(on=today, body=meant)
            if not refused():
                self.recorded.append(meant)

    def _life_goes_on(self, today: date) -> None:
        chance, family = self.rng, self.family
        if of_chance(chance, 1.5):
            family.moves()
        if of_chance(chance, 0.7):
            family.hides(today)
        if of_chance(chance, 0.4):
            family.grows(today)
        if of_chance(chance, 0.8):
            family.is_represented_otherwise()
        if of_chance(chance, 10):
            family.is_found(today)

    def _happens(self, today: date, *, is_staffed: bool) -> Iterator[Body]:
        if not self.is_placed:
            yield self._decision(today)
            return
        yield from self._news(today)
        if self.waits:
            yield from self._alert(today)
            if is_staffed:
                yield from self._review(today)
            yield from self._court(today)
        yield from self._more_time(today)
        yield from self._adviser(today)
        yield from self._rest(today)

    def _body(self, kind: str, today: date, by: tuple[str, str] = _OFFICER, /, **own: Any) -> Body:
        name, role = by
        self.family.news.clear()
        return {
            "event_id": f"{self.family.number}-{self.count + 1}",
            "type": kind,
            "occurred_on": today.isoformat(),
            "recorded_by": {"name": name, "role": role},
            "hub": self.family.hub,
            "case": self.family.recorded(),
            **own,
        }

    def _decision(self, today: date) -> Body:
        self.reviewed_on = today
        screened = {"by": "R. Sample", "on": (today - timedelta(days=self.rng.randrange(0, 4))).isoformat()}
        urgent = of_chance(self.rng, 2)
        return self._body("hub_allocation_decided", today, _SUPERVISOR, screened=screened, urgent=urgent)

    def _news(self, today: date) -> Iterator[Body]:
        """What somebody learnt of the family is recorded by itself, or with whatever comes next."""
        chance, family = self.rng, self.family
        if family.news and of_chance(chance, 40):
            people = [p for p in family.recorded()["people"] if p["person_id"] in family.news]
            told = chance.choice(("person", "representative", "returned_post", "staff"))
            own = {"people": people, "told_by": told, "confirmed_by": "Priya Sample", "reason": "They rang us."}
            yield self._body("details_changed", today, **own)
        if of_chance(chance, 0.7):
            person = chance.choice(family.parties)
            own = {"with_person": person["person_id"], "how": "phone", "summary": "They asked how things stand."}
            yield self._body("contact_made", today, spoken_language=person["language"], **own)

    def _alert(self, today: date) -> Iterator[Body]:
        if not of_chance(self.rng, 30 if self.alerts else 1.5):
            return
        person = self.rng.choice([None, *(p["person_id"] for p in self.family.case["people"])])
        body = self._body(
            "information_received",
            today,
            from_person=person,
            urgent=of_chance(self.rng, 20),
            reply_route=self.rng.choice(("post", "email", "phone", "none")),
        )
        self.alerts.append(body["event_id"])
        yield body

    def _review(self, today: date) -> Iterator[Body]:
        """A review by its day, late where somebody is, and of an alert as soon as they can."""
        since = (today - (self.reviewed_on or today)).days
        if not (self.alerts and of_chance(self.rng, 70)) and not (
            since >= self.next_review_in and of_chance(self.rng, 60)
        ):
            return
        by = _OFFICER if of_chance(self.rng, 4) else _SUPERVISOR
        self.leaves = of_chance(self.rng, 6) and by is _SUPERVISOR
        own: Body = {"outcome": "allocate" if self.leaves else "hold", "rationale": "Looked at again, in full."}
        if self.alerts:
            own["answers"] = self.alerts[-1]
        if of_chance(self.rng, 30):
            own["next_review_on"] = (today + timedelta(days=self.rng.randrange(5, 16))).isoformat()
        body = self._body("review_recorded", today, by, **own)
        if by is _SUPERVISOR:
            self.alerts.clear()
            self.reviewed_on, self.next_review_in = today, self.rng.randrange(9, 16)
        yield body

    def _court(self, today: date) -> Iterator[Body]:
        chance = self.rng
        if of_chance(chance, 0.5):
            self.family.is_heard_otherwise()
            yield self._body("update_due", today, progress=["hearing_date_changed"])
        if of_chance(chance, 0.4):
            yield self._body("update_due", today, progress=["still_waiting"], **self._note())
        if of_chance(chance, 0.5):
            yield self._body(
                "representation_received",
                today,
                from_person=chance.choice(self.family.parties)["person_id"],
                accepted_by_court=chance.choice((None, None, False, True)),
            )
        if of_chance(chance, 0.3):
            expected = (today + timedelta(days=chance.randrange(20, 90))).isoformat()
            yield self._body(
                "guardian_appointed", today, appointed_on=today.isoformat(), expected_allocation_on=expected
            )
        if of_chance(chance, 0.3):
            own: Body = {"made_by": chance.choice(("judge", "court", "legal_adviser")), "kind": "clarification"}
            if of_chance(chance, 40):
                own["kind"], self.leaves = "challenge", True
                own["direction"] = "Cafcass is to allocate the case."
                own["allocate_by"] = (today + timedelta(days=chance.randrange(5, 30))).isoformat()
            yield self._body("court_challenged", today, **own)
        if of_chance(chance, 0.25):
            self.leaves = True
            told = [p["person_id"] for p in self.family.parties if of_chance(chance, 50)]
            yield self._body(
                "risk_increased",
                today,
                _SUPERVISOR,
                summary="A health visitor has reported an injury.",
                referral_made=of_chance(chance, 70),
                may_be_told=told,
            )

    def _note(self) -> Body:
        """A few words of their own, for one person alone."""
        if of_chance(self.rng, 60):
            return {}
        person = self.rng.choice(self.family.parties)
        return {
            "notes": [
                {"person_id": person["person_id"], "language": person["language"], "text": "Thank you for your call."}
            ]
        }

    def _more_time(self, today: date) -> Iterator[Body]:
        """More time is asked for some weeks before the day to file, and the court answers, or does not."""
        filing = self.family.work.get("filing_date")
        if self.is_filed or filing is None:
            return
        left = (date.fromisoformat(filing) - today).days
        if self.asked_on is None and left < 42 and of_chance(self.rng, 5):
            self.asked_on = today
            yield self._extension(today, date.fromisoformat(filing), left)
        elif self.asked_on is not None and (today - self.asked_on).days > 4 and of_chance(self.rng, 10):
            yield self._answer(today, date.fromisoformat(filing))
            self.asked_on = None

    def _extension(self, today: date, filing: date, left: int) -> Body:
        chance = self.rng
        own: Body = {
            "proposed_filing_date": (filing + timedelta(days=chance.randrange(14, 43))).isoformat(),
            "reason": "No Family Court Adviser can take the case in time.",
            "reason_code": chance.choice(("no_adviser_available", "late_information", "illness_or_absence")),
            "hearing_wanted": of_chance(chance, 20),
            "hearing_effect": "relist" if self.family.work.get("next_hearing_on") else None,
            "agreed_by": "Sam Example",
        }
        if (left < 28 or self.was_refused) and of_chance(chance, 80):
            own |= {"exceptional_reason": "The adviser who was to take it fell ill.", "approved_by": "Hanna Example"}
        return self._body("extension_needed", today, _MANAGER, **own)

    def _answer(self, today: date, filing: date) -> Body:
        chance, granted = self.rng, of_chance(self.rng, 70)
        decided = (today - timedelta(days=chance.randrange(0, 4))).isoformat()
        own: Body = {"granted": granted, "decided_on": decided}
        if granted:
            own["filing_date"] = (filing + timedelta(days=chance.randrange(10, 50))).isoformat()
            self.family.work["filing_date"] = own["filing_date"]
        self.was_refused = not granted
        return self._body("extension_decided", today, **own)

    def _adviser(self, today: date) -> Iterator[Body]:
        if self.has_adviser or not of_chance(self.rng, 12 if self.leaves else 0.8):
            return
        self.has_adviser = True
        adviser = {"name": "Nadia Example", "phone": "01632 960220", "email": "nadia.example@example.org"}
        yield self._body("adviser_allocated", today, _MANAGER, adviser=adviser)

    def _rest(self, today: date) -> Iterator[Body]:
        """Work is filed, a case ends; what was recorded wrongly is put right."""
        chance = self.rng
        if self.has_adviser and not self.is_filed and of_chance(chance, 4):
            self.is_filed = True
            yield self._body("report_filed", today, filed_on=today.isoformat(), work_type=self.family.work["type"])
        if of_chance(chance, 30 if self.mistaken else 0.3):
            wrong, self.mistaken = self.mistaken or chance.choice(self.recorded), None
            if wrong["type"] != "correction":
                yield self._correction(wrong, today)
        if of_chance(chance, 5 if self.is_filed else 0.15):
            self.is_closed = True
            reason = chance.choice(("final_order", "withdrawn", "moved_away"))
            yield self._body("case_closed", today, reason=reason)

    def _correction(self, wrong: Body, today: date) -> Body:
        """What an event should have said: of the family as it is, or of a day before."""
        right = {**wrong} | {"case": self.family.recorded()}
        if of_chance(self.rng, 30):
            day = date.fromisoformat(wrong["occurred_on"]) - timedelta(days=1)
            right["occurred_on"] = day.isoformat()
        own = {"replaces": wrong["event_id"], "reason": "It was recorded wrongly.", "event": right}
        return self._body("correction", today, **own)
