"""No letter made of valid input is held by its own words: random families, events and lists, in every kind they give.

What a letter says is composed and looked at as the service does it; no page is laid out.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from random import Random

import pytest
from babel import Locale

from correspondence import rendering
from correspondence.catalogue import reconcile
from correspondence.catalogue.composing import compose_list
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.registry import CASE_KINDS, LIST_KINDS
from correspondence.checks import Code, drawable, wording
from correspondence.documents import Finding, Text
from correspondence.making.letters import languages_for
from correspondence.protocol.case.case import WorkType
from correspondence.protocol.case.people import Form
from correspondence.protocol.directory import Directory, Hub
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.letters import LetterRecord
from correspondence.protocol.refusals import Refused
from correspondence.protocol.words.fillers import is_filler
from correspondence.reading import read_incoming
from tests import build, listed
from tests.service.sequences import Step, every_step
from tests.written import decided

from . import anything

FAMILIES, LISTS = 40, 25
"""How many are tried; `--deep N` tries N times as many."""

_PLACED = Step("hub_allocation_decided")
_NAMES = ("Ana", "Łucja", "Ayọ̀", "Thị Hồng", "O’Brien", "مايا", "Zażółć-Gęślą", "Ἀθηνᾶ", "Юлия", "Nguyễn", "Claims")
_WRITTEN = tuple(tag for each in rendering.languages() for tag in (each, each.upper(), f"{each}-GB"))
_SPOKEN = {tag for tag in map(str, Locale("en").languages) if len(tag) == 2 and not is_filler(tag)}
_NOT_WRITTEN = tuple(sorted(_SPOKEN - {*_WRITTEN}))
"""Every other language of two letters that an event may name: `no` and `na` are taken to say that there is none."""
_EXPECTED = {
    "wording.same_as_last": "an update that says what the last one said is stopped by rule (Protocol 3.2(v))",
    "wording.english_words": "opening hours stand in the directory in English alone",
}
"""What of `wording` is no fault of the words: each with its reason."""


def test_no_letter_of_a_random_family_is_held_by_its_own_words(pytestconfig: pytest.Config) -> None:
    chance, written = Random(8), Counter[str]()
    steps = every_step()
    for number in range(FAMILIES * pytestconfig.getoption("--deep")):
        step = steps[number % len(steps)]
        directory = anything.directory(chance)
        for letter, case_file in _letters(chance, step, directory):
            written[letter.kind.code] += 1
            held = _held(letter, case_file, directory.hubs[case_file.hub])
            assert held == [], (number, step, letter.kind.code, letter.audience)
    assert {*written} == {*CASE_KINDS}


def test_no_list_of_random_cases_is_held_by_its_own_words(pytestconfig: pytest.Config) -> None:
    chance, written = Random(20), Counter[str]()
    for number in range(LISTS * pytestconfig.getoption("--deep")):
        first = listed.make(*_cases(chance, number))
        last = listed.make(*_cases(chance, number), last=first, on=listed.MADE_ON + timedelta(days=7))
        for made in (first, last):
            letter = compose_list(made, build.directory(), made.occurred_on)
            written[letter.kind.code] += 1
            assert _found(wording.examine_official(letter, _texts(letter))) == [], number
    assert {*written} == {*LIST_KINDS}


def test_what_is_expected_is_still_a_code() -> None:
    assert {*_EXPECTED} <= {code.value for code in Code}


def _held(letter: Letter, case_file: CaseFile, hub: Hub) -> list[Finding]:
    texts = _texts(letter)
    return _found((*wording.examine(letter, texts, case_file, hub), *drawable.examine(letter, texts, case_file)))


def _found(findings: tuple[Finding, ...]) -> list[Finding]:
    return [each for each in findings if each.code not in _EXPECTED]


def _texts(letter: Letter) -> list[Text]:
    every = product(letter.kind.parts, languages_for(letter))
    return [rendering.compose(letter, language, part) for part, language in every]


_BEFORE = {"extension_decided": ("extension_needed",), "review_recorded": ("information_received",)}
"""What comes before an event of a type, so that it has something to answer."""


def _letters(chance: Random, step: Step, directory: Directory) -> Iterator[tuple[Letter, CaseFile]]:
    """The letters of a random family's decision, and of a random event of that type after it."""
    case = _case(chance)
    if step.type.startswith("extension"):
        case["ordered_work"] |= {"filing_date": "2027-03-19", "next_hearing_on": chance.choice([None, "2027-04-16"])}
    before = [Step(each) for each in _BEFORE.get(step.type, ())]
    chain = [_event(each, case, place) for place, each in enumerate((_PLACED, *before, step))]
    sent = [x for x in map(_sent, ("p1", "p2", "c1")) if chance.random() < 0.5]
    for count in range(1, len(chain) + 1):
        received, records = chain[:count], sent if count > 1 else []
        try:
            file = decided(received, records, directory)
            given = reconcile.letters(received[-1], file, directory, received[-1].occurred_on)
        except Refused:
            return
        yield from ((letter, file) for letter in given)


