"""A pack is whole and of one mind, or it is refused with everything that is wrong named (Protocol 4.5, 4.6)."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from correspondence import rendering
from correspondence.catalogue.letter import Letter, OfficeView
from correspondence.catalogue.notifications.national_notification import NationalNotificationFacts
from correspondence.catalogue.occasions.area import AreaOccasion
from correspondence.catalogue.occasions.pack import Scope
from correspondence.catalogue.packs import PACK_KINDS, pack_of, packs_of, said_in
from correspondence.catalogue.registry import AREA_KINDS
from correspondence.checks.wording import lines_of
from correspondence.protocol.areas.area_file import fold
from correspondence.protocol.areas.events import AreaCorrection, AreaEvent
from correspondence.protocol.refusals import Inconsistent
from tests.golden.area_scenarios import AreaScenario
from tests.golden.scenarios import Place, places
from tests.notified import LOCAL, NATIONAL, PACKS, decision, given, occasion, told

DAY = re.compile(r"[A-Z][a-z]+day [0-9]{1,2} [A-Z][a-z]+ [0-9]{4}")
CODE = "national_notification"
ON = occasion(decision("activation_decided"))
LETTERS = given(ON, CODE)
TOLD = (
    *told("national_notification", "activation_decided-1", NATIONAL),
    *told("local_notification", "activation_decided-1", LOCAL),
)


every_golden_pack = pytest.mark.parametrize("place", places(*PACK_KINDS), ids=str)


def pack_at(place: Place) -> AreaScenario:
    scenario = place.read()
    assert isinstance(scenario, AreaScenario)
    return scenario


def occasion_of(scenario: AreaScenario) -> AreaOccasion:
    event = scenario.received[-1]
    assert isinstance(event, AreaEvent)
    assert not isinstance(event, AreaCorrection)
    files = fold([e for e in scenario.received if isinstance(e, AreaEvent)], scenario.records)
    return AreaOccasion(
        event=event,
        made_by=event.event_id,
        files={event.service_area: files},
        directory=scenario.directory,
        today=scenario.today,
    )


def faults(letters: tuple[Letter, ...], on: AreaOccasion = ON, code: str = CODE) -> list[tuple[str, str]]:
    """The rules that a pack of *letters* breaks, each with what it names."""
    with pytest.raises(Inconsistent) as refused:
        pack_of(letters, on, code)
    return [(reason.rule, reason.field) for reason in refused.value.reasons]


def with_facts(letter: Letter, **changes: object) -> Letter:
    assert isinstance(letter.view, OfficeView)
    facts = letter.view.facts
    assert isinstance(facts, NationalNotificationFacts)
    return replace(letter, view=replace(letter.view, facts=replace(facts, **changes)))  # type: ignore[arg-type]  # any


def test_every_kind_that_makes_a_pack_is_in_the_catalogue() -> None:
    assert PACK_KINDS.keys() <= AREA_KINDS.keys()
    assert {each.scope for each in PACK_KINDS.values()} == set(Scope)


@every_golden_pack
def test_every_golden_pack_is_whole_and_of_one_mind(place: Place) -> None:
    scenario = pack_at(place)
    letters = scenario.letters()
    assert len(letters) > 6
    pack = pack_of(letters, occasion_of(scenario), scenario.kind)
    assert pack.letters == letters


@every_golden_pack
def test_every_day_that_a_golden_letter_prints_is_one_that_its_facts_hold(place: Place) -> None:
    """So no template has a day of its own that the comparison of facts would miss."""
    for letter in pack_at(place).letters():
        held = {letter.dated.isoformat(), *said_in(letter.view.facts).values()}
        days = {day for said in held for day in re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", said)}
        known = {_printed(date.fromisoformat(day)) for day in days}
        printed = set(DAY.findall(" ".join(lines_of(rendering.compose(letter, "en")))))
        assert printed
        assert printed <= known


def _printed(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B} {day.year}"


@pytest.mark.parametrize("kind", [kind for kind, _, _ in PACKS])
def test_a_decision_gives_a_national_pack_and_a_local_one(kind: str) -> None:
    on = occasion(decision(kind), TOLD)
    letters = [letter for code in PACK_KINDS for letter in _given_if_of(on, code)]
    packs = packs_of(letters, on)
    assert [(pack.scope, tuple(x.recipient for x in pack.letters)) for pack in packs] == [
        (Scope.NATIONAL, NATIONAL),
        (Scope.LOCAL, LOCAL),
    ]
    assert {(pack.event_id, pack.area, pack.dated) for pack in packs} == {
        (on.event.event_id, "Essex, Suffolk and Norfolk", on.today)
    }


def _given_if_of(on: AreaOccasion, code: str) -> tuple[Letter, ...]:
    return given(on, code) if isinstance(on.event, AREA_KINDS[code].sent_on) else ()


@pytest.mark.parametrize("kind", ["opening_deferred", "activation_declined"])
def test_where_nobody_was_told_before_there_is_no_pack(kind: str) -> None:
    assert packs_of([], occasion(decision(kind))) == ()


def test_an_event_that_owes_a_pack_and_has_no_letters_is_refused() -> None:
    with pytest.raises(Inconsistent) as refused:
        packs_of([], ON)
    assert {reason.field for reason in refused.value.reasons} == set(NATIONAL)


def test_a_recipient_without_a_letter_is_named() -> None:
    assert faults(LETTERS[:3] + LETTERS[4:]) == [("pack_incomplete", NATIONAL[3])]


def test_a_recipient_with_two_letters_is_named() -> None:
    assert faults((*LETTERS, LETTERS[2])) == [("pack_repeated", NATIONAL[2])]


def test_a_recipient_who_is_owed_none_is_named() -> None:
    stranger = replace(LETTERS[0], recipient="office:national.somebody_else")
    assert faults((*LETTERS, stranger)) == [("pack_too_large", "office:national.somebody_else")]


def test_a_local_authority_that_joins_the_directory_later_even_first_makes_the_pack_incomplete() -> None:
    letters = given(ON, "local_notification")
    area = ON.directory.service_areas["essex"]
    more = replace(
        area, local_authorities=(replace(area.local_authorities[0], name="A Council"), *area.local_authorities)
    )
    grown = replace(ON, directory=replace(ON.directory, service_areas={"essex": more}))
    assert faults(letters, grown, "local_notification") == [
        ("pack_incomplete", "office:essex.local_authorities.a-council")
    ]


def test_a_letter_of_another_kind_or_event_is_named() -> None:
    other = replace(LETTERS[6], given_by="activation-of-another-round")
    assert faults((*LETTERS[:6], other)) == [("pack_of_others", NATIONAL[6])]
    assert ("pack_of_others", LOCAL[0]) in faults(given(ON, "local_notification"))


def test_a_letter_of_another_day_is_named() -> None:
    late = replace(LETTERS[1], dated=LETTERS[1].dated + timedelta(days=1))
    assert faults((LETTERS[0], late, *LETTERS[2:])) == [("pack_of_two_days", NATIONAL[1])]


@pytest.mark.parametrize("name", ["decided_on", "board_on", "opening_on", "answer_by"])
def test_a_letter_with_another_day_of_anything_is_named_with_what_differs(name: str) -> None:
    wrong = with_facts(LETTERS[6], **{name: date(2027, 1, 19)})  # Tuesday
    with pytest.raises(Inconsistent) as refused:
        pack_of((*LETTERS[:6], wrong), ON, CODE)
    assert [(r.rule, r.field) for r in refused.value.reasons] == [("pack_of_two_minds", NATIONAL[6])]
    assert refused.value.reasons[0].detail.startswith(f"{name} is not")


def test_a_letter_with_another_timetable_is_named_step_by_step() -> None:
    facts = LETTERS[0].view.facts
    assert isinstance(facts, NationalNotificationFacts)
    moved = tuple(replace(stop, on=stop.on + timedelta(days=7)) for stop in facts.stops)
    assert len(faults((with_facts(LETTERS[0], stops=moved), *LETTERS[1:]))) == 5


@pytest.mark.parametrize("part", ["now", "before"])
def test_a_letter_with_another_figure_is_named(part: str) -> None:
    facts = LETTERS[4].view.facts
    assert isinstance(facts, NationalNotificationFacts)
    (table,) = facts.figures
    wrong = replace(table, figures=(replace(table.figures[0], **{part: "999"}), *table.figures[1:]))
    letters = (*LETTERS[:4], with_facts(LETTERS[4], figures=(wrong,)), *LETTERS[5:])
    assert faults(letters) == [("pack_of_two_minds", NATIONAL[4])]


def test_a_figure_of_another_day_or_source_is_another_figure() -> None:
    facts = LETTERS[5].view.facts
    assert isinstance(facts, NationalNotificationFacts)
    (table,) = facts.figures
    for wrong in (replace(table, as_at=date(2026, 11, 13)), replace(table, source="another return")):
        letters = (*LETTERS[:5], with_facts(LETTERS[5], figures=(wrong,)), *LETTERS[6:])
        assert len(faults(letters)) == len(table.figures)


def test_a_day_that_a_letter_leaves_out_is_no_difference() -> None:
    assert pack_of((with_facts(LETTERS[0], answer_by=None), *LETTERS[1:]), ON, CODE).scope is Scope.NATIONAL
