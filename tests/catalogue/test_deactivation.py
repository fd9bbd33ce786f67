"""A11: who hears whether a Hub closes, what becomes of those who wait, and with which figures (Protocol 6.2)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from correspondence.catalogue.facts.then_and_now import FiguresThenAndNow, figures_then_and_now
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.notifications.deactivation import DeactivationFacts
from correspondence.catalogue.occasions.area import AreaOccasion
from correspondence.catalogue.occasions.pack import Scope
from correspondence.catalogue.packs import pack_of, packs_of
from correspondence.protocol.areas.events import ActivationDecided, AnyAreaEvent, DeactivationDecided
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.protocol.refusals import Inconsistent
from tests import build
from tests.area import area_event, history, read_as
from tests.build import Changes, day
from tests.notified import (
    ACTIVATED,
    LOCAL,
    NATIONAL,
    TOLD_OF_ACTIVATION,
    decision,
    given,
    occasion,
    recipients,
    record,
    to,
    told,
    view,
    words,
)

CODES = ("deactivation_national", "deactivation_local")
STAYS: Changes = {"is_deactivated": False, "closes_on": None}
OPENED_BEFORE_THIS_SERVICE = (area_event("deactivation_decided"),)


def both(on: AreaOccasion) -> tuple[Letter, ...]:
    return tuple(letter for code in CODES for letter in given(on, code))


def decided(changes: Changes | None = None, sent: tuple[LetterRecord, ...] = TOLD_OF_ACTIVATION) -> AreaOccasion:
    return occasion(decision("deactivation_decided", changes), sent)


def facts(letter: Letter) -> DeactivationFacts:
    assert isinstance(letter.view.facts, DeactivationFacts)
    return letter.view.facts


@pytest.mark.parametrize("changes", [{}, STAYS])
def test_exactly_those_whom_a_letter_of_the_round_told_of_the_hub_hear_whichever_way(changes: Changes) -> None:
    reached = (NATIONAL[1], NATIONAL[5], LOCAL[0], LOCAL[4], LOCAL[6])
    sent = (
        *told("national_notification", ACTIVATED, reached[:1]),
        *told("final_confirmation_national", "opening_confirmed-1", reached[1:2], "Mon 11 Jan 2027"),
        *told("local_notification", ACTIVATED, reached[2:4]),
        *told("final_confirmation_local", "opening_confirmed-1", reached[3:], "Mon 11 Jan 2027"),
        record("national_notification", ACTIVATED, NATIONAL[2], Status.APPROVED, None),
        record("national_notification", ACTIVATED, NATIONAL[3], Status.RETURNED, day("Mon 30 Nov 2026")),
        *told("national_notification", "activation-of-an-earlier-round", [NATIONAL[4]]),
    )
    assert recipients(both(decided(changes, sent))) == reached


@pytest.mark.parametrize("changes", [{}, STAYS])
def test_everybody_hears_of_a_hub_that_no_letter_told_anybody_of(changes: Changes) -> None:
    assert recipients(both(occasion([area_event("deactivation_decided", changes)]))) == (*NATIONAL, *LOCAL)


@pytest.mark.parametrize(
    ("sent", "heard"),
    [
        (told("national_notification", ACTIVATED, NATIONAL[:2]), (*NATIONAL[:2], *LOCAL)),
        (told("local_notification", ACTIVATED, LOCAL[:2]), (*NATIONAL, *LOCAL[:2])),
        (told("pending_risk_notice", "challenge_meeting_agreed-1", NATIONAL[:1]), (*NATIONAL, *LOCAL)),
        (told("liaison_agenda", "liaison_meeting_called-1", LOCAL[:1]), (*NATIONAL, *LOCAL)),
    ],
    ids=["told nationally", "told locally", "told of a risk", "asked to a meeting"],
)
def test_a_scope_in_which_nobody_was_told_of_the_hub_hears_as_a_whole_and_the_other_keeps_its_own(
    sent: tuple[LetterRecord, ...], heard: tuple[str, ...]
) -> None:
    """A notice of risk, or an invitation, tells nobody of a Hub."""
    on = decided(sent=sent)
    assert recipients(both(on)) == heard
    assert [(pack.scope, recipients(pack.letters)) for pack in packs_of(both(on), on)] == [
        (Scope.NATIONAL, tuple(x for x in heard if x in NATIONAL)),
        (Scope.LOCAL, tuple(x for x in heard if x in LOCAL)),
    ]


def test_whoever_heard_that_the_hub_stays_open_hears_when_it_closes() -> None:
    stays = area_event("deactivation_decided", {**STAYS, "event_id": "stays-1", "occurred_on": "2027-05-21"})
    sent = (*TOLD_OF_ACTIVATION, *told("deactivation_national", "stays-1", NATIONAL[:1], "Mon 24 May 2027"))
    on = occasion((*history("status_reviewed"), stays, area_event("deactivation_decided")), sent)
    assert recipients(both(on)) == (*NATIONAL, *LOCAL)


def test_one_told_of_the_hub_who_is_no_longer_in_the_directory_refuses_the_event_and_is_named() -> None:
    sent = told("local_notification", ACTIVATED, [*LOCAL, "office:court.medway"])
    with pytest.raises(Inconsistent) as refused:
        given(decided(sent=sent), "deactivation_local")
    assert [(r.rule, r.field) for r in refused.value.reasons] == [("told_before_and_gone", "directory.court.medway")]


def test_a_closing_says_when_and_what_becomes_of_those_who_wait_to_everybody() -> None:
    for letter in both(decided()):
        assert facts(letter).closes_on == day("Fri 16 Jul 2027")
        said = words(letter)
        for sentence in (
            "From Friday 16 July 2027 there is no Hub, and children’s cases are allocated to an adviser",
            "None will wait longer because the Hub closes: the limit of 20 weeks stays.",
            "The local team will allocate each of them to an adviser.",
            "We will write to each family that still waits",
            "Nora Sample, Business Services Officer: 01632 960300, norfolk.hub@example.org"
            if letter.recipient == "office:court.norwich"  # which the area's other Hub serves
            else "Priya Sample, Business Services Officer: 01632 960000, essex.hub@example.org",
        ):
            assert sentence in said, letter.recipient
        assert "What goes on" not in said


def test_the_last_list_and_the_filing_dates_are_spoken_of_to_judges_and_courts_alone() -> None:
    spoken = {view(x).key for x in both(decided()) if "one more list after that day, its last" in words(x)}
    assert spoken == {
        *("designated_family_judges", "family_division_liaison_judge", "courts"),
        *("president_of_the_family_division", "hmcts"),
    }


def test_a_hub_that_stays_open_changes_nothing_and_is_looked_at_again_every_four_weeks() -> None:
    for letter in both(decided(STAYS)):
        assert (facts(letter).closes_on, facts(letter).contacts) == (None, ())
        said = words(letter)
        assert "Nothing changes in how children’s cases are held there." in said
        assert "reported to the Board, at least every four weeks" in said
        assert "I will write when it has, whichever way." in said
        assert not any(word in said for word in ("closes", "still wait", "will allocate", "its last"))


def test_the_judges_words_reach_judges_courts_and_our_own_board_and_nobody_else() -> None:
    on = decided({"judiciary_views": "An unmistakable opinion.", "reasons": "Some reason."})
    seen = {view(x).key for x in both(on) if "An unmistakable opinion." in words(x)}
    assert seen == {
        *("designated_family_judges", "family_division_liaison_judge", "courts"),
        *("president_of_the_family_division", "cafcass_board"),
    }
    others = [x for x in both(on) if view(x).key not in seen]
    assert {facts(x).judiciary_views for x in others} == {()}
    assert all("The Board had the views of the local judges before it decided." in words(x) for x in others)
    assert all("Some reason." in words(x) and x.free_text for x in both(on))


def activation(as_at: str, **changes: object) -> AnyAreaEvent:
    """The activation of the story with its average wait measured otherwise."""
    event = read_as(ActivationDecided, area_event("activation_decided"))
    wait = replace(event.measures.average_days_to_allocation, as_at=day(as_at), **changes)  # type: ignore[arg-type]
    return replace(event, measures=replace(event.measures, average_days_to_allocation=wait))


def test_the_figures_are_those_of_the_activation_beside_those_now() -> None:
    closing = decision("deactivation_decided")
    received = tuple(activation("Thu 19 Nov 2026", value=43.5) if e.event_id == ACTIVATED else e for e in closing)
    for letter in both(occasion(received, TOLD_OF_ACTIVATION)):
        assert facts(letter).figures == ()
        tables = facts(letter).then_and_now
        assert {table.now_at for table in tables} == {day("Fri 11 Jun 2027")}
        (table,) = (x for x in tables if x.then_at == day("Thu 19 Nov 2026"))
        assert [(x.measure, x.then, x.now) for x in table.figures] == [("average_days_to_allocation", "43.5", "41")]
        assert "Friday 20 November 2026" in words(letter)


def test_an_activation_of_an_earlier_round_is_not_the_one_compared_with() -> None:
    earlier = (area_event("activation_decided"), area_event("activation_declined", {"occurred_on": "2027-01-08"}))
    for letter in both(occasion((*earlier, *OPENED_BEFORE_THIS_SERVICE))):
        assert facts(letter).then_and_now == ()


def test_without_a_recorded_activation_the_figures_stand_beside_those_before() -> None:
    letter = to(both(occasion(OPENED_BEFORE_THIS_SERVICE)), "hmcts")
    (table,) = facts(letter).figures
    assert ("average_days_to_allocation", "41", "29") in [(x.measure, x.now, x.before) for x in table.figures]
    assert "Before" in words(letter)
    assert "at the activation" not in words(letter)


def test_figures_share_a_table_only_where_both_days_and_both_sources_are_the_same() -> None:
    then = read_as(ActivationDecided, area_event("activation_decided")).measures
    now = read_as(DeactivationDecided, area_event("deactivation_decided")).measures
    moved = replace(now, leavers=replace(now.leavers, source="another return"))
    names = ("cases_held_on_duty", "leavers", "starters")
    assert [[x.measure for x in t.figures] for t in figures_then_and_now(then, now, names)] == [list(names)]
    assert [[x.measure for x in t.figures] for t in figures_then_and_now(then, moved, names)] == [
        ["cases_held_on_duty", "starters"],
        ["leavers"],
    ]


@pytest.mark.parametrize("part", ["then", "now"])
def test_a_letter_with_another_figure_of_either_day_is_named(part: str) -> None:
    on = decided()
    letters = given(on, "deactivation_national")
    (table,) = facts(letters[2]).then_and_now
    wrong = replace(table, figures=(replace(table.figures[0], **{part: "999"}), *table.figures[1:]))
    assert _refused((*letters[:2], _with_figures(letters[2], wrong), *letters[3:]), on) == [NATIONAL[2]]


@pytest.mark.parametrize(
    "changes",
    [{"then_at": date(2026, 11, 19)}, {"then_source": "another"}, {"now_at": date(2027, 6, 10)}, {"now_source": "x"}],
)
def test_a_figure_of_another_day_or_source_is_another_figure(changes: dict[str, Any]) -> None:
    on = decided()
    letters = given(on, "deactivation_national")
    (table,) = facts(letters[4]).then_and_now
    wrong = _with_figures(letters[4], replace(table, **changes))
    assert _refused((*letters[:4], wrong, *letters[5:]), on) == [NATIONAL[4]] * len(table.figures)


def _with_figures(letter: Letter, table: FiguresThenAndNow) -> Letter:
    return replace(letter, view=replace(view(letter), facts=replace(facts(letter), then_and_now=(table,))))


def _refused(letters: tuple[Letter, ...], on: AreaOccasion) -> list[str]:
    """Whose letters a pack is refused for."""
    with pytest.raises(Inconsistent) as caught:
        pack_of(letters, on, "deactivation_national")
    assert {reason.rule for reason in caught.value.reasons} == {"pack_of_two_minds"}
    return [reason.field for reason in caught.value.reasons]


def test_a_court_is_given_the_hub_that_serves_it_and_a_hub_that_is_not_there_refuses_the_closing_alone() -> None:
    known = build.directory()
    essex = known.hubs["essex"]
    second = replace(essex, name="Norwich Allocation Hub", courts=("norwich",))
    courts = {**known.courts, "norwich": replace(known.courts["chelmsford"], name="the Family Court at Norwich")}
    two = replace(known, hubs={"essex": essex, "norwich": second}, courts=courts)
    letters = given(occasion(OPENED_BEFORE_THIS_SERVICE, directory=two), "deactivation_local")
    hubs = {x.recipient: [contact.hub for contact in facts(x).contacts] for x in letters}
    assert hubs["office:court.norwich"] == ["Norwich Allocation Hub"]
    assert hubs["office:essex.adcs_region"] == ["Essex Allocation Hub", "Norwich Allocation Hub"]
    gone = replace(known, hubs={"essex": replace(essex, closed_on=day("Mon 7 Jun 2027"))})
    with pytest.raises(Inconsistent) as refused:
        given(occasion(OPENED_BEFORE_THIS_SERVICE, directory=gone), "deactivation_national")
    assert [r.rule for r in refused.value.reasons] == ["no_hub_to_open"]
    assert len(given(occasion([area_event("deactivation_decided", STAYS)], directory=gone), CODES[0])) == len(NATIONAL)


def test_a_letter_written_after_the_closing_promises_nothing_of_a_day_gone() -> None:
    """The Hub may close on the very day of the decision, and a letter be written up to five working days later."""
    closing = decision("deactivation_decided", {"closes_on": "2027-06-18"})
    letter = to(given(occasion(closing, TOLD_OF_ACTIVATION, today=day("Fri 25 Jun 2027")), CODES[1]), "courts")
    assert "From Friday 18 June 2027 there is no Hub" in words(letter)
    assert "will close" not in words(letter)
    assert letter.due.due_on == day("Fri 25 Jun 2027")