def _sent(person_id: str) -> LetterRecord:
    return build.letter(person_id, {"given_by": "event-0", "event_id": "event-0"})


def _event(step: Step, case: build.Body, place: int) -> AnyEvent:
    if step.type == "correction":
        body = build.written(build.correction(build.decision({"event_id": "event-0", "case": case})))
    else:
        body = build.body(step.type)
    answers = {"answers": "event-1", "occurred_on": "2026-12-28"} if step.type == "review_recorded" else {}
    granted = {"case.ordered_work.filing_date": "2027-04-09"} if step.type == "extension_decided" else {}
    no_hearing = step.type == "extension_needed" and case["ordered_work"]["next_hearing_on"] is None
    stands = {"hearing_effect": "stand"} if no_hearing else {}
    own = {
        "event_id": f"event-{place}",
        "case": case,
        **answers,
        **stands,
        **(granted if "granted" not in step.changes else {}),
    }
    event = read_incoming(json.dumps(build.changed(build.changed(body, own), step.changes)).encode())
    assert isinstance(event, AnyEvent)
    return event


def _case(chance: Random) -> build.Body:
    """The example's case with everything that may be absent now there and now not, in any combination."""
    case: build.Body = build.example("hub_allocation_decided")["case"]
    work = case["ordered_work"]
    work["type"] = chance.choice([each.value for each in WorkType])
    work["filing_date"] = chance.choice([None, "2026-12-01", "2027-01-18", "2027-03-19", "2027-09-01"])
    work["next_hearing_on"] = chance.choice([None, "2026-12-02", "2027-04-16"])
    case["linked_case_numbers"] = chance.choice([[], ["CM26P00418"], ["CM26P00418", "CM26P00419"]])
    case["spip_advised"] = chance.random() < 0.5
    case["people"] = case["people"][: chance.choice([3, 4])]
    for person in case["people"]:
        _person(chance, person)
    return case


def _person(chance: Random, person: build.Body) -> None:
    person["name"] = {part: chance.choice((*_NAMES, anything.word(chance))) for part in ("given", "family")}
    person["language"] = chance.choice(_WRITTEN if chance.random() < 0.7 else _NOT_WRITTEN)
    person["form"] = chance.choice([each.value for each in Form])
    person["identity_withheld"] = chance.random() < 0.2
    person["in_refuge"] = chance.random() < 0.1
    if chance.random() < 0.3:
        person.pop("representative", None)
    if person["role"] == "child":
        person["gender"] = chance.choice(["girl", "boy", None])
        person["letter_version"] = chance.choice(["younger", "older", "none"])
    else:
        person["role"] = chance.choice(["applicant", "respondent", "other_party"])


def _cases(chance: Random, number: int) -> list[CaseFile]:
    """Cases of a list: with and without days, at every stage of an application, waiting, ready and gone."""
    count = chance.randint(0, 6)
    return [_listed(chance, 1 + (number * 7 + i) % 900) for i in range(count)]


def _listed(chance: Random, i: int) -> CaseFile:
    changes = {
        listed.FILING: chance.choice([None, "2026-12-14", "2027-01-18", "2027-06-14"]),
        listed.HEARING: chance.choice([None, "2026-12-20", "2027-06-28"]),
    }
    later: list[listed.Later] = chance.choice(
        [
            [],
            [("review_recorded", {"occurred_on": "2026-11-30"})],
            [("extension_needed", {"occurred_on": "2026-11-30"})],
            [
                ("extension_needed", {"occurred_on": "2026-11-28"}),
                ("extension_decided", {"occurred_on": "2026-11-30", "granted": chance.random() < 0.5}),
            ],
            [("adviser_allocated", {"occurred_on": "2026-11-30"})],
            [("risk_increased", {"occurred_on": "2026-11-30"})],
            [("case_closed", {"occurred_on": "2026-11-30"})],
            [("information_received", {"occurred_on": "2026-11-30"})],
        ]
    )
    sent = [listed.lodged(i, 0, date(2026, 11, 28))] if chance.random() < 0.5 else []
    return listed.case(i, *later, changes=changes, sent=sent)
