"""C4 to C7 as the example case has them, and what they say."""

from datetime import date

from correspondence import rendering
from correspondence.catalogue import reconcile
from correspondence.catalogue.court.answer_to_court import ANSWER_TO_COURT, AnswerToCourtFacts
from correspondence.catalogue.court.filing_time import FILING_TIME, FilingTimeFacts
from correspondence.catalogue.court.guardian_timeframe import GUARDIAN_TIMEFRAME, GuardianTimeframeFacts
from correspondence.catalogue.court.risk_notice import RISK_NOTICE
from correspondence.catalogue.kind import AnyKind
from correspondence.catalogue.letter import Letter
from correspondence.checks.wording import lines_of
from correspondence.protocol.events import AnyEvent
from tests import build
from tests.build import Changes


def written(kind: AnyKind, *received: AnyEvent, today: date | None = None) -> Letter | None:
    """The letter of that kind that the last of *received* gives; None where it gives none."""
    file = build.case_file(*received)
    every = reconcile.letters(received[-1], file, build.directory(), today or received[-1].occurred_on)
    return next((x for x in every if x.kind is kind), None)


def one(kind: AnyKind, *received: AnyEvent, today: date | None = None) -> Letter:
    found = written(kind, *received, today=today)
    assert found is not None
    return found


def words(letter: Letter) -> str:
    """The words of a letter in one line."""
    return " ".join(" ".join(lines_of(rendering.compose(letter, "en"))).split())


def risk(changes: Changes | None = None) -> Letter:
    return one(RISK_NOTICE, build.decision(changes), build.risk_increased(changes))


def guardian(changes: Changes | None = None, *before: AnyEvent, today: date | None = None) -> Letter:
    return one(GUARDIAN_TIMEFRAME, build.decision(), *before, build.guardian_appointed(changes), today=today)


def answer(changes: Changes | None = None, *before: AnyEvent, today: date | None = None) -> Letter:
    return one(ANSWER_TO_COURT, *(before or (build.decision(),)), build.court_challenged(changes), today=today)


def filing(changes: Changes | None = None, today: date | None = None) -> Letter:
    return one(FILING_TIME, build.decision(changes), today=today)


def of_guardian(letter: Letter) -> GuardianTimeframeFacts:
    assert isinstance(letter.view.facts, GuardianTimeframeFacts)
    return letter.view.facts


def of_answer(letter: Letter) -> AnswerToCourtFacts:
    assert isinstance(letter.view.facts, AnswerToCourtFacts)
    return letter.view.facts


def of_filing(letter: Letter) -> FilingTimeFacts:
    assert isinstance(letter.view.facts, FilingTimeFacts)
    return letter.view.facts
